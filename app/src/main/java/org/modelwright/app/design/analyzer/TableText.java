package org.modelwright.app.design.analyzer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.modelwright.app.common.Texts;

/// The table for other programs: exact figures, paths in full, the totals last.
final class TableText {

  private static final List<String> COLUMNS =
      List.of("node", "kind", "copies", "shape", "parameters", "work", "memory", "cache", "share");

  private TableText() {}

  /// As comma-separated values (RFC 4180), the first line with the columns' names. Numbers are plain;
  /// shares go from 0 to 1.
  static String csv(CostTable table, Measure measure, Texts texts) {
    return lines(table, measure, texts).stream()
        .map(line -> line.stream().map(TableText::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  /// As columns of equal width, for a letter or a commit message.
  static String text(CostTable table, Measure measure, Texts texts) {
    List<List<String>> lines = lines(table, measure, texts);
    int[] widths =
        IntStream.range(0, COLUMNS.size())
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    return lines.stream()
        .map(line ->
            IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> padded(line.get(i), widths[i], i == 2 || i > 3))
                .collect(Collectors.joining("  "))
                .stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<List<String>> lines(CostTable table, Measure measure, Texts texts) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(COLUMNS.stream().map(c -> texts.get("analyzer.column." + c)).toList());
    table.forEach(row ->
        lines.add(
            List.of(
                row.path(),
                row.kind(),
                Integer.toString(row.copies()),
                row.shape(),
                Long.toString(row.parameters()),
                Long.toString(row.multiplyAdds()),
                Long.toString(row.activationBytes()),
                Long.toString(row.cacheBytes()),
                String.format(Locale.ROOT, "%.4f", table.share(row, measure)))));
    CostTable.Totals totals = table.totals();
    lines.add(
        List.of(
            texts.get("analyzer.total"),
            "",
            "",
            "",
            Long.toString(totals.parameters()),
            Long.toString(totals.multiplyAdds()),
            Long.toString(totals.activationBytes()),
            Long.toString(totals.cacheBytes()),
            totals.of(measure) == 0 ? "0.0000" : "1.0000"));
    return lines;
  }

  private static String quoted(String word) {
    return word.contains(",") || word.contains("\"") || word.contains("\n")
        ? '"' + word.replace("\"", "\"\"") + '"'
        : word;
  }

  private static String padded(String word, int width, boolean right) {
    String spaces = " ".repeat(width - word.length());
    return right ? spaces + word : word + spaces;
  }
}
