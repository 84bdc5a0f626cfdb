package org.modelwright.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.progress.Progress;

/// Encoded text in two parts, and the tokenizer that encoded it. With a split by document each
/// document ends with `<|endoftext|>` where the tokenizer has it; with a split by tail the text is
/// one.
public final class Dataset implements AutoCloseable {

  private final Tokenizer tokenizer;
  private final CacheInfo info;
  private final Arena arena = Arena.ofShared();
  private final TokenSequence training;
  private final TokenSequence validation;

  private Dataset(TokenCache.Entry entry) throws IOException {
    info = entry.info();
    tokenizer = Tokenizers.load(entry.folder().resolve(TokenCache.TOKENIZER));
    DataStatistics statistics = info.statistics();
    training = map(entry, TokenCache.TRAINING, statistics.training().bytes());
    validation = map(entry, TokenCache.VALIDATION, statistics.validation().bytes());
  }

  private TokenSequence map(TokenCache.Entry entry, String file, long bytes) throws IOException {
    return new MappedTokens(entry.folder().resolve(file), info.width(), bytes, arena);
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
      return new Dataset(entry);
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
    for (Document document : corpus.documents()) {
      if (document.source() == source) {
        try (var pieces = document.pieces()) {
          if (pieces.next() != null) {
            return;
          }
        } catch (TextPieces.BinaryException e) {
          binary = true;
        }
      }
    }
    throw Survey.noText(corpus.origins().get(source), binary);
  }

  private static void requireEnough(DataSettings settings, DataStatistics statistics) {
    int needed = settings.context() + 1;
    if (statistics.training().tokens() < needed) {
      throw new InputException(
          ("The training part has %,d tokens, but one window of data.context %d needs %,d; in data.yaml"
                  + " add text under `sources`, lower `context`, or set `split: {by: tail}`.")
              .formatted(statistics.training().tokens(), settings.context(), needed));
    }
    if (settings.split().validation() > 0 && statistics.validation().tokens() < 2) {
      throw new InputException(
          ("The validation part has %,d tokens, but needs 2 or more; in data.yaml set"
                  + " `split: {by: tail}`, add documents, or set `validation: 0`.")
              .formatted(statistics.validation().tokens()));
    }
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  public TokenSequence training() {
    return training;
  }

  /// Empty where the split holds nothing out.
  public TokenSequence validation() {
    return validation;
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
