package org.modelwright.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.modelwright.data.WindowLayout.Window;

/// Windows over a whole sequence, for evaluation, in order: everything that can be predicted is
/// predicted exactly once. All windows have `context` tokens, except that packed ones may end with a
/// shorter one, in a batch of its own.
public final class Windows implements Iterable<Windows.Batch> {

  private final WindowReader reader;
  private final WindowLayout layout;
  private final int context;
  private final int windowsPerBatch;
  private final long count;

  /// @param inputs `[rows, length]`, row by row; direct, in native byte order
  /// @param targets the token after each input; -100 where there is none
  /// @param predictions for each row the number of its real targets, which come first
  public record Batch(
      int rows, int length, LongBuffer inputs, LongBuffer targets, int[] predictions) {}

  /// Packed windows.
  Windows(TokenSequence tokens, int context, int windowsPerBatch) {
    this(
        new WindowReader(tokens, 0),
        new PackedWindows(tokens.length(), context),
        context,
        windowsPerBatch);
  }

  Windows(WindowReader reader, WindowLayout layout, int context, int windowsPerBatch) {
    this.reader = reader;
    this.layout = layout;
    this.context = context;
    this.windowsPerBatch = windowsPerBatch;
    long batches = 0;
    for (var groups = new Groups(); groups.hasNext(); groups.next()) {
      batches++;
    }
    count = batches;
  }

  /// The number of batches.
  public long count() {
    return count;
  }

  /// How many tokens are predicted in all.
  public long predictions() {
    return layout.predictions();
  }

  /// The buffers of a batch are used again by the next.
  @Override
  public Iterator<Batch> iterator() {
    LongBuffer inputs = direct();
    LongBuffer targets = direct();
    var groups = new Groups();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return groups.hasNext();
      }

      @Override
      public Batch next() {
        List<Window> windows = groups.next();
        inputs.clear();
        targets.clear();
        windows.forEach(window -> reader.read(window, inputs, targets));
        return new Batch(
            windows.size(),
            windows.getFirst().length(),
            inputs.flip(),
            targets.flip(),
            windows.stream().mapToInt(Window::predictions).toArray());
      }
    };
  }

  private LongBuffer direct() {
    int capacity = Math.multiplyExact(Math.multiplyExact(windowsPerBatch, context), Long.BYTES);
    return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  /// Windows of one length that follow each other.
  private final class Groups implements Iterator<List<Window>> {

    private final Iterator<Window> windows = layout.all();
    private @Nullable Window ahead = windows.hasNext() ? windows.next() : null;

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public List<Window> next() {
      Window first = ahead;
      if (first == null) {
        throw new NoSuchElementException();
      }
      List<Window> group = new ArrayList<>();
      for (Window next = first; next != null; next = ahead) {
        if (next.length() != first.length() || group.size() == windowsPerBatch) {
          break;
        }
        group.add(next);
        ahead = windows.hasNext() ? windows.next() : null;
      }
      return group;
    }
  }
}
