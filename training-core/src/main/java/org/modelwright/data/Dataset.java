package org.modelwright.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.progress.Progress;

/// Encoded text in two parts, and the tokenizer that encoded it. With a split by document each
/// document ends with `<|endoftext|>` where the tokenizer has it; with a split by tail the text is
/// one.
public final class Dataset implements Examples, AutoCloseable {

  private final DataSettings settings;
  private final Tokenizer tokenizer;
  private final CacheInfo info;
  private final Arena arena = Arena.ofShared();
  private final Part training;
  private final Part validation;

  private record Part(TokenSequence tokens, DocumentStarts documents) {}

  private Dataset(DataSettings settings, TokenCache.Entry entry) throws IOException {
    this.settings = settings;
    info = entry.info();
    tokenizer = Tokenizers.load(entry.folder().resolve(TokenCache.TOKENIZER));
    DataStatistics statistics = info.statistics();
    training = map(entry, PartFiles.TRAINING, statistics.training());
    validation = map(entry, PartFiles.VALIDATION, statistics.validation());
  }

  private Part map(TokenCache.Entry entry, PartFiles files, DataStatistics.Part part)
      throws IOException {
    return new Part(
        files.map(entry.folder(), part, info.width(), tokenizer.vocabularySize(), arena),
        files.mapStarts(entry.folder(), part, arena));
  }

  /// How many tokens the training part has of the dataset with this fingerprint; nothing where the
  /// cache does not hold it any more.
  public static OptionalLong trainingTokens(Path cacheFolder, String fingerprint) {
    return TokenCache.trainingTokens(cacheFolder, fingerprint);
  }

  /// Lists the sources and reads, teaches and encodes only what the cache folder does not hold yet.
  ///
  /// @throws InputException where a source is missing, holds no text or too little of it, or the
  ///     cache cannot be written
  /// @throws java.util.concurrent.CancellationException once `progress` is cancelled
  public static Dataset open(DataSettings settings, Path cacheFolder, Progress progress) {
    try (var corpus = Corpus.open(settings.sources(), cacheFolder, progress)) {
      var entry = new TokenCache(cacheFolder).obtain(settings, corpus, progress);
      requireEnough(settings, entry.info().statistics());
      return new Dataset(settings, entry);
    } catch (IOException e) {
      throw new InputException(
          "The data cannot be read, or its token cache in "
              + cacheFolder
              + " not written ("
              + IoReason.withFile(e)
              + "); check the disk and the permissions.",
          e);
    }
  }

  /// What the cache folder holds of these settings and the sources as they are now; empty where it would
  /// have to be made. Lists the sources, and so finds one that is missing.
  ///
  /// @throws InputException where a source is missing, or the text is too little
  public static Optional<Dataset> openCached(DataSettings settings, Path cacheFolder) {
    try (var corpus = Corpus.open(settings.sources(), cacheFolder, Progress.NONE)) {
      Optional<TokenCache.Entry> entry = new TokenCache(cacheFolder).find(settings, corpus);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      requireEnough(settings, entry.get().info().statistics());
      return Optional.of(new Dataset(settings, entry.get()));
    } catch (IOException e) {
      throw new InputException(
          "The data cannot be read (" + IoReason.withFile(e) + "); check the permissions.", e);
    }
  }

  /// Sees quickly whether the sources exist and begin with text, without encoding anything.
  ///
  /// @throws InputException where a source is missing, empty or binary
  public static void check(DataSettings settings, Path cacheFolder) {
    try (var corpus = Corpus.open(settings.sources(), cacheFolder, Progress.NONE)) {
      for (int source = 0; source < corpus.origins().size(); source++) {
        checkSource(corpus, source);
      }
    } catch (IOException e) {
      throw new InputException(
          "The data cannot be read (" + IoReason.withFile(e) + "); check the permissions.", e);
    }
  }

  private static void checkSource(Corpus corpus, int source) throws IOException {
    boolean binary = false;
    for (SourceFile file : corpus.files()) {
      if (file.source() == source) {
        try (DocumentReader documents = file.documents()) {
          for (Document next = documents.next(); next != null; next = documents.next()) {
            try (var pieces = next.pieces()) {
              if (pieces.next() != null) {
                return;
              }
            } catch (TextPieces.BinaryException e) {
              binary = true;
            }
          }
        }
      }
    }
    throw Survey.noText(corpus.origins().get(source), binary);
  }

  private static void requireEnough(DataSettings settings, DataStatistics statistics) {
    boolean padded = settings.windows() == DataSettings.WindowForm.PADDED;
    DataStatistics.Part training = statistics.training();
    int needed = settings.context() + 1;
    if (padded ? training.tokens() == training.documents() : training.tokens() < needed) {
      throw new InputException(
          padded
              ? "No training document has two tokens, so there is nothing to predict; in data.yaml"
                  + " add text under `sources`."
              : ("The training part has %,d tokens, but one window of data.context %d needs %,d; in"
                      + " data.yaml add text under `sources`, lower `context`, or set `split: {by:"
                      + " tail}`.")
                  .formatted(training.tokens(), settings.context(), needed));
    }
    DataStatistics.Part validation = statistics.validation();
    boolean enough =
        padded ? validation.tokens() > validation.documents() : validation.tokens() >= 2;
    if (settings.split().validation() > 0 && !enough) {
      throw new InputException(
          ("The validation part has %,d tokens, but needs 2 or more; in data.yaml set"
                  + " `split: {by: tail}`, add documents, or set `validation: 0`.")
              .formatted(validation.tokens()));
    }
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  public TokenSequence training() {
    return training.tokens();
  }

  /// Empty where the split holds nothing out.
  public TokenSequence validation() {
    return validation.tokens();
  }

  /// Random windows of the training part, by the sources' weights.
  @Override
  public Batches batches(int batchSize, int context, long seed) {
    List<Draw.Range> ranges = new ArrayList<>();
    long from = 0;
    for (int source = 0; source < settings.sources().size(); source++) {
      long to = from + statistics().sources().get(source).training().tokens();
      ranges.add(new Draw.Range(from, to, settings.sources().get(source).weight()));
      from = to;
    }
    return new Batches(reader(training), layout(training, context), ranges, batchSize, seed);
  }

  @Override
  public Windows validationWindows(int context, int windowsPerBatch) {
    return new Windows(reader(validation), layout(validation, context), context, windowsPerBatch);
  }

  private WindowReader reader(Part part) {
    return new WindowReader(part.tokens(), tokenizer.endOfText().orElse(0));
  }

  private WindowLayout layout(Part part, int context) {
    return switch (settings.windows()) {
      case PACKED -> new PackedWindows(part.tokens().length(), context);
      case PADDED -> new PaddedWindows(part.documents(), context);
    };
  }

  /// How many documents of a part have at least 2^i and less than 2^(i+1) tokens.
  ///
  /// @param heldOut whether the validation part is asked for
  public long[] lengths(boolean heldOut) {
    DocumentStarts documents = (heldOut ? validation : training).documents();
    long[] counts = new long[Long.SIZE];
    int longest = 0;
    for (long i = 0; i < documents.count(); i++) {
      long length = documents.end(i) - documents.begin(i);
      int bin = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, length));
      counts[bin]++;
      longest = Math.max(longest, bin + 1);
    }
    return Arrays.copyOf(counts, longest);
  }

  /// Equal for equal tokens of both parts and an equal tokenizer, wherever the text lay.
  public String fingerprint() {
    return info.fingerprint();
  }

  public DataStatistics statistics() {
    return info.statistics();
  }

  /// Unmaps the token files; the sequences must not be read afterwards, the tokenizer may be used.
  @Override
  public void close() {
    arena.close();
  }
}
