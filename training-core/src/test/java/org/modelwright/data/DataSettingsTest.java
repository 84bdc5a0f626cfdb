package org.modelwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.data.duplicate.DuplicateSettings;
import org.modelwright.data.table.TableSettings;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;

class DataSettingsTest {

  private static final Path PROJECT = Path.of("/home/user/project");

  private static DataSettings read(String yaml) {
    return DataSettings.read(new YamlReader(Yaml.parse(yaml, "data.yaml"), ""), PROJECT);
  }

  @Test
  void readsEveryKey() {
    DataSettings settings =
        read(
            """
            sources:
              - {path: ../texts, include: ["**/*.txt", "*.md"], exclude: old/**}
              - {jdk: sources, include: java.base/java/**/*.java}
            split: {by: tail, validation: 0.25, seed: 7}
            tokenizer: {kind: bpe, vocabulary: 8192}
            context: 128
            """);
    assertThat(settings)
        .isEqualTo(
            new DataSettings(
                List.of(
                    new SourceSettings.Files(
                        Path.of("/home/user/texts"),
                        new NameFilter(List.of("**/*.txt", "*.md"), List.of("old/**"))),
                    new SourceSettings.Jdk(
                        new NameFilter(List.of("java.base/java/**/*.java"), List.of()))),
                new SplitSettings(SplitSettings.By.TAIL, 0.25, 7),
                new TokenizerSettings.Bpe(8192),
                128));
  }

  @Test
  void readsTablesWeightsDuplicatesAndWindows() {
    DataSettings settings =
        read(
            """
            sources:
              - {path: a.jsonl, field: body.text, weight: 2.5}
              - {path: b, column: text, delimiter: tab}
              - {jdk: sources, weight: 0.5}
            duplicates: {exact: drop, near: count, threshold: 0.9}
            windows: padded
            """);
    var all = new NameFilter(List.of(), List.of());
    assertThat(settings.sources())
        .containsExactly(
            new SourceSettings.Files(
                PROJECT.resolve("a.jsonl"), all, new TableSettings("body.text", null, null), 2.5),
            new SourceSettings.Files(
                PROJECT.resolve("b"), all, new TableSettings(null, "text", '\t'), 1),
            new SourceSettings.Jdk(all, 0.5));
    assertThat(settings.duplicates())
        .isEqualTo(
            new DuplicateSettings(DuplicateSettings.Exact.DROP, DuplicateSettings.Near.COUNT, 0.9));
    assertThat(settings.windows()).isEqualTo(DataSettings.WindowForm.PADDED);
  }

  @Test
  void hasDefaults() {
    assertThat(read("sources: [{path: a.txt}]\ntokenizer: {kind: file, path: t.json}"))
        .isEqualTo(
            new DataSettings(
                List.of(SourceSettings.of(PROJECT.resolve("a.txt"))),
                new SplitSettings(SplitSettings.By.DOCUMENT, 0.1, 1),
                new TokenizerSettings.Existing(PROJECT.resolve("t.json")),
                256));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
          {}                                                             | `sources` is missing
          {sources: [{}]}                                                | either a `path`
          {sources: [{path: a, jdk: sources}]}                           | either a `path`
          {sources: [{jdk: classes}]}                                    | one of sources
          {sources: [{path: a, include: ["{a,{b}}"]}]}                   | malformed
          {sources: [{path: a, colour: red}]}                            | unknown key `sources.colour`
          {sources: [{path: a}], split: {validation: 0.6}}               | from 0 to 0.5
          {sources: [{path: a}], split: {by: line}}                      | one of document, tail
          {sources: [{path: a}], tokenizer: {kind: words}}               | one of characters, bytes, bpe, file
          {sources: [{path: a}], tokenizer: {kind: bytes, vocabulary: 9}} | unknown key `tokenizer.vocabulary`
          {sources: [{path: a}], tokenizer: {vocabulary: 12}}            | from 258
          {sources: [{path: a}], tokenizer: {kind: file}}                | `tokenizer.path` is missing
          {sources: [{path: a}], context: 0}                             | from 1
          {sources: [{path: a}], contxt: 8}                              | unknown key `contxt`
          {sources: [{path: a, delimiter: ;}]}                           | needs a `column` too
          {sources: [{path: a, column: t, delimiter: ab}]}               | one character or `tab`
          {sources: [{path: a, column: t, delimiter: '"'}]}             | no quote and no line end
          {sources: [{jdk: sources, column: t}]}                         | unknown key `sources.column`
          {sources: [{path: a, weight: 0}]}                              | from 0.001 to 1000
          {sources: [{path: a}], windows: loose}                         | one of packed, padded
          {sources: [{path: a}], split: {by: tail}, windows: padded}     | `windows: padded` keeps documents apart
          {sources: [{path: a}], duplicates: {exact: keep}}              | one of count, drop
          {sources: [{path: a}], duplicates: {near: yes}}                | one of off, count, drop
          {sources: [{path: a}], duplicates: {threshold: 0.4}}           | from 0.5 to 1
""")
  void refusesInOneSentenceWithThePlace(String yaml, String words) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("data.yaml:1:")
        .hasMessageContaining(words);
  }

  @Test
  void aGlobMayNameNoFolder() {
    var filter = new NameFilter(List.of("a/**/*.{java,kt}"), List.of()).compile();
    assertThat(filter.test("a/B.java")).isTrue();
    assertThat(filter.test("a/b/c/D.kt")).isTrue();
    assertThat(filter.test("b/a/B.java")).isFalse();
    assertThat(filter.test("a/B.scala")).isFalse();
    assertThat(filter.test("a/.hidden/B.java")).isFalse();
  }
}
