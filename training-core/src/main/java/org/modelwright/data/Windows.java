package org.modelwright.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Consecutive windows over a whole sequence, for evaluation: every token but the first is predicted
/// exactly once. All windows have `context` tokens, except that a shorter one, in a batch of its own,
/// ends the sequence where the length asks for it.
public final class Windows implements Iterable<Windows.Batch> {

  private final TokenSequence tokens;
  private final int context;
  private final int windowsPerBatch;

  /// @param inputs `[rows, length]`, row by row; direct, in native byte order
  /// @param targets the token after each input
  public record Batch(int rows, int length, LongBuffer inputs, LongBuffer targets) {}

  public Windows(TokenSequence tokens, int context, int windowsPerBatch) {
    this.tokens = tokens;
    this.context = context;
    this.windowsPerBatch = windowsPerBatch;
  }

  /// The number of batches.
  public long count() {
    return Math.ceilDiv(whole(), (long) windowsPerBatch) + (rest() > 0 ? 1 : 0);
  }

  private long predictions() {
    return Math.max(0, tokens.length() - 1);
  }

  private long whole() {
    return predictions() / context;
  }

  private int rest() {
    return (int) (predictions() % context);
  }

  /// The buffers of a batch are used again by the next.
  @Override
  public Iterator<Batch> iterator() {
    LongBuffer inputs = direct();
    LongBuffer targets = direct();
    return new Iterator<>() {
      private long at;

      @Override
      public boolean hasNext() {
        return at < predictions();
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        long windows = whole() - at / context;
        int rows = Math.clamp(windows, 1, windowsPerBatch);
        int length = windows > 0 ? context : rest();
        tokens.read(at, rows * length, inputs.clear());
        tokens.read(at + 1, rows * length, targets.clear());
        at += (long) rows * length;
        return new Batch(rows, length, inputs.flip(), targets.flip());
      }
    };
  }

  private LongBuffer direct() {
    int capacity = Math.multiplyExact(Math.multiplyExact(windowsPerBatch, context), Long.BYTES);
    return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder()).asLongBuffer();
  }
}
