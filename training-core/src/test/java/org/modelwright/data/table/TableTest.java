package org.modelwright.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.InputException;

class TableTest {

  @TempDir Path folder;

  private static final TableSettings FIELD = new TableSettings("text", null, null);
  private static final TableSettings COLUMN = new TableSettings(null, "text", null);

  private List<String> rows(String name, byte[] bytes, TableSettings settings) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    List<String> rows = new ArrayList<>();
    try (RowReader reader = settings.open(name, file, () -> Files.newInputStream(file))) {
      for (RowReader.@Nullable Row row = reader.next(); row != null; row = reader.next()) {
        rows.add(row.number() + " " + row.text());
      }
    }
    return rows;
  }

  private List<String> rows(String name, String content, TableSettings settings)
      throws IOException {
    return rows(name, content.getBytes(StandardCharsets.UTF_8), settings);
  }

  private void refused(String name, byte[] bytes, TableSettings settings, String words) {
    assertThatThrownBy(() -> rows(name, bytes, settings))
        .as(words)
        .isInstanceOf(InputException.class)
        .message()
        .startsWith(name)
        .contains(words)
        .endsWith(".")
        .doesNotContain(". ");
  }

  private void refused(String name, String content, TableSettings settings, String words) {
    refused(name, content.getBytes(StandardCharsets.UTF_8), settings, words);
  }

  @Test
  void jsonLinesAreNumberedByTheirLine() throws Exception {
    String lines =
        "\uFEFF{\"id\": 1, \"text\": \"a\\nb é😀\"}\r\n\n{\"text\": null}\n{\"id\": 2}\n"
            + "{\"text\":\"\"}\n{\"text\": \"half \\ud800\"}\n{\"text\": \"last\"}";
    assertThat(rows("x.jsonl", lines, FIELD))
        .containsExactly("1 a\nb é😀", "3 ", "4 ", "5 ", "6 half ?", "7 last");
    var nested = new TableSettings("a.b", null, null);
    assertThat(rows("x.ndjson", "{\"a\": {\"b\": \"in\"}}\n{\"a.b\": \"out\"}\n", nested))
        .containsExactly("1 in", "2 out");
  }

  @Test
  void aLineMayBeLongerThanTheBuffer() throws Exception {
    String text = "0123456789".repeat(30_000);
    assertThat(rows("x.jsonl", ("{\"text\": \"" + text + "\"}\n").repeat(3), FIELD))
        .containsExactly("1 " + text, "2 " + text, "3 " + text);
  }

  @Test
  void wrongJsonLines() {
    refused("x.jsonl", "{\"text\": \"a\"}\n{\"text\": \"b\"\n", FIELD, "x.jsonl:2: not valid JSON");
    refused("x.jsonl", "{\"text\": \"a\"} {}\n", FIELD, "x.jsonl:1: not valid JSON");
    refused("x.jsonl", "[1]\n", FIELD, "x.jsonl:1: the line is not a JSON object");
    refused(
        "x.jsonl",
        "\n{\"text\": 3}\n",
        FIELD,
        "x.jsonl:2: the field `text` is not text but a number");
    refused(
        "x.jsonl",
        "{\"id\": 1, \"body\": {\"en\": \"x\", \"de\": \"y\"}}\n",
        FIELD,
        "no line up to here has the field `text`; the fields of the first are: id, body.en, body.de"
            + " (");
    refused("x.jsonl", "{\"id\": 1}\n".repeat(200), FIELD, "x.jsonl:100: no line up to here");
    byte[] latin = "{\"text\": \"a\"}\n{\"text\": \"?\"}\n".getBytes(StandardCharsets.UTF_8);
    latin[latin.length - 4] = (byte) 0xE9;
    refused("x.jsonl", latin, FIELD, "x.jsonl:2: not valid JSON (Invalid UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a.csv|,", "a.csv|;", "a.csv|TAB", "a.tsv|TAB"})
  void csvFindsItsDelimiter(String name, String delimiter) throws Exception {
    String table =
        "\uFEFFid,text,\"note,;;;\"\n1,\"one, \"\"two\"\"\nthree\",n\n\n2,,n\n3,é,n\n"
            .replace(",", delimiter.replace("TAB", "\t"))
            .replace("one" + delimiter.replace("TAB", "\t"), "one,");
    assertThat(rows(name, table, COLUMN)).containsExactly("1 one, \"two\"\nthree", "2 ", "3 é");
  }

  @Test
  void csvTakesTheDelimiterItIsGiven() throws Exception {
    var bar = new TableSettings(null, "text", '|');
    assertThat(rows("x.csv", "id,x|text\n1|a,b\n", bar)).containsExactly("1 a,b");
    assertThat(rows("x.csv", "text\na;b\n\"c,d\"\n", COLUMN)).containsExactly("1 a;b", "2 c,d");
  }

  @Test
  void wrongCsv() {
    refused(
        "x.csv",
        "id,body\n1,a\n",
        COLUMN,
        "x.csv:1: there is no column `text`; the columns are: id, body (");
    refused("x.csv", "id,text\n1,a\n2,b,c\n", COLUMN, "behind the record of line 2");
    refused("x.csv", "id,text\n1,a\n2\n", COLUMN, "behind the record of line 2");
    refused("x.csv", "id,text\n1,\"a\n", COLUMN, "behind the record of line 1");
    byte[] latin = "id,text\n1,a\n2,?\n".getBytes(StandardCharsets.UTF_8);
    latin[latin.length - 2] = (byte) 0xE9;
    refused("x.csv", latin, COLUMN, "is not UTF-8");
  }

  @Test
  void parquetIsReadAcrossRowGroups() throws Exception {
    List<String> texts = Arrays.asList("one", null, "", "é😀", "five\nlines", null, "seven");
    List<String> expected = List.of("1 one", "2 ", "3 ", "4 é😀", "5 five\nlines", "6 ", "7 seven");
    for (int group = 1; group <= 7; group++) {
      assertThat(rows("x.parquet", ParquetBytes.of(texts, group), COLUMN)).isEqualTo(expected);
    }
    assertThat(rows("x.parquet", ParquetBytes.of(ParquetBytes.Codec.GZIP, texts, 3), COLUMN))
        .isEqualTo(expected);
  }

  @Test
  void wrongParquet() {
    byte[] good = ParquetBytes.of(List.of("one", "two"), 2);
    var body = new TableSettings(null, "body", null);
    refused("x.parquet", good, body, "there is no column `body`; the columns are: id, text (");
    var id = new TableSettings(null, "id", null);
    refused("x.parquet", good, id, "the column `id` is not plain text but INT64");
    refused(
        "x.parquet",
        "not a table at all".getBytes(StandardCharsets.UTF_8),
        COLUMN,
        "is not Parquet");
    refused("x.parquet", Arrays.copyOf(good, good.length - 9), COLUMN, "is not Parquet");
    byte[] brotli = ParquetBytes.of(ParquetBytes.Codec.BROTLI, List.of("one"), 1);
    refused("x.parquet", brotli, COLUMN, "is compressed with BROTLI");
    byte[] latin = ParquetBytes.of(List.of("one", "tw?"), 2);
    latin[new String(latin, StandardCharsets.ISO_8859_1).indexOf("tw?") + 2] = (byte) 0xE9;
    refused("x.parquet", latin, COLUMN, "row 2 of the column `text` is not UTF-8");
  }

  @Test
  void aFileIsATableByTheEndOfItsName() {
    assertThat(FIELD.takes("a/b.JSONL")).isTrue();
    assertThat(FIELD.takes("b.csv")).isFalse();
    assertThat(COLUMN.takes("b.tsv")).isTrue();
    assertThat(COLUMN.takes("b.parquet")).isTrue();
    assertThat(COLUMN.takes("b.txt")).isFalse();
    assertThat(FIELD.endings()).isEqualTo(".jsonl, .ndjson");
    assertThatThrownBy(() -> FIELD.require(Path.of("x.csv")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("x.csv is CSV, so its text is named by `column`");
    assertThatThrownBy(() -> COLUMN.require(Path.of("x.txt")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "x.txt has a `column`, but its name does not end in .csv, .tsv, .parquet");
  }
}
