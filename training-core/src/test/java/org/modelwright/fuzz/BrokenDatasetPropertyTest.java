package org.modelwright.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.data.Windows;
import org.modelwright.data.table.ParquetBytes;
import org.modelwright.file.FileTree;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.progress.Progress;

/// Broken sources and broken token caches, from data.yaml to windows.
class BrokenDatasetPropertyTest {

  private static final int ZIPS = 2_000;
  private static final int TRIES = 250;
  private static final int CONTEXT = 8;

  private static final List<String> WORDS =
      Collections.nCopies(12, "the cat sat on the mat and the hen ate the oat");

  private static BrokenFiles files;
  private static Map<String, byte[]> cache;
  private static String entry;

  @BeforeContainer
  static void open() throws IOException {
    files = new BrokenFiles(TRIES / 8);
    for (int i = 0; i < WORDS.size(); i++) {
      Path text = files.folder().resolve("texts/" + i + ".txt");
      Files.createDirectories(text.getParent());
      Files.writeString(text, WORDS.get(i) + i);
    }
    use("{path: texts}", cacheFolder());
    try (var entries = Files.list(cacheFolder())) {
      entry = entries.findFirst().orElseThrow().getFileName().toString();
    }
    cache = new TreeMap<>();
    try (var parts = Files.list(cacheFolder().resolve(entry))) {
      for (Path part : parts.toList()) {
        cache.put(part.getFileName().toString(), Files.readAllBytes(part));
      }
    }
  }

  @AfterContainer
  static void close() throws IOException {
    files.close();
  }

  private static Path cacheFolder() {
    return files.folder().resolve("cache");
  }

  /// Opens the data and reads every window of it.
  private static void use(String source, Path cacheFolder) {
    String yaml =
        """
        sources: [%s]
        split: {validation: 0.3}
        tokenizer: {kind: bytes}
        context: %d
        windows: padded
        """
            .formatted(source, CONTEXT);
    DataSettings settings =
        DataSettings.read(new YamlReader(Yaml.parse(yaml, "data.yaml"), "data."), files.folder());
    try (Dataset data = Dataset.open(settings, cacheFolder, Progress.NONE)) {
      LongBuffer inputs = buffer();
      LongBuffer targets = buffer();
      var batches = data.batches(2, CONTEXT, 1);
      for (int step = 0; step < 20; step++) {
        batches.fill(step, 0, inputs, targets);
        data.tokenizer().decode(ids(inputs));
      }
      for (Windows.Batch batch : data.validationWindows(CONTEXT, 2)) {
        data.tokenizer().decode(ids(batch.inputs()));
      }
      assertThat(data.lengths(false)).isNotNull();
      assertThat(data.fingerprint()).isNotEmpty();
    }
  }

  private static LongBuffer buffer() {
    return ByteBuffer.allocateDirect(2 * CONTEXT * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }

  private static int[] ids(LongBuffer tokens) {
    int[] ids = new int[tokens.remaining()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Math.toIntExact(tokens.get(i));
    }
    return ids;
  }

  private static void fresh(String source) throws IOException {
    Path own = files.folder().resolve("fresh");
    FileTree.delete(own);
    use(source, own);
  }

  private static byte[] zip(boolean packed) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      // room for changes that no checksum notices, so that some broken archives are read
      zip.setComment("no more than words ".repeat(300));
      zip.setLevel(packed ? 9 : 0);
      for (int i = 0; i < WORDS.size(); i++) {
        zip.putNextEntry(new ZipEntry("a/é" + i + ".txt"));
        zip.write((WORDS.get(i) + i).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  @Property(
      tries = ZIPS,
      shrinking = ShrinkingMode.OFF,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  void zipsAreListed(@ForAll long seed) throws Exception {
    files.tryReadingBinary(
        "listed.zip",
        zip((seed & 1) == 0),
        seed,
        _ -> {
          String yaml = "sources: [{path: listed.zip}]";
          DataSettings settings =
              DataSettings.read(
                  new YamlReader(Yaml.parse(yaml, "data.yaml"), "data."), files.folder());
          Dataset.check(settings, files.folder().resolve("unused"));
        });
  }

  @Property(
      tries = TRIES,
      shrinking = ShrinkingMode.OFF,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  void sources(@ForAll long seed) throws Exception {
    source(seed);
  }

  @Tag("slow")
  @Property(
      tries = ZIPS,
      shrinking = ShrinkingMode.OFF,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  void manySources(@ForAll long seed) throws Exception {
    source(seed);
  }

  private static void source(long number) throws Exception {
    // what kind of file it is must not decide how it is broken
    long seed = Math.floorDiv(number, 4L);
    String lines = String.join("\n", WORDS.stream().map(w -> "{\"t\": \"" + w + "\"}").toList());
    String column = "t\n" + String.join("\n", WORDS);
    switch ((int) Math.floorMod(number, 4L)) {
      case 0 ->
          files.tryReadingBinary("source.zip", zip(false), seed, _ -> fresh("{path: source.zip}"));
      case 1 ->
          files.tryReading(
              "source.jsonl",
              lines.getBytes(StandardCharsets.UTF_8),
              seed,
              _ -> fresh("{path: source.jsonl, field: t}"));
      case 2 ->
          files.tryReading(
              "source.csv",
              column.getBytes(StandardCharsets.UTF_8),
              seed,
              _ -> fresh("{path: source.csv, column: t}"));
      default ->
          files.tryReadingBinary(
              "source.parquet",
              ParquetBytes.of(WORDS, 5),
              seed,
              _ -> fresh("{path: source.parquet, column: text}"));
    }
  }

  @Property(
      tries = 2 * TRIES,
      shrinking = ShrinkingMode.OFF,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  void caches(@ForAll long seed) throws Exception {
    List<String> names = List.copyOf(cache.keySet());
    String broken = names.get((int) Math.floorMod(seed, (long) names.size()));
    Path folder = Files.createDirectories(cacheFolder().resolve(entry));
    for (String name : names) {
      Files.write(folder.resolve(name), cache.get(name));
    }
    files.tryReadingBinary(
        "cache/" + entry + "/" + broken,
        cache.get(broken),
        Math.floorDiv(seed, (long) names.size()),
        _ -> use("{path: texts}", cacheFolder()));
  }
}
