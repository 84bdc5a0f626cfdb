package org.modelwright.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.modelwright.file.InputException;

/// The lines of a file as bytes, one at a time in the same array, with their numbers. A byte order
/// mark before the first is left out.
final class ByteLines implements AutoCloseable {

  private static final int LONGEST = 1 << 27;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String file;
  private final InputStream in;
  private final byte[] chunk = new byte[1 << 16];
  private int at;
  private int end;
  private byte[] line = new byte[1 << 12];
  private int length;
  private long number;

  ByteLines(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /// Moves to the next line; false after the last.
  ///
  /// @throws InputException where a line is longer than 128 MiB, as in a file that is no list of lines
  boolean next() throws IOException {
    length = 0;
    boolean some = false;
    while (at < end || fill()) {
      some = true;
      int from = at;
      while (at < end && chunk[at] != '\n') {
        at++;
      }
      append(from, at);
      if (at < end) {
        at++;
        break;
      }
    }
    number += some ? 1 : 0;
    if (number == 1 && length >= MARK.length && Arrays.equals(line, 0, 3, MARK, 0, 3)) {
      Arrays.fill(line, 0, MARK.length, (byte) ' ');
    }
    return some;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(chunk));
    return end > 0;
  }

  private void append(int from, int to) {
    int needed = length + to - from;
    if (needed > LONGEST) {
      throw new InputException(
          "%s:%d: the line is longer than 128 MiB; JSON Lines has one object a line."
              .formatted(file, number + 1));
    }
    if (needed > line.length) {
      line = Arrays.copyOf(line, Math.max(needed, 2 * line.length));
    }
    System.arraycopy(chunk, from, line, length, to - from);
    length = needed;
  }

  /// The line, without its end, is at `[0, length())`.
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /// Counted from 1.
  long number() {
    return number;
  }

  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
