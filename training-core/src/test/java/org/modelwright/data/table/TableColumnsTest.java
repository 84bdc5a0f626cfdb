package org.modelwright.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;

class TableColumnsTest {

  @TempDir Path folder;

  private TableColumns columns(String name, String content) throws IOException {
    return TableColumns.of(Files.writeString(folder.resolve(name), content)).orElseThrow();
  }

  @Test
  void fieldsOfJsonLines() throws IOException {
    TableColumns columns =
        columns(
            "a.jsonl",
            """
            {"id": 1, "post": {"title": "t", "tags": ["x"]}}

            {"id": 2, "body": "b", "post": {"title": null}}
            """);
    assertThat(columns.key()).isEqualTo("field");
    assertThat(columns.all()).containsExactly("id", "post.title", "post.tags", "body");
    assertThat(columns.text()).containsExactly("post.title", "body");
    assertThat(columns.usual()).isEmpty();
    assertThat(columns.likely()).contains("post.title");
  }

  @Test
  void theColumnCalledTextGoesBeforeOthers() throws IOException {
    TableColumns columns = columns("a.csv", "id,title,text,price\n1,one,\"a, b\",3.5\n2,two,c,\n");
    assertThat(columns.key()).isEqualTo("column");
    assertThat(columns.all()).containsExactly("id", "title", "text", "price");
    assertThat(columns.text()).containsExactly("title", "text");
    assertThat(columns.likely()).contains("text");
    assertThat(columns("a.TSV", "n\tt\n1\ta\n").text()).containsExactly("t");
    assertThat(columns("empty.csv", "").all()).isEmpty();
  }

  @Test
  void columnsOfParquet() throws IOException {
    Path file = Files.write(folder.resolve("a.parquet"), ParquetBytes.of(List.of("one", "two"), 2));
    TableColumns columns = TableColumns.of(file).orElseThrow();
    assertThat(columns.all()).containsExactly("id", "text");
    assertThat(columns.text()).containsExactly("text");
  }

  @Test
  void whatIsNoTableAndWhatIsBroken() throws IOException {
    assertThat(TableColumns.of(Files.writeString(folder.resolve("a.txt"), "x"))).isEmpty();
    assertThatThrownBy(() -> columns("b.jsonl", "{\"a\": 1}\n{\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("b.jsonl:2: not valid JSON");
    assertThatThrownBy(() -> TableColumns.of(folder.resolve("none.csv")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.csv cannot be read");
  }
}
