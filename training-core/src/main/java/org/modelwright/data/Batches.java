package org.modelwright.data;

import java.nio.LongBuffer;
import java.util.SplittableRandom;
import org.modelwright.file.InputException;

/// Random training windows. There is no state: a batch is a function of seed, step, micro-batch and
/// row, so a resumed run, or one spread over several devices, sees the same windows.
public final class Batches {

  private final TokenSequence tokens;
  private final int batchSize;
  private final int context;
  private final long seed;

  /// @throws InputException where the tokens are too few for one window
  public Batches(TokenSequence tokens, int batchSize, int context, long seed) {
    if (tokens.length() <= context) {
      throw new InputException(
          ("There are %,d tokens, but one window of data.context %d needs %,d;"
                  + " add text or lower `context`.")
              .formatted(tokens.length(), context, context + 1));
    }
    this.tokens = tokens;
    this.batchSize = batchSize;
    this.context = context;
    this.seed = seed;
  }

  /// Fills `[batchSize, context]` inputs and targets, row by row; a target is the token after its
  /// input. Both buffers are cleared first and are ready to be read afterwards.
  ///
  /// Window starts are uniform over `[0, length - context - 1]`.
  public void fill(long step, int microBatch, LongBuffer inputs, LongBuffer targets) {
    inputs.clear();
    targets.clear();
    for (int row = 0; row < batchSize; row++) {
      long start = start(step, microBatch, row);
      tokens.read(start, context, inputs);
      tokens.read(start + 1, context, targets);
    }
    inputs.flip();
    targets.flip();
  }

  private long start(long step, int microBatch, int row) {
    long hash = mix(mix(mix(mix(seed) + step) + microBatch) + row);
    // the high half of a 64 by 64 bit product: uniform without a division
    return Math.unsignedMultiplyHigh(hash, tokens.length() - context);
  }

  private static long mix(long value) {
    return new SplittableRandom(value).nextLong();
  }
}
