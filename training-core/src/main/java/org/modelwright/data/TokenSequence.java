package org.modelwright.data;

import java.nio.LongBuffer;

/// A long row of token ids. Reading is safe from several threads.
public interface TokenSequence {

  /// The number of tokens.
  long length();

  /// Puts the ids at `[from, from + count)` into the buffer, at its position, which moves on.
  ///
  /// @throws IndexOutOfBoundsException outside `[0, length())`
  void read(long from, int count, LongBuffer into);

  /// The bytes of the text in UTF-8, for bits per byte.
  long textBytes();
}
