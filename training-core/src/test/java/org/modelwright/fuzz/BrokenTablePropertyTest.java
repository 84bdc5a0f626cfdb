package org.modelwright.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.modelwright.data.table.ParquetBytes;
import org.modelwright.data.table.RowReader;
import org.modelwright.data.table.TableSettings;

/// Many broken tables for every reader of tables.
class BrokenTablePropertyTest {

  private static final TableSettings FIELD = new TableSettings("text", null, null);
  private static final TableSettings COLUMN = new TableSettings(null, "text", null);

  private static final byte[] LINES =
      """
      {"id": 1, "text": "one \\u00e9 \\ud83d\\ude00", "more": {"text": [1, 2.5e3, null, true]}}

      {"id": 2, "text": null}
      {"id": 3}
      {"text": "four\\nlines", "id": 4}
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] CSV =
      """
      id,text,note
      1,"one, ""two""
      three",n
      2,,n
      3,é,"n"
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[][] PARQUETS = {
    ParquetBytes.of(Arrays.asList("one", null, "", "é😀", "five\nlines", null, "seven"), 3),
    ParquetBytes.gzipped(List.of("one", "two", "three"), 2)
  };

  private static BrokenFiles files;

  @BeforeContainer
  static void open() throws IOException {
    files = new BrokenFiles(BrokenFiles.TRIES);
  }

  @AfterContainer
  static void close() throws IOException {
    files.close();
  }

  private static void rows(Path file, TableSettings settings) throws IOException {
    try (RowReader reader =
        settings.open(file.toString(), file, () -> Files.newInputStream(file))) {
      long before = 0;
      for (RowReader.@Nullable Row row = reader.next(); row != null; row = reader.next()) {
        assertThat(row.number()).isGreaterThan(before);
        assertThat(row.bytes()).isNotNegative();
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(row.text())).isTrue();
        before = row.number();
      }
    }
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void jsonLines(@ForAll long seed) throws Exception {
    files.tryReading("table.jsonl", LINES, seed, file -> rows(file, FIELD));
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void csv(@ForAll long seed) throws Exception {
    files.tryReading("table.csv", CSV, seed, file -> rows(file, COLUMN));
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void parquet(@ForAll long seed) throws Exception {
    files.tryReadingBinary(
        "table.parquet", PARQUETS[(int) (seed & 1)], seed, file -> rows(file, COLUMN));
  }
}
