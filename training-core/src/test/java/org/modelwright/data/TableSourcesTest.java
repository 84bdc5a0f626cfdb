package org.modelwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.data.duplicate.NGramOverlap;
import org.modelwright.data.table.ParquetBytes;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.progress.Progress;

/// data.yaml to datasets, over tables.
class TableSourcesTest {

  private static final String END = "<|endoftext|>";

  @TempDir Path folder;
  private Path project;

  @BeforeEach
  void project() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
  }

  private DataSettings settings(String yaml) {
    return DataSettings.read(new YamlReader(Yaml.parse(yaml, "data.yaml"), "data."), project);
  }

  private Dataset open(String yaml) {
    return Dataset.open(settings(yaml), folder.resolve("cache"), Progress.NONE);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(project.resolve(name).getParent());
    Files.writeString(project.resolve(name), text);
  }

  private static String jsonl(List<String> texts) {
    return texts.stream()
        .map(text -> text == null ? "{\"text\": null}\n" : "{\"text\": \"" + text + "\"}\n")
        .collect(Collectors.joining());
  }

  private static String text(Dataset dataset, TokenSequence part) {
    int count = Math.toIntExact(part.length());
    var ids = LongBuffer.allocate(count);
    part.read(0, count, ids);
    return dataset
        .tokenizer()
        .decode(IntStream.range(0, count).map(i -> (int) ids.get(i)).toArray());
  }

  private static List<String> documents(Dataset dataset, TokenSequence part) {
    String text = text(dataset, part);
    return text.isEmpty() ? List.of() : List.of(text.split(java.util.regex.Pattern.quote(END)));
  }

  private static List<String> rows(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "row number " + i + " is here").toList();
  }

  @Test
  void aFolderOfTablesIsADatasetByRow() throws Exception {
    write("t/a.jsonl", jsonl(rows(0, 100)) + "\n{\"text\": \"\"}\n{\"other\": 1}\n");
    write(
        "t/b.csv",
        "id;text\n"
            + rows(100, 150).stream().map(r -> "1;" + r + "\n").collect(Collectors.joining()));
    Files.write(project.resolve("t/c.parquet"), ParquetBytes.of(rows(150, 200), 7));
    write("t/readme.md", "no table");
    String yaml =
        "{sources: [{path: t, field: text, column: text}], tokenizer: {kind: bytes}, context: 8,"
            + " split: {validation: 0.2}}";
    try (Dataset dataset = open(yaml)) {
      var all = new TreeSet<>(documents(dataset, dataset.training()));
      List<String> heldOut = documents(dataset, dataset.validation());
      assertThat(heldOut).hasSizeBetween(15, 70).doesNotContainAnyElementsOf(all);
      all.addAll(heldOut);
      assertThat(all).isEqualTo(new TreeSet<>(rows(0, 200)));
      assertThat(dataset.statistics().sources().getFirst().leftOut())
          .isEqualTo(new DataStatistics.LeftOut(0, 2, 0));
      DataStatistics.Part training = dataset.statistics().training();
      assertThat(training.documents()).isEqualTo(200 - heldOut.size());
      assertThat(training.tokens()).isEqualTo(training.bytes() + training.documents());
      // a row is split by its file and number
      var split = new SplitSettings(SplitSettings.By.DOCUMENT, 0.2, 1);
      assertThat(heldOut.contains("row number 3 is here")).isEqualTo(split.holdsOut("a.jsonl#4"));
      assertThat(heldOut.contains("row number 101 is here")).isEqualTo(split.holdsOut("b.csv#2"));
      assertThat(heldOut.contains("row number 199 is here"))
          .isEqualTo(split.holdsOut("c.parquet#50"));
    }
  }

  @Test
  void tablesInAZipAreReadInPlaceButNotParquet() throws Exception {
    zip("t.zip", "x/a.jsonl", jsonl(rows(0, 9)).getBytes(StandardCharsets.UTF_8));
    String yaml =
        "{sources: [{path: %s, %s: text}], tokenizer: {kind: bytes}, context: 8, split:"
            + " {validation: 0}}";
    try (Dataset dataset = open(yaml.formatted("t.zip", "field"))) {
      assertThat(documents(dataset, dataset.training())).isEqualTo(rows(0, 9));
      assertThat(dataset.validation().length()).isZero();
    }
    zip("p.zip", "a.parquet", ParquetBytes.of(rows(0, 2), 2));
    refused(yaml.formatted("p.zip", "column"), "p.zip!a.parquet is Parquet inside a zip");
  }

  private void zip(String name, String entry, byte[] content) throws IOException {
    try (var out = new ZipOutputStream(Files.newOutputStream(project.resolve(name)))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(content);
    }
  }

  private void refused(String yaml, String words) {
    assertThatThrownBy(() -> open(yaml))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(words)
        .hasMessageEndingWith(".");
    assertThatThrownBy(() -> Dataset.check(settings(yaml), folder.resolve("cache")))
        .as("check")
        .isInstanceOf(InputException.class)
        .hasMessageContaining(words);
  }

  @Test
  void wrongTablesAreRefused() throws Exception {
    String yaml = "{sources: [{path: %s, %s}], tokenizer: {kind: bytes}, context: 8}";
    write("a.jsonl", jsonl(rows(0, 3)));
    write("empty/a.txt", "x");
    write("none.jsonl", jsonl(java.util.Arrays.asList(null, "", null)));
    refused(
        yaml.formatted("a.jsonl", "field: body"),
        "a.jsonl:3: no line up to here has the field `body`; the fields of the first are: text (");
    refused(
        yaml.formatted("a.jsonl", "column: text"),
        "is JSON Lines, so its text is named by `field`");
    refused(
        yaml.formatted("empty", "column: text"), "has no file that ends in .csv, .tsv, .parquet");
    refused(yaml.formatted("none.jsonl", "field: text"), "is empty");
    refused(yaml.formatted("absent.jsonl", "field: text"), "does not exist");
  }

  /// A broken line behind the first rows is found when all is read.
  @Test
  void aBrokenLineIsNamed() throws Exception {
    write("a.jsonl", jsonl(rows(0, 30)) + "{\"text\": \n" + jsonl(rows(0, 3)));
    assertThatThrownBy(() ->
            open("{sources: [{path: a.jsonl, field: text}], tokenizer: {kind: bytes}, context: 8}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.jsonl:31: not valid JSON");
  }

  @Test
  void weightsAreDrawnByTheSourcesStretches() throws Exception {
    write("a.jsonl", jsonl(rows(100, 400)));
    write("b.jsonl", jsonl(IntStream.range(0, 50).mapToObj(i -> "ANOTHER TEXT " + i).toList()));
    String yaml =
        "{sources: [{path: a.jsonl, field: text}, {path: b.jsonl, field: text, weight: %s}],"
            + " tokenizer: {kind: bytes}, context: 4, split: {validation: 0}}";
    List<String> plain;
    try (Dataset dataset = open(yaml.formatted("1"))) {
      plain = Preview.firstBatch(dataset, 2000, 4, 1);
      List<DataStatistics.Source> sources = dataset.statistics().sources();
      assertThat(sources.getFirst().training().tokens()).isEqualTo(300 * 23);
      assertThat(sources.getLast().training().tokens()).isEqualTo(10 * 15 + 40 * 16);
      DataReport report = DataReport.of(dataset, settings(yaml.formatted("1")), 1);
      assertThat(report.sources().getLast().drawn()).isCloseTo(790 / 7690.0, within(1e-12));
    }
    try (Dataset dataset = open(yaml.formatted("8.734177215189874"))) {
      // 790 tokens weigh as much as the other 6,900, and one window of theirs in 20 has no letter:
      // 950
      // of 2,000 windows, give or take 4 x 22.4
      List<String> rows = Preview.firstBatch(dataset, 2000, 4, 1);
      assertThat(rows).isNotEqualTo(plain);
      long upper = rows.stream().filter(TableSourcesTest::isAnother).count();
      assertThat(upper).isBetween(950L - 90, 950L + 90);
      assertThat(plain.stream().filter(TableSourcesTest::isAnother).count()).isLessThan(300);
    }
    try (var caches = Files.list(folder.resolve("cache"))) {
      assertThat(caches).as("weights need no other cache").hasSize(1);
    }
  }

  private static boolean isAnother(String window) {
    return window.replace(END, "").chars().anyMatch(c -> c >= 'A' && c <= 'Z');
  }

  @Test
  void duplicatesAreCountedOrDroppedAndOverlapIsReported() throws Exception {
    var random = new Random(6);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      texts.add(random.ints(60, 0, 9000).mapToObj(n -> "w" + n).collect(Collectors.joining(" ")));
    }
    for (int i = 0; i < 40; i++) {
      texts.add(texts.get(i)); // equal
      texts.add(texts.get(100 + i) + " more"); // nearly: 56 of 57 shingles
    }
    write("a.jsonl", jsonl(texts));
    var split = new SplitSettings(SplitSettings.By.DOCUMENT, 0.3, 1);
    var held =
        IntStream.rangeClosed(1, 380).filter(i -> split.holdsOut("a.jsonl#" + i)).boxed().toList();
    long exactAcross = 0;
    long nearAcross = 0;
    for (int i = 1; i <= 40; i++) {
      int equal = 299 + 2 * i;
      exactAcross += held.contains(i) != held.contains(equal) ? 1 : 0;
      nearAcross += held.contains(100 + i) != held.contains(equal + 1) ? 1 : 0;
    }
    String yaml =
        "{sources: [{path: a.jsonl, field: text}], tokenizer: {kind: bytes}, context: 8, split:"
            + " {validation: 0.3}, duplicates: {%s}}";
    try (Dataset dataset = open(yaml.formatted("near: count"))) {
      DataStatistics statistics = dataset.statistics();
      assertThat(statistics.duplicates()).isEqualTo(new DataStatistics.Duplicates(40, 40L));
      assertThat(statistics.overlap())
          .isEqualTo(new DataStatistics.Overlap(held.size(), exactAcross, nearAcross));
      assertThat(exactAcross).isPositive();
      assertThat(nearAcross).isPositive();
      assertThat(statistics.training().documents()).isEqualTo(380 - held.size());
      // an equal text of 60 words shares its 48 runs, a nearly equal one too; new words give one
      // more
      NGramOverlap.Count ngrams = statistics.ngrams();
      assertThat(ngrams.oneIn()).isEqualTo(1);
      assertThat(ngrams.found()).isEqualTo(48 * (exactAcross + nearAcross));
    }
    try (Dataset dataset = open(yaml.formatted(""))) {
      assertThat(dataset.statistics().duplicates())
          .isEqualTo(new DataStatistics.Duplicates(40, null));
    }
    try (Dataset dataset = open(yaml.formatted("exact: drop"))) {
      DataStatistics statistics = dataset.statistics();
      assertThat(statistics.training().documents() + statistics.validation().documents())
          .isEqualTo(340);
      assertThat(statistics.sources().getFirst().leftOut().duplicates()).isEqualTo(40);
      assertThat(statistics.overlap().exact()).isZero();
    }
    try (Dataset dataset = open(yaml.formatted("near: drop, threshold: 0.9"))) {
      assertThat(dataset.statistics().ngrams().found()).isZero();
      List<String> kept = new ArrayList<>(documents(dataset, dataset.training()));
      kept.addAll(documents(dataset, dataset.validation()));
      assertThat(kept).containsExactlyInAnyOrderElementsOf(texts.subList(0, 300));
    }
  }

  @Test
  void paddedWindowsStayInTheirRow() throws Exception {
    write("a.jsonl", jsonl(rows(100, 160)));
    String yaml =
        "{sources: [{path: a.jsonl, field: text}], tokenizer: {kind: bytes}, context: 16, windows:"
            + " padded, split: {validation: 0.2}}";
    try (Dataset dataset = open(yaml)) {
      // 22 characters and the end of text: 16 and 6 predictions
      assertThat(Preview.firstBatch(dataset, 200, 16, 1))
          .allMatch(row -> row.matches("row number 1\\d\\d i|s here"))
          .anyMatch(row -> row.equals("s here"));
      assertThat(dataset.validationWindows(16, 4).predictions())
          .isEqualTo(22 * dataset.statistics().validation().documents());
      long[] lengths = dataset.lengths(false);
      assertThat(lengths).hasSize(5);
      assertThat(lengths[4]).isEqualTo(dataset.statistics().training().documents());
    }
  }
}
