package org.modelwright.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.app.settings.SettingField;
import org.modelwright.data.DataSettings;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;

class DataModelTest {

  private static final String TEXT =
      """
      # poems first
      sources:
        - {path: poems, include: ["**/*.txt"]}   # all of them
        - {path: posts.jsonl, field: body}
      split: {by: document, validation: 0.02, seed: 1}
      tokenizer: {kind: bpe, vocabulary: 2048}
      context: 128 # short
      """;

  @TempDir Path project;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(project.resolve("data.yaml"), TEXT);
  }

  private DataSettings core() {
    return DataSettings.read(new YamlReader(Yaml.read(file), "data."), project);
  }

  @Test
  void whatIsNotChangedIsWrittenAsItWas() throws IOException {
    var model = new DataModel(project);
    assertThat(model.dirtyProperty().get()).isFalse();
    model.set("context", "64");
    assertThat(model.dirtyProperty().get()).isTrue();
    model.set("context", "128");
    assertThat(model.dirtyProperty().get()).isFalse();
    model.save();
    assertThat(Files.readString(file)).isEqualTo(TEXT);
  }

  @Test
  void everyKindOfEditIsReadBackByTheCore() throws IOException {
    var model = new DataModel(project);
    model.set("context", "64");
    model.set("sources[0].exclude", List.of("{a,b}/*", "c.txt"));
    model.set("sources[1].weight", "2.5");
    model.set("windows", "padded");
    model.set("duplicates.near", "drop");
    model.set("split.seed", "");
    model.addJdk();
    model.save();
    assertThat(model.dirtyProperty().get()).isFalse();
    assertThat(Files.readString(file))
        .startsWith("# poems first\n")
        .contains("# all of them", "context: 64 # short");
    DataSettings read = core();
    assertThat(read).isEqualTo(model.settingsProperty().get());
    assertThat(read.context()).isEqualTo(64);
    assertThat(read.sources()).hasSize(3);
    assertThat(read.sources().get(0).filter().exclude()).containsExactly("{a,b}/*", "c.txt");
    assertThat(read.sources().get(1).weight()).isEqualTo(2.5);
    model.removeSource(0);
    model.save();
    assertThat(core().sources()).hasSize(2);
  }

  @Test
  void aTokenizerTakesItsOwnSettingsAlongAndFindsThemAgain() {
    var model = new DataModel(project);
    model.set("tokenizer.kind", "bytes");
    assertThat(model.settingsProperty().get().tokenizer()).isEqualTo(new TokenizerSettings.Bytes());
    model.set("tokenizer.kind", "file");
    assertThat(model.problemsProperty().get()).containsOnlyKeys("tokenizer.path");
    model.set("tokenizer.path", "old.json");
    assertThat(model.problemsProperty().get()).isEmpty();
    model.set("tokenizer.kind", "bpe");
    assertThat(model.settingsProperty().get().tokenizer())
        .isEqualTo(new TokenizerSettings.Bpe(2048));
  }

  @ParameterizedTest
  @CsvSource({
    "context, none",
    "context, 0",
    "split.validation, 0.7",
    "split.by, chance",
    "tokenizer.vocabulary, 12",
    "duplicates.threshold, 1.5",
    "sources[0].weight, 0",
    "sources[1].delimiter, too long",
    "windows, 3",
  })
  void aWrongValueIsSaidAtItsFieldInTheWordsOfTheCore(String key, String value) throws IOException {
    var model = new DataModel(project);
    model.set(key, value);
    assertThat(model.settingsProperty().get()).isNull();
    assertThat(model.problemsProperty().get()).containsOnlyKeys(key);
    String sentence = model.problemsProperty().get().get(key);
    assertThatThrownBy(model::save).isInstanceOf(InputException.class).hasMessage(sentence);
    assertThat(Files.readString(file)).isEqualTo(TEXT);

    Files.writeString(
        file,
        switch (key) {
          case "sources[0].weight" -> TEXT.replace("{path: poems,", "{path: poems, weight: 0,");
          case "sources[1].delimiter" ->
              TEXT.replace("field: body", "field: body, delimiter: too long");
          case "windows" -> TEXT + "windows: 3\n";
          case "duplicates.threshold" -> TEXT + "duplicates: {threshold: 1.5}\n";
          case "context" -> TEXT.replace("128", value);
          case "split.validation" -> TEXT.replace("0.02", value);
          case "split.by" -> TEXT.replace("by: document", "by: " + value);
          default -> TEXT.replace("2048", value);
        });
    assertThat(catchThrowable(this::core)).hasMessageEndingWith(": " + sentence);
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws IOException {
    var model = new DataModel(project);
    model.set("context", "none");
    model.set("split.validation", "2");
    model.set("sources[0].include", List.of("[a"));
    model.set("split.by", "tail");
    model.set("windows", "padded");
    assertThat(model.problemsProperty().get().keySet())
        .containsExactlyInAnyOrder("context", "split.validation", "sources[0]", "windows");
  }

  @Test
  void keysThatNobodyKnowsAreSaidAndKept() throws IOException {
    Files.writeString(file, TEXT + "mystery: {a: [1, 2]}\n");
    var model = new DataModel(project);
    assertThat(model.problemsProperty().get()).containsOnlyKeys("mystery");
    assertThat(model.treeProperty().get().entries()).containsKey("mystery");
  }

  @Test
  void aBrokenFileIsOverwrittenOnlyOnceItIsReplaced() throws IOException {
    String broken = "sources: [{path: poems}\ncontext: 3\n";
    Files.writeString(file, broken);
    var model = new DataModel(project);
    assertThat(model.brokenProperty().get()).contains("data.yaml:2:", "not valid YAML");
    assertThat(model.dirtyProperty().get()).isFalse();
    model.set("context", "12");
    assertThatThrownBy(model::save).hasMessageContaining("not valid YAML");
    assertThat(Files.readString(file)).isEqualTo(broken);
    model.replaceBroken();
    assertThat(model.problemsProperty().get()).containsOnlyKeys("sources");
    assertThat(model.dirtyProperty().get()).isTrue();
    assertThat(Files.readString(file)).isEqualTo(broken);
    model.addJdk();
    model.save();
    assertThat(core().sources()).hasSize(1);
  }

  @Test
  void reloadForgetsWhatWasNotSaved() {
    var model = new DataModel(project);
    model.set("context", "64");
    model.reload();
    assertThat(model.text("context")).contains("128");
    assertThat(model.dirtyProperty().get()).isFalse();
  }

  @Test
  void aTableGetsItsColumnAndAPlaceInTheProjectItsRelativePath() throws IOException {
    var model = new DataModel(project);
    Path csv = Files.writeString(project.resolve("a.csv"), "id,title,text\n1,one,two\n");
    model.addSource(csv, SourceFacts.of(csv));
    assertThat(model.text("sources[2].path")).contains("a.csv");
    assertThat(model.text("sources[2].column")).contains("text");
    Path lines = Files.writeString(project.resolve("b.jsonl"), "{\"n\": 1, \"body\": \"x\"}\n");
    model.addSource(lines, SourceFacts.of(lines));
    assertThat(model.text("sources[3].field")).contains("body");
    Path elsewhere = project.resolveSibling("elsewhere");
    model.addSource(elsewhere, SourceFacts.of(elsewhere));
    assertThat(model.text("sources[4].path")).contains(elsewhere.toString());
    assertThat(SourceFacts.of(elsewhere).trouble()).contains("does not exist");
  }

  @Test
  void globsAreDividedAtCommasOutsideBraces() {
    assertThat(SettingField.Words.split(" **/*.{txt,md}, a.txt,,"))
        .containsExactly("**/*.{txt,md}", "a.txt");
  }
}
