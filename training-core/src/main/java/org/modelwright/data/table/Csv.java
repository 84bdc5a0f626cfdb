package org.modelwright.data.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.file.Phrase;

/// CSV as in RFC 4180, in UTF-8: the first record names the columns, quoted fields may hold line ends,
/// every record has as many fields as the first.
final class Csv implements RowReader {

  private static final int LARGEST_FIELD = 1 << 27;
  private static final int HEAD = 1 << 16;
  private static final int LOOKED_AT = 20;
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][-+0-9.,:eE/ ]*");
  private static final char[] DELIMITERS = {',', ';', '\t'};

  private final String file;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> header;
  private final int column;
  private long line = 1;
  private long row;

  /// @param column null where only the columns are asked for
  /// @param delimiter null to take the one that is most frequent in the header
  private Csv(String file, @Nullable String column, @Nullable Character delimiter, InputStream in)
      throws IOException {
    this.file = file;
    var buffered = new BufferedInputStream(in, HEAD);
    byte[] head = head(buffered);
    var strict =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    reader =
        CsvReader.builder()
            .fieldSeparator(delimiter == null ? guess(head) : delimiter)
            .maxBufferSize(LARGEST_FIELD)
            .extraFieldStrategy(FieldMismatchStrategy.STRICT)
            .missingFieldStrategy(FieldMismatchStrategy.STRICT)
            .allowUnclosedQuote(false)
            .ofCsvRecord(new InputStreamReader(buffered, strict));
    records = reader.iterator();
    try {
      CsvRecord first = record();
      header = first == null ? List.of() : first.getFields();
      this.column = column == null ? -1 : column(column);
    } catch (InputException e) {
      reader.close();
      throw e;
    }
  }

  static Csv open(String file, String column, @Nullable Character delimiter, InputStream in)
      throws IOException {
    return new Csv(file, column, delimiter, in);
  }

  /// A column whose first records are all numbers or empty holds no text.
  static TableColumns columns(String file, @Nullable Character delimiter, InputStream in)
      throws IOException {
    try (var csv = new Csv(file, null, delimiter, in)) {
      var text = new BitSet();
      CsvRecord next = csv.record();
      for (int row = 0; row < LOOKED_AT && next != null; row++) {
        for (int i = 0; i < next.getFieldCount(); i++) {
          String value = next.getField(i);
          text.set(i, text.get(i) || !(value.isBlank() || NUMBER.matcher(value.strip()).matches()));
        }
        next = csv.record();
      }
      return TableColumns.of(
          TableFormat.CSV, csv.header, text.stream().mapToObj(csv.header::get).toList());
    }
  }

  /// The one that is set, or that the file's name tells; null to find out.
  static @Nullable Character delimiter(String name, @Nullable Character set) {
    return set == null && name.toLowerCase(Locale.ROOT).endsWith(".tsv")
        ? Character.valueOf('\t')
        : set;
  }

  /// What the file begins with, behind a byte order mark, which is skipped for good.
  private static byte[] head(BufferedInputStream in) throws IOException {
    in.mark(HEAD);
    byte[] head = in.readNBytes(HEAD);
    in.reset();
    if (head.length >= 3
        && head[0] == (byte) 0xEF
        && head[1] == (byte) 0xBB
        && head[2] == (byte) 0xBF) {
      in.skipNBytes(3);
    }
    return head;
  }

  static char guess(byte[] head) {
    int[] seen = new int[DELIMITERS.length];
    boolean quoted = false;
    for (byte b : head) {
      quoted ^= b == '"';
      if (b == '\n' && !quoted) {
        break;
      }
      for (int i = 0; i < DELIMITERS.length && !quoted; i++) {
        seen[i] += b == DELIMITERS[i] ? 1 : 0;
      }
    }
    int most = 0;
    for (int i = 1; i < seen.length; i++) {
      most = seen[i] > seen[most] ? i : most;
    }
    return DELIMITERS[most];
  }

  private int column(String name) {
    if (!header.isEmpty() && !header.contains(name)) {
      throw new InputException(
          "%s:1: there is no column `%s`; the columns are: %s (`column` and `delimiter` in data.yaml)."
              .formatted(file, name, Phrase.list(header)));
    }
    return header.indexOf(name);
  }

  @Override
  public @Nullable Row next() throws IOException {
    CsvRecord next = record();
    if (next == null) {
      return null;
    }
    row++;
    String text = next.getField(column);
    long bytes = next.getFields().stream().mapToLong(field -> field.length() + 1L).sum();
    return new Row(row, text, bytes);
  }

  private @Nullable CsvRecord record() throws IOException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord record = records.next();
      line = record.getStartingLineNumber();
      return record;
    } catch (CsvParseException e) {
      throw new InputException(
          "%s: broken CSV behind the record of line %d (%s); correct it."
              .formatted(file, line, reason(e)),
          e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new InputException(
            "%s: the text behind line %d is not UTF-8; save the file as UTF-8."
                .formatted(file, line),
            e);
      }
      throw e.getCause();
    }
  }

  private static String reason(CsvParseException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return Phrase.of(cause.getMessage());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
