package org.modelwright.data;

import java.nio.LongBuffer;
import java.util.List;
import org.modelwright.data.WindowLayout.Window;
import org.modelwright.file.InputException;

/// Random training windows. There is no state: a batch is a function of seed, step, micro-batch and
/// row, so a resumed run, or one spread over several devices, sees the same windows.
public final class Batches {

  private final WindowReader reader;
  private final WindowLayout layout;
  private final Draw draw;
  private final int batchSize;
  private final long seed;

  /// Packed windows, all as likely as each other.
  ///
  /// @throws InputException where the tokens are too few for one window
  Batches(TokenSequence tokens, int batchSize, int context, long seed) {
    this(
        new WindowReader(tokens, 0),
        new PackedWindows(tokens.length(), context),
        List.of(new Draw.Range(0, tokens.length(), 1)),
        batchSize,
        seed);
  }

  /// @param sources where each one's tokens are, and how often they are drawn
  /// @throws InputException where the tokens are too few for one window
  Batches(
      WindowReader reader,
      WindowLayout layout,
      List<Draw.Range> sources,
      int batchSize,
      long seed) {
    if (layout instanceof PackedWindows(long tokens, int context) && tokens <= context) {
      throw new InputException(
          ("There are %,d tokens, but one window of data.context %d needs %,d;"
                  + " add text or lower `context`.")
              .formatted(tokens, context, context + 1));
    }
    if (layout.predictions() == 0) {
      throw new InputException(
          "No document has two tokens, so there is nothing to predict; add text.");
    }
    this.reader = reader;
    this.layout = layout;
    this.draw = new Draw(layout.places(), sources);
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /// Fills `[batchSize, context]` inputs and targets, row by row; a target is the token after its
  /// input, or -100 behind the end of a padded window. Both buffers are cleared first and are ready to
  /// be read afterwards.
  public void fill(long step, int microBatch, LongBuffer inputs, LongBuffer targets) {
    inputs.clear();
    targets.clear();
    for (int row = 0; row < batchSize; row++) {
      reader.read(window(step, microBatch, row), inputs, targets);
    }
    inputs.flip();
    targets.flip();
  }

  /// How many targets of a micro-batch count in its loss.
  public long predictions(long step, int microBatch) {
    long sum = 0;
    for (int row = 0; row < batchSize; row++) {
      sum += window(step, microBatch, row).predictions();
    }
    return sum;
  }

  private Window window(long step, int microBatch, int row) {
    long hash = Draw.mix(Draw.mix(Draw.mix(Draw.mix(seed) + step) + microBatch) + row);
    Window window = layout.drawn(draw.place(hash));
    while (window == null) {
      hash = Draw.mix(hash);
      window = layout.drawn(draw.place(hash));
    }
    return window;
  }
}
