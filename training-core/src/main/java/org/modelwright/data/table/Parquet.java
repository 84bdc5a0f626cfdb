package org.modelwright.data.table;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.file.Phrase;

/// Apache Parquet: one column of text, read a batch of pages at a time. Columns inside lists and
/// structs are refused.
final class Parquet implements RowReader {

  private static final Set<CompressionCodec> CODECS =
      EnumSet.of(
          CompressionCodec.UNCOMPRESSED,
          CompressionCodec.SNAPPY,
          CompressionCodec.GZIP,
          CompressionCodec.ZSTD);

  private final String file;
  private final String column;
  private final ParquetFileReader reader;
  private final dev.hardwood.reader.RowReader rows;
  private final long bytesPerRow;
  private long row;

  private Parquet(String file, String column, ParquetFileReader reader, Path path)
      throws IOException {
    this.file = file;
    this.column = column;
    this.reader = reader;
    int place = requireText();
    requireCodec(place);
    ParquetPages.require(path, reader.getFileMetaData().rowGroups(), place);
    rows = reader.buildRowReader().projection(ColumnProjection.columns(column)).build();
    bytesPerRow = Files.size(path) / Math.max(1, reader.getFileMetaData().numRows());
  }

  /// @throws InputException where the file is no Parquet, has no such column of text, or is packed in
  ///     a way that is not read
  static Parquet open(String file, String column, Path path) throws IOException {
    ParquetFileReader reader = reader(file, path);
    try {
      return new Parquet(file, column, reader, path);
    } catch (InputException e) {
      reader.close();
      throw e;
    } catch (RuntimeException e) {
      reader.close();
      throw damaged(file, e);
    }
  }

  private static ParquetFileReader reader(String file, Path path) throws IOException {
    try {
      ParquetPages.requireFooter(path);
      return ParquetFileReader.open(InputFile.of(path));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(file, e);
    }
  }

  /// The file's columns, and those that [#open] takes.
  static TableColumns columns(String file, Path path) throws IOException {
    try (ParquetFileReader reader = reader(file, path)) {
      List<ColumnSchema> columns = reader.getFileSchema().getColumns();
      return TableColumns.of(
          TableFormat.PARQUET,
          columns.stream().map(c -> c.fieldPath().toString()).toList(),
          columns.stream().filter(Parquet::isText).map(c -> c.fieldPath().toString()).toList());
    }
  }

  private static boolean isText(ColumnSchema column) {
    return column.type() == PhysicalType.BYTE_ARRAY
        && column.maxRepetitionLevel() == 0
        && column.fieldPath().elements().size() == 1;
  }

  private static InputException damaged(String file, Exception e) {
    return new InputException(
        file + " is not Parquet, or is damaged (" + Phrase.of(e.getMessage()) + "); replace it.",
        e);
  }

  /// The column's place among the columns.
  private int requireText() {
    List<ColumnSchema> columns = reader.getFileSchema().getColumns();
    ColumnSchema found =
        columns.stream()
            .filter(c -> c.fieldPath().toString().equals(column))
            .findFirst()
            .orElseThrow(() ->
                new InputException(
                    "%s: there is no column `%s`; the columns are: %s (`column` in data.yaml)."
                        .formatted(
                            file,
                            column,
                            Phrase.list(
                                columns.stream().map(c -> c.fieldPath().toString()).toList()))));
    if (!isText(found)) {
      throw new InputException(
          "%s: the column `%s` is not plain text but %s; name a column of text (`column` in data.yaml)."
              .formatted(
                  file,
                  column,
                  found.type() == PhysicalType.BYTE_ARRAY
                      ? "part of a list or struct"
                      : found.type()));
    }
    return columns.indexOf(found);
  }

  private void requireCodec(int place) {
    for (RowGroup group : reader.getFileMetaData().rowGroups()) {
      CompressionCodec codec = group.columns().get(place).metaData().codec();
      if (!CODECS.contains(codec)) {
        throw new InputException(
            "%s is compressed with %s, which is not read here; write it with snappy, zstd or gzip."
                .formatted(file, codec));
      }
    }
  }

  @Override
  public @Nullable Row next() {
    try {
      if (!rows.hasNext()) {
        return null;
      }
      rows.next();
      row++;
      String text = rows.isNull(column) ? "" : decode(rows.getBinary(column));
      return new Row(row, text, bytesPerRow);
    } catch (CharacterCodingException e) {
      throw new InputException(
          "%s: row %d of the column `%s` is not UTF-8 text; correct it, or name another column."
              .formatted(file, row, column),
          e);
    } catch (RuntimeException e) {
      // the reader has no exception of its own for a damaged page
      throw new InputException(
          "%s is damaged behind row %d (%s); replace it."
              .formatted(file, row, Phrase.of(e.getMessage())),
          e);
    }
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  @Override
  public void close() throws IOException {
    try (reader) {
      rows.close();
    } catch (RuntimeException e) {
      // pages ahead of the rows that were asked for
      throw damaged(file, e);
    }
  }
}
