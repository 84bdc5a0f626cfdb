package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.project.OwnSource;
import org.modelwright.project.Project;

/// A table of the user's own is trained on by its text, never by its raw lines.
class OwnTableTest {

  @TempDir Path folder;
  private Path project;

  @BeforeEach
  void project() {
    project = folder.resolve("p");
  }

  private Path write(String name, String row) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        IntStream.range(0, 100).mapToObj(row::formatted).collect(Collectors.joining()));
  }

  private InProcess make(Path data, String... more) {
    var arguments =
        new ArrayList<>(List.of("new", project.toString(), "--template", "text-char", "--data"));
    arguments.add(data.toString());
    arguments.addAll(List.of(more));
    return InProcess.run(arguments.toArray(String[]::new));
  }

  private long characters() {
    InProcess done = InProcess.run("data", project.toString(), "--json");
    assertThat(done.exit()).as(done.err()).isZero();
    var report = Json.line().readTree(done.out());
    return report.get("training").get("characters").asLong()
        + report.get("validation").get("characters").asLong();
  }

  @Test
  void theFieldCalledTextIsTaken() throws IOException {
    assertThat(make(write("a.jsonl", "{\"id\": 1, \"text\": \"row %02d\"}\n")).exit()).isZero();
    assertThat(Files.readString(project.resolve("data.yaml"))).contains("field: \"text\"}");
    assertThat(characters()).isEqualTo(600);
  }

  @Test
  void withoutOneTheColumnsAndTheRemedyAreSaid() throws IOException {
    Path json = write("a.jsonl", "{\"id\": 1, \"body\": \"row %02d\"}\n");
    assertThat(make(json).refusal())
        .endsWith(
            "a.jsonl is JSON Lines without a field of text that is called `text`; its fields are:"
                + " id, body; name the one with the text: `--field NAME`.");
    assertThat(project).doesNotExist();
    assertThat(make(json, "--field", "body").exit()).isZero();
    assertThat(characters()).isEqualTo(600);
  }

  @Test
  void columnsOfCsv() throws IOException {
    Path csv = write("a.csv", "%d,abc\n");
    Files.writeString(csv, "id,body\n" + Files.readString(csv));
    assertThat(make(csv).refusal()).contains("its columns are: id, body;", "`--column NAME`");
    assertThat(make(csv, "--field", "body").refusal())
        .contains("a.csv is CSV, so its text is named by `column`");
    assertThat(make(csv, "--column", "none").refusal()).contains("there is no column `none`");
    assertThat(make(csv, "--column", "body").exit()).isZero();
    assertThat(characters()).isEqualTo(300);
  }

  @Test
  void aColumnNeedsASource() {
    assertThat(
            InProcess.run("new", project.toString(), "--template", "text-char", "--field", "body")
                .refusal())
        .contains("give `--data PATH` too");
  }

  @Test
  void branchRefusesATableWhoseTextIsNotKnown() throws IOException {
    assertThat(make(write("a.jsonl", "{\"text\": \"row %02d\"}\n")).exit()).isZero();
    Path csv = Files.writeString(folder.resolve("b.csv"), "id,body\n1,abc\n");
    assertThatThrownBy(() -> Project.open(project, Optional.of(OwnSource.of(csv)), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("`--column NAME`");
  }

  @Test
  void aCharacterThatTheTokenizerLacksIsSaidWithItsPlace() throws IOException {
    assertThat(make(Files.writeString(folder.resolve("a.txt"), "ab\n".repeat(100))).exit())
        .isZero();
    assertThat(characters()).isEqualTo(300);
    Path tokenizer;
    try (var files = Files.walk(project)) {
      tokenizer = files.filter(f -> f.endsWith("tokenizer.json")).findFirst().orElseThrow();
    }
    Files.copy(tokenizer, project.resolve("old.json"));
    Files.writeString(folder.resolve("a.txt"), "ab\n".repeat(150) + "abé\n" + "ab\n".repeat(50));
    Path settings = project.resolve("data.yaml");
    Files.writeString(
        settings,
        Files.readString(settings).replace("{kind: characters}", "{kind: file, path: old.json}"));
    assertThat(InProcess.run("data", project.toString()).refusal())
        .contains("a.txt:151: The character `é` (U+00E9");
  }
}
