package org.modelwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.data.SplitSettings.By;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;

class DatasetTest {

  private static final SplitSettings BY_DOCUMENT = new SplitSettings(By.DOCUMENT, 0.2, 1);
  private static final SplitSettings BY_TAIL = new SplitSettings(By.TAIL, 0.1, 1);
  private static final TokenizerSettings BYTES = new TokenizerSettings.Bytes();
  private static final TokenizerSettings CHARACTERS = new TokenizerSettings.Characters();

  @TempDir Path folder;

  private Path cache() {
    return folder.resolve("cache");
  }

  private static DataSettings settings(Path source, SplitSettings split, TokenizerSettings kind) {
    return new DataSettings(List.of(SourceSettings.of(source)), split, kind, 8);
  }

  private Dataset open(DataSettings settings) {
    return Dataset.open(settings, cache(), Progress.NONE);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path library(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      write("library/part" + i % 7 + "/doc" + i + ".txt", "document number " + i + " says é😀\n");
    }
    return folder.resolve("library");
  }

  private static String text(Dataset dataset, TokenSequence part) {
    int count = Math.toIntExact(part.length());
    var ids = LongBuffer.allocate(count);
    part.read(0, count, ids);
    int[] narrow = new int[count];
    for (int i = 0; i < count; i++) {
      narrow[i] = (int) ids.get(i);
    }
    return dataset.tokenizer().decode(narrow);
  }

  private static Set<String> documents(Dataset dataset, TokenSequence part) {
    String text = text(dataset, part);
    return new HashSet<>(List.of(text.split("<\\|endoftext\\|>")));
  }

  /// nanoGPT: `train = text[:int(n * 0.9)]`, with n in code points.
  @Test
  void tailIsTheLastShareOfTheCharacters() throws Exception {
    String text = "0123456789é😀中\n".repeat(77);
    int[] codePoints = text.codePoints().toArray();
    int cut = (int) (codePoints.length * 0.9);
    try (var dataset = open(settings(write("text.txt", text), BY_TAIL, CHARACTERS))) {
      assertThat(text(dataset, dataset.training())).isEqualTo(new String(codePoints, 0, cut));
      String tail = new String(codePoints, cut, codePoints.length - cut);
      assertThat(text(dataset, dataset.validation())).isEqualTo(tail);
      assertThat(dataset.validation().textBytes())
          .isEqualTo(tail.getBytes(StandardCharsets.UTF_8).length);
      assertThat(dataset.tokenizer().vocabularySize()).isEqualTo(14);
      assertThat(dataset.tokenizer().encode("0é中😀")).containsExactly(1, 11, 12, 13);
      assertThat(dataset.statistics().training())
          .isEqualTo(new DataStatistics.Part(1, cut, cut, dataset.training().textBytes()));
    }
  }

  @Test
  void documentsAreWholeAndStayWhereTheyAreWhenOthersAreAdded() throws Exception {
    Set<String> trained;
    Set<String> heldOut;
    try (var dataset = open(settings(library(0, 200), BY_DOCUMENT, BYTES))) {
      trained = documents(dataset, dataset.training());
      heldOut = documents(dataset, dataset.validation());
      assertThat(trained).hasSize((int) dataset.statistics().training().documents());
      assertThat(trained.size() + heldOut.size()).isEqualTo(200);
      assertThat(heldOut).hasSizeBetween(20, 60).doesNotContainAnyElementsOf(trained);
      assertThat(text(dataset, dataset.training())).endsWith("<|endoftext|>");
      assertThat(dataset.training().length())
          .isEqualTo(dataset.training().textBytes() + trained.size());
    }
    try (var dataset = open(settings(library(200, 300), BY_DOCUMENT, BYTES))) {
      assertThat(documents(dataset, dataset.training()))
          .containsAll(trained)
          .hasSizeGreaterThan(200);
      assertThat(documents(dataset, dataset.validation())).containsAll(heldOut);
    }
    var otherSeed = new SplitSettings(By.DOCUMENT, 0.2, 2);
    try (var dataset = open(settings(folder.resolve("library"), otherSeed, BYTES))) {
      assertThat(documents(dataset, dataset.validation())).isNotEqualTo(heldOut);
    }
  }

  @Test
  void folderAndZipGiveTheSameDataset() throws Exception {
    Path library = library(0, 60);
    Path zip = folder.resolve("library.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> files = Files.walk(library)) {
      for (Path file : files.filter(Files::isRegularFile).toList().reversed()) {
        out.putNextEntry(new ZipEntry(library.relativize(file).toString()));
        out.write(Files.readAllBytes(file));
      }
    }
    var bpe = new TokenizerSettings.Bpe(300);
    try (var one = open(settings(library, BY_DOCUMENT, bpe));
        var other = open(settings(zip, BY_DOCUMENT, bpe))) {
      assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
      assertThat(other.tokenizer().hash()).isEqualTo(one.tokenizer().hash());
      assertThat(text(other, other.training())).isEqualTo(text(one, one.training()));
    }
    Path file = library.resolve("part3/doc3.txt");
    try (var alone = open(settings(file, BY_TAIL, BYTES))) {
      assertThat(text(alone, alone.training()) + text(alone, alone.validation()))
          .isEqualTo(Files.readString(file));
    }
  }

  /// 1.3 million characters: several pieces, encoded by several threads, in the order of the text.
  @Test
  void aLargeFileIsEncodedAsOneText() throws Exception {
    var random = new Random(1);
    var large = new StringBuilder();
    while (large.length() < 1_300_000) {
      large
          .append(Integer.toString(random.nextInt(5000), 36))
          .append(" \n\té  x".charAt(random.nextInt(7)));
    }
    var all = new SplitSettings(By.DOCUMENT, 0, 1);
    Path file = write("large.txt", large.toString());
    try (var dataset = open(settings(file, all, new TokenizerSettings.Bpe(300)))) {
      int[] whole = dataset.tokenizer().encode(large.toString());
      assertThat(dataset.training().length()).isEqualTo(whole.length + 1);
      var ids = LongBuffer.allocate(whole.length + 1);
      dataset.training().read(0, whole.length + 1, ids);
      assertThat(ids.array()).startsWith(Arrays.stream(whole).asLongStream().toArray());
      assertThat(ids.get(whole.length)).isEqualTo(dataset.tokenizer().endOfText().orElseThrow());
    }
  }

  @Test
  void heldOutDocumentsDoNotTeachTheTokenizer() throws Exception {
    Path library = library(0, 60);
    var settings = settings(library, BY_DOCUMENT, new TokenizerSettings.Bpe(320));
    String before;
    try (var dataset = open(settings)) {
      before = dataset.tokenizer().hash();
    }
    for (int i = 0; i < 60; i++) {
      String name = "part" + i % 7 + "/doc" + i + ".txt";
      if (BY_DOCUMENT.holdsOut(name)) {
        Files.writeString(library.resolve(name), "zyzzyva ".repeat(500));
      }
    }
    try (var dataset = open(settings)) {
      assertThat(text(dataset, dataset.validation())).contains("zyzzyva");
      assertThat(dataset.tokenizer().hash()).isEqualTo(before);
    }
  }

  @Test
  void globsHiddenFilesAndBinariesAreLeftOut() throws Exception {
    write("s/A.java", "class A {}");
    write("s/x/B.java", "class B {}");
    write("s/x/y/C.java", "class C {}");
    write("s/x/BTest.java", "no");
    write("s/x/readme.md", "no");
    write("s/.git/D.java", "no");
    Files.write(folder.resolve("s/E.java"), new byte[] {'n', 'o', 0});
    var filter = new NameFilter(List.of("**/*.java"), List.of("**/*Test.java"));
    var source = new SourceSettings.Files(folder.resolve("s"), filter);
    try (var dataset =
        open(new DataSettings(List.of(source), new SplitSettings(By.DOCUMENT, 0, 1), BYTES, 8))) {
      assertThat(documents(dataset, dataset.training()))
          .containsExactlyInAnyOrder("class A {}", "class B {}", "class C {}");
      assertThat(dataset.validation().length()).isZero();
      assertThat(dataset.statistics().skippedBinaryFiles()).isEqualTo(1);
      assertThat(dataset.statistics().origins()).containsExactly(folder.resolve("s").toString());
    }
  }

  @Test
  void anEntryNamedLikeAParentIsOnlyAName() throws Exception {
    Path zip = folder.resolve("in/evil.zip");
    Files.createDirectories(zip.getParent());
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a/../../escaped.txt"));
      out.write("some text of an archive".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> open(settings(zip, BY_TAIL, BYTES)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no file");
    assertThat(folder.resolve("escaped.txt")).doesNotExist();
  }

  /// Everything in the cache with its time, so that a rebuild shows.
  private TreeMap<String, FileTime> cached() throws IOException {
    var files = new TreeMap<String, FileTime>();
    try (Stream<Path> walk = Files.walk(cache())) {
      for (Path path : walk.toList()) {
        files.put(cache().relativize(path).toString(), Files.getLastModifiedTime(path));
      }
    }
    return files;
  }

  @Test
  void theCacheIsUsedAgainUntilSomethingChanges() throws Exception {
    Path file = write("text.txt", "one two three four five six ".repeat(20));
    open(settings(file, BY_TAIL, BYTES)).close();
    var before = cached();
    var reports = new AtomicInteger();
    Dataset.open(settings(file, BY_TAIL, BYTES), cache(), (_, _, _) -> reports.incrementAndGet())
        .close();
    assertThat(cached()).isEqualTo(before);
    assertThat(reports).as("nothing was read").hasValue(0);

    open(settings(file, BY_TAIL, CHARACTERS)).close();
    open(settings(file, new SplitSettings(By.TAIL, 0.2, 1), BYTES)).close();
    Files.writeString(file, "changed ".repeat(30));
    try (var dataset = open(settings(file, BY_TAIL, BYTES))) {
      assertThat(text(dataset, dataset.training())).startsWith("changed");
    }
    assertThat(cached().keySet().stream().filter(name -> name.endsWith("dataset.json"))).hasSize(4);
  }

  @Test
  void aDamagedCacheIsBuiltAnew() throws Exception {
    Path file = write("text.txt", "one two three four five six ".repeat(20));
    String whole;
    try (var dataset = open(settings(file, BY_TAIL, BYTES))) {
      whole = text(dataset, dataset.training());
    }
    for (String part :
        List.of("training.tokens", "training.documents", "dataset.json", "tokenizer.json")) {
      Path damaged =
          cache()
              .resolve(cached().keySet().stream().filter(n -> n.endsWith(part)).findFirst().get());
      if (part.equals("tokenizer.json")) {
        Files.delete(damaged);
      } else {
        Files.write(damaged, new byte[] {'{'});
      }
      try (var dataset = open(settings(file, BY_TAIL, BYTES))) {
        assertThat(text(dataset, dataset.training())).as(part).isEqualTo(whole);
      }
    }
    assertThat(cached().keySet()).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void aCancelledBuildLeavesNothing() throws Exception {
    Path library = library(0, 50);
    for (int limit : List.of(1, 40, 60, 90)) {
      var reports = new AtomicInteger();
      var stopping =
          new Progress() {
            @Override
            public void report(String activity, long done, long total) {
              reports.incrementAndGet();
            }

            @Override
            public boolean cancelled() {
              return reports.get() >= limit;
            }
          };
      assertThatThrownBy(
              () -> Dataset.open(settings(library, BY_DOCUMENT, BYTES), cache(), stopping))
          .as("after %d reports", limit)
          .isInstanceOf(CancellationException.class);
      assertThat(cached()).as("only the folder itself").hasSize(1);
    }
  }

  @Test
  void buildersAtOnceDoNotDisturbEachOther() throws Exception {
    Path library = library(0, 100);
    List<String> fingerprints = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(6)) {
      var tasks =
          Stream.generate(() ->
                  threads.submit(() -> {
                    try (var dataset = open(settings(library, BY_DOCUMENT, BYTES))) {
                      return dataset.fingerprint() + text(dataset, dataset.training());
                    }
                  }))
              .limit(6)
              .toList();
      for (var task : tasks) {
        fingerprints.add(task.get());
      }
    }
    assertThat(new HashSet<>(fingerprints)).hasSize(1);
    assertThat(cached().keySet()).hasSize(8).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void wrongDataIsRefusedInOneSentence() throws Exception {
    refused(folder.resolve("absent"), "does not exist");
    refused(write("empty.txt", ""), "is empty");
    refused(Files.write(folder.resolve("nul"), new byte[] {65, 0, 66}), "binary");
    refused(Files.write(folder.resolve("latin1"), new byte[] {65, (byte) 0xE9, 66}), "binary");
    refused(Files.createDirectories(folder.resolve("void")), "has no file");
    write("onlyBinary/a", "\0");
    write("onlyBinary/b", "\0");
    refused(folder.resolve("onlyBinary"), "binary");
    refused(write("broken.zip", "PK\3\4 not really"), "damaged");
    refused(
        write("short.txt", "12345678"), "has 7 tokens, but one window of data.context 8 needs 9");
    assertThatThrownBy(() -> open(settings(write("one.txt", "x".repeat(99)), BY_DOCUMENT, BYTES)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("The validation part has 0 tokens")
        .hasMessageContaining("tail");
  }

  private void refused(Path source, String words) {
    assertThatThrownBy(() -> open(settings(source, BY_TAIL, BYTES)))
        .as(source.toString())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(words);
    if (!words.contains("tokens")) {
      assertThatThrownBy(() -> Dataset.check(settings(source, BY_TAIL, BYTES), cache()))
          .as("check of %s", source)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(words);
    }
  }

  @Test
  void thePreviewShowsTheFirstBatch() throws Exception {
    String text = "The quick brown fox jumps over the lazy dog. ".repeat(10);
    try (var dataset = open(settings(write("text.txt", text), BY_TAIL, BYTES))) {
      List<String> rows = Preview.firstBatch(dataset, 4, 8, 1);
      assertThat(rows).hasSize(4).allSatisfy(row -> assertThat(text).contains(row));
      assertThat(rows).allMatch(row -> row.length() == 8);
    }
  }
}
