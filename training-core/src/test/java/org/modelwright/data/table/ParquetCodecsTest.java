package org.modelwright.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The codecs whose libraries are only there at run time.
class ParquetCodecsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = ParquetBytes.Codec.class,
      names = {"SNAPPY", "ZSTD"})
  void packedPagesAreRead(ParquetBytes.Codec codec) throws Exception {
    String text = "packed ".repeat(40);
    Path file = folder.resolve("x.parquet");
    Files.write(file, ParquetBytes.of(codec, List.of(text, "two"), 2));
    try (RowReader rows = Parquet.open("x.parquet", "text", file)) {
      assertThat(rows.next()).extracting("text").isEqualTo(text);
      assertThat(rows.next()).extracting("text").isEqualTo("two");
      assertThat(rows.next()).isNull();
    }
  }
}
