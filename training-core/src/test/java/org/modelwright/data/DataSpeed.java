package org.modelwright.data;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.data.tokenizer.TokenizerLearner;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.progress.Progress;

/// Prints how fast a tokenizer is trained on 50 MB of the JDK's sources, and how fast the sources of
/// `java.base` become a token cache. Run with the test class path:
/// `java -cp ... org.modelwright.data.DataSpeed`.
final class DataSpeed {

  private static final int MEGABYTE = 1_000_000;

  private DataSpeed() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    Path folder = Files.createTempDirectory("data-speed");
    var all = new NameFilter(List.of("**/*.java"), List.of());
    out.printf("%d cores, JDK %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());

    List<String> pieces = new ArrayList<>();
    long characters = 0;
    try (var corpus = Corpus.open(List.of(new SourceSettings.Jdk(all)), folder, Progress.NONE)) {
      for (SourceFile file : corpus.files()) {
        try (var documents = file.documents();
            var reader = Objects.requireNonNull(documents.next()).pieces()) {
          for (String piece = reader.next(); piece != null; piece = reader.next()) {
            if (characters < 50 * MEGABYTE) {
              pieces.add(piece);
              characters += piece.length();
            }
          }
        }
      }
    }
    long start = System.nanoTime();
    TokenizerLearner learner = Tokenizers.learner(new TokenizerSettings.Bpe(8192));
    pieces.parallelStream().forEach(learner::learn);
    double counted = seconds(start);
    Tokenizer tokenizer = learner.finish(Progress.NONE);
    out.printf(
        "BPE to %d ids on %.0f MB: %.1f s, of which counting %.1f s%n",
        tokenizer.vocabularySize(), characters / 1e6, seconds(start), counted);

    start = System.nanoTime();
    long tokens = pieces.parallelStream().mapToLong(piece -> tokenizer.encode(piece).length).sum();
    out.printf(
        "encoding alone: %.1f MB/s, %.2f million tokens/s, %.2f characters a token%n",
        characters / 1e6 / seconds(start),
        tokens / 1e6 / seconds(start),
        (double) characters / tokens);

    encodeWithTheLibrary(out, tokenizer, pieces, characters);

    for (TokenizerSettings kind :
        List.of(
            new TokenizerSettings.Bytes(),
            new TokenizerSettings.Characters(),
            new TokenizerSettings.Bpe(4096))) {
      var base = new NameFilter(List.of("java.base/**/*.java"), List.of());
      var settings =
          new DataSettings(
              List.of(new SourceSettings.Jdk(base)),
              new SplitSettings(SplitSettings.By.DOCUMENT, 0.1, 1),
              kind,
              256);
      start = System.nanoTime();
      try (var dataset = Dataset.open(settings, folder, Progress.NONE)) {
        double built = seconds(start);
        DataStatistics.Part part = dataset.statistics().training();
        out.printf(
            "cache, %s: %.1f s, %.1f MB/s, %.2f million tokens/s (training part: %s)%n",
            kind, built, part.bytes() / 1e6 / built, part.tokens() / 1e6 / built, part);
        start = System.nanoTime();
        Dataset.open(settings, folder, Progress.NONE).close();
        out.printf("  opened again in %.2f s%n", seconds(start));
        var batches = new Batches(dataset.training(), 64, 256, 1);
        var inputs = LongBuffer.allocate(64 * 256);
        var targets = LongBuffer.allocate(64 * 256);
        start = System.nanoTime();
        for (int step = 0; step < 200; step++) {
          batches.fill(step, 0, inputs, targets);
        }
        out.printf("  batches: %.0f million tokens/s%n", 200 * 64 * 256 / 1e6 / seconds(start));
      }
    }
    start = System.nanoTime();
    JdkDeclarations.write(folder.resolve("declarations.zip"), Progress.NONE);
    out.printf(
        "declarations of the JDK's classes: %.1f s, zip of %.1f MB%n",
        seconds(start), Files.size(folder.resolve("declarations.zip")) / 1e6);
  }

  /// The same tokenizer, in turn with ours, by Hugging Face's encoder: piece by piece on all cores, and by
  /// its own batches.
  private static void encodeWithTheLibrary(
      PrintStream out, Tokenizer tokenizer, List<String> pieces, long characters)
      throws IOException {
    try (var library =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(tokenizer.json().getBytes(StandardCharsets.UTF_8)),
            Map.of("addSpecialTokens", "false", "padding", "false", "truncation", "false"))) {
      // special tokens are text in text: the library would find them
      List<String> plain =
          pieces.stream().map(p -> p.replace("<|endoftext|>", "<| endoftext |>")).toList();
      for (int round = 0; round < 3; round++) {
        long start = System.nanoTime();
        long ours = plain.parallelStream().mapToLong(p -> tokenizer.encode(p).length).sum();
        double own = seconds(start);
        start = System.nanoTime();
        long theirs =
            plain.parallelStream()
                .mapToLong(p -> library.encode(p, false, false).getIds().length)
                .sum();
        double single = seconds(start);
        start = System.nanoTime();
        long batched = 0;
        for (int i = 0; i < plain.size(); i += 64) {
          List<String> batch = plain.subList(i, Math.min(plain.size(), i + 64));
          for (var encoding : library.batchEncode(batch, false, false)) {
            batched += encoding.getIds().length;
          }
        }
        double batches = seconds(start);
        if (ours != theirs || ours != batched) {
          throw new IllegalStateException(ours + ", " + theirs + " and " + batched + " tokens");
        }
        out.printf(
            "encoding, MB/s: ours %.1f, library piece by piece %.1f, library in batches %.1f%n",
            characters / 1e6 / own, characters / 1e6 / single, characters / 1e6 / batches);
      }
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
