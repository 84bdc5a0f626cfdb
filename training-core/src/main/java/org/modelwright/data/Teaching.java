package org.modelwright.data;

import java.io.IOException;
import org.modelwright.data.duplicate.NGramOverlap;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.data.tokenizer.TokenizerLearner;
import org.modelwright.data.tokenizer.TokenizerLearner.Appetite;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.progress.Progress;

/// The second reading of all text: the tokenizer that it teaches, and the runs of words of the held-out
/// part. A BPE does not learn from held-out documents; a `characters` vocabulary holds every character
/// there is, as nanoGPT's does, or held-out text could not be encoded.
final class Teaching implements DividedText.Listener {

  /// A BPE learns from about this much text, evenly spread, which bounds its time and memory.
  private static final long SAMPLE_BYTES = 256L << 20;

  private final TokenizerLearner learner;
  private final boolean sparesHeldOut;
  private final long stride;
  private final NGramOverlap overlap = new NGramOverlap();
  private final OrderedWork<Runnable> work;
  private final Tokenizer tokenizer;
  private long taught;

  Teaching(DividedText text, long bytes, DataSettings settings, Progress progress)
      throws IOException {
    learner = Tokenizers.learner(settings.tokenizer());
    sparesHeldOut =
        learner.appetite() == Appetite.SAMPLE && settings.split().by() == SplitSettings.By.DOCUMENT;
    stride = learner.appetite() == Appetite.SAMPLE ? 1 + bytes / SAMPLE_BYTES : 1;
    work = new OrderedWork<>(Runtime.getRuntime().availableProcessors(), Runnable::run);
    try (work) {
      if (learner.appetite() != Appetite.NONE || settings.split().validation() > 0) {
        text.read("learning the words", this);
      }
      work.finish();
    }
    overlap.freeze();
    tokenizer = learner.finish(progress);
  }

  @Override
  public void piece(boolean heldOut, String piece) throws IOException {
    boolean teaches =
        learner.appetite() != Appetite.NONE
            && !(sparesHeldOut && heldOut)
            && taught++ % stride == 0;
    if (teaches) {
      work.submit(() -> {
        learner.learn(piece);
        return () -> {};
      });
    }
  }

  @Override
  public void text(int source, boolean heldOut, String text) throws IOException {
    if (heldOut) {
      work.submit(() -> {
        long[] ngrams = NGramOverlap.examine(text);
        return () -> overlap.hold(ngrams);
      });
    }
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  /// Ready to be asked for what the training part has of the held-out one.
  NGramOverlap overlap() {
    return overlap;
  }
}
