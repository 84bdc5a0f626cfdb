package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.Json;
import tools.jackson.databind.JsonNode;

class DataCommandTest {

  @TempDir Path folder;
  private Path project;

  /// 100 rows of 20 characters, of which the last 10 equal the first 10, and one row without text; with
  /// a token a byte and one that ends each row.
  @BeforeEach
  void project() throws Exception {
    Path text = Files.writeString(folder.resolve("text.txt"), "some text. ".repeat(50));
    project = folder.resolve("p");
    InProcess made =
        InProcess.run(
            "new", project.toString(), "--template", "text-char", "--data", text.toString());
    assertThat(made.exit()).as(made.err()).isZero();
    Files.writeString(
        project.resolve("rows.jsonl"),
        IntStream.range(0, 100)
                .mapToObj(i -> "{\"text\": \"the row number is %02d\"}\n".formatted(i % 90))
                .collect(Collectors.joining())
            + "{\"text\": null}\n");
    Files.writeString(
        project.resolve("data.yaml"),
        """
        sources: [{path: rows.jsonl, field: text, weight: 2}]
        split: {validation: 0}
        duplicates: {exact: drop}
        tokenizer: {kind: bytes}
        context: 32
        """);
  }

  @Test
  void theDocumentHasTheFigures() {
    InProcess done = InProcess.run("data", project.toString(), "--json");
    assertThat(done.exit()).as(done.err()).isZero();
    JsonNode document = Json.line().readTree(done.out());
    JsonNode training = document.get("training");
    assertThat(training.get("documents").asInt()).isEqualTo(90);
    assertThat(training.get("characters").asInt()).isEqualTo(1800);
    assertThat(training.get("tokens").asInt()).isEqualTo(1890);
    assertThat(training.get("bytes").asInt()).isEqualTo(1800);
    assertThat(training.get("tokensPerCharacter").asDouble()).isCloseTo(1.05, within(1e-12));
    assertThat(training.get("bytesPerToken").asDouble()).isCloseTo(1 / 1.05, within(1e-12));
    assertThat(training.get("lengths").get(4).get("from").asInt()).isEqualTo(16);
    assertThat(training.get("lengths").get(4).get("documents").asInt()).isEqualTo(90);
    assertThat(document.get("validation").get("documents").asInt()).isZero();
    assertThat(document.get("validation").get("bytesPerToken").isNull()).isTrue();
    JsonNode source = document.get("sources").get(0);
    assertThat(source.get("weight").asDouble()).isEqualTo(2);
    assertThat(source.get("drawn").asDouble()).isEqualTo(1);
    assertThat(source.get("leftOut").get("duplicates").asInt()).isEqualTo(10);
    assertThat(document.get("skippedRows").asInt()).isEqualTo(1);
    assertThat(document.get("binaryFiles").asInt()).isZero();
    assertThat(document.get("duplicates").get("exact").asInt()).isEqualTo(10);
    assertThat(document.get("duplicates").get("near").isNull()).isTrue();
    assertThat(document.get("duplicates").get("dropped").asInt()).isEqualTo(10);
    assertThat(document.get("overlap").get("ngramShare").isNull()).isTrue();
    assertThat(document.get("sample").asString()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(document.get("vocabulary").asInt()).isEqualTo(257);
  }

  @Test
  void itIsSaidInWords() {
    InProcess done = InProcess.run("data", project.toString());
    assertThat(done.exit()).as(done.err()).isZero();
    assertThat(done.out())
        .contains("rows.jsonl")
        .contains("1 row without text, 10 duplicates")
        .contains(
            "10 documents equal to an earlier one, nearly equal ones not looked for; 10 dropped")
        .contains("the row number is");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          path: t.jsonl, field: body      | t.jsonl:2: not valid JSON
          path: t.jsonl, column: body     | is JSON Lines, so its text is named by `field`
          path: rows.jsonl, field: body   | no line up to here has the field `body`; the fields of the first are: text (
          path: t.csv, column: text       | t.csv:1: there is no column `text`; the columns are: id, body (
          path: t.parquet, column: text   | t.parquet is not Parquet, or is damaged
          path: t.csv, delimiter: ;       | `delimiter` is for CSV, and needs a `column` too
          path: t.csv, weight: 0          | from 0.001 to 1000
          """)
  void aWrongTableIsRefusedInOneSentence(String source, String words) throws Exception {
    Files.writeString(project.resolve("t.jsonl"), "{\"body\": \"a\"}\n{\"body\"\n");
    Files.writeString(project.resolve("t.csv"), "id,body\n1,a\n");
    Files.writeString(project.resolve("t.parquet"), "PAR1 is all there is");
    Files.writeString(project.resolve("data.yaml"), "sources: [{" + source + "}]\n");
    assertThat(InProcess.run("data", project.toString()).refusal()).contains(words);
    assertThat(InProcess.run("train", project.toString()).refusal()).contains(words);
  }

  @Test
  void paddedWindowsNeedDocuments() throws Exception {
    Files.writeString(
        project.resolve("data.yaml"),
        "sources: [{path: rows.jsonl, field: text}]\nsplit: {by: tail}\nwindows: padded\n");
    assertThat(InProcess.run("data", project.toString()).refusal())
        .contains("data.yaml:3:", "keeps documents apart");
  }
}
