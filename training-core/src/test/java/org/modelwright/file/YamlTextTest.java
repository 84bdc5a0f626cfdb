package org.modelwright.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Place;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;

class YamlTextTest {

  private static final String FILE =
      """
      # where the text is
      sources:
        # our own
        - {path: a.txt, weight: 2}   # twice
        - path: 中文/b.txt
          include: ["*.txt"]
      split: {by: document, validation: 0.1}   # a tenth

      # tokens in a window
      context: 64 # short
      """;

  private static Mapping parse(String text) {
    return Yaml.parse(text, "data.yaml");
  }

  private static Scalar word(String text) {
    return new Scalar(Place.whole(""), text, false);
  }

  private static Mapping sources(UnaryOperator<List<YamlValue>> change) {
    Mapping whole = parse(FILE);
    var items = new ArrayList<>(((Sequence) whole.entries().get("sources")).items());
    return whole.with("sources", new Sequence(Place.whole(""), change.apply(items)));
  }

  private static Mapping source(String path) {
    return (Mapping)
        ((Sequence) parse("s: [{path: \"" + path + "\"}]").entries().get("s")).items().getFirst();
  }

  @Test
  void whatDoesNotChangeStays() {
    assertThat(YamlText.revise(FILE, parse(FILE))).isEqualTo(FILE);
  }

  @Test
  void aValueChangesInItsPlace() {
    assertThat(YamlText.revise(FILE, parse(FILE).with("context", word("128"))))
        .isEqualTo(FILE.replace("context: 64", "context: 128"));
    assertThat(YamlText.revise(FILE, parse(FILE).with("split.seed", word("7"))))
        .isEqualTo(FILE.replace("validation: 0.1}", "validation: 0.1, seed: 7}"));
  }

  @Test
  void aKeyIsAddedAtTheEnd() {
    assertThat(YamlText.revise(FILE, parse(FILE).with("tokenizer.kind", word("bytes"))))
        .isEqualTo(FILE + "tokenizer: {kind: bytes}\n");
  }

  @Test
  void aKeyGoes() {
    var left = new LinkedHashMap<>(parse(FILE).entries());
    left.remove("split");
    assertThat(YamlText.revise(FILE, new Mapping(Place.whole(""), left)))
        .isEqualTo(FILE.replace("split: {by: document, validation: 0.1}   # a tenth\n", ""));
  }

  @Test
  void sourcesComeAndGo() {
    String added =
        YamlText.revise(
            FILE,
            sources(items -> {
              items.add(source("c d.txt"));
              return items;
            }));
    assertThat(added)
        .isEqualTo(
            FILE.replace(
                "include: [\"*.txt\"]\n", "include: [\"*.txt\"]\n  - {path: \"c d.txt\"}\n"));
    assertThat(YamlText.revise(FILE, sources(items -> items.subList(1, 2))))
        .isEqualTo(FILE.replace("  - {path: a.txt, weight: 2}   # twice\n", ""));
    assertThat(YamlText.revise(FILE, sources(items -> items.subList(0, 1))))
        .contains("# our own", "# twice", "# short")
        .doesNotContain("b.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{context: 3, sources: [{path: x}]}",
        "context: 3",
        "# nothing yet\n",
        "",
        "sources:\n- path: x\n  weight: 2\n- path: y\ncontext: 3",
        "tokenizer:\n  kind: bpe\n  vocabulary: 300\ncontext: 5 # five\n",
        "split: !!map {by: tail}\n\"context\": '3'\n",
      })
  void whateverTheFormItReadsBack(String text) {
    Mapping to =
        parse("sources: [{path: x, include: ['a: b', '#c']}, {path: é}]\ncontext: 9")
            .with("tokenizer.kind", word("bytes"))
            .with("note", word("two\nlines, 'quoted' \"words\""));
    assertThat(YamlText.same(parse(YamlText.revise(text, to)), to)).isTrue();
    assertThat(YamlText.same(parse(YamlText.write(to)), to)).isTrue();
  }
}
