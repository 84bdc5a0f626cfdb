package org.modelwright.data;

import java.nio.LongBuffer;
import java.util.SplittableRandom;

/// Token ids without meaning, for measurements that no text is needed for: each is uniform over the
/// vocabulary, by its place. As examples they hold nothing out.
///
/// @param length in tokens
/// @param vocabulary ids are in `[0, vocabulary)`
public record RandomTokens(long length, int vocabulary) implements TokenSequence, Examples {

  @Override
  public void read(long from, int count, LongBuffer into) {
    if (from < 0 || from + count > length) {
      throw new IndexOutOfBoundsException(from + " + " + count + " of " + length);
    }
    for (long at = from; at < from + count; at++) {
      into.put(new SplittableRandom(at).nextInt(vocabulary));
    }
  }

  @Override
  public long textBytes() {
    return length;
  }

  @Override
  public Batches batches(int batchSize, int context, long seed) {
    return new Batches(this, batchSize, context, seed);
  }

  @Override
  public Windows validationWindows(int context, int windowsPerBatch) {
    return new Windows(new RandomTokens(0, vocabulary), context, windowsPerBatch);
  }
}
