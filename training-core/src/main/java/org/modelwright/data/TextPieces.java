package org.modelwright.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads a document as pieces of bounded size, however large it is. A piece ends where a line does,
/// just before the line end, or else before some other white space: a place where pre-tokens end
/// too, so encoding the pieces gives the same ids as encoding the whole.
final class TextPieces implements AutoCloseable {

  /// The file is not UTF-8 text.
  static final class BinaryException extends IOException {
    BinaryException() {
      super("not UTF-8 text");
    }
  }

  private final Reader reader;
  private final char[] buffer;
  private int filled;
  private boolean ended;

  /// @param size chars a piece has at most
  TextPieces(InputStream in, int size) {
    this(
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)),
        size);
  }

  /// @param size chars a piece has at most
  TextPieces(Reader reader, int size) {
    this.reader = reader;
    buffer = new char[size];
  }

  /// The next piece, never empty, or null after the last.
  ///
  /// @throws BinaryException at a NUL or at bytes that are not UTF-8
  @Nullable String next() throws IOException {
    while (!ended && filled < buffer.length) {
      int read;
      try {
        read = reader.read(buffer, filled, buffer.length - filled);
      } catch (CharacterCodingException e) {
        throw new BinaryException();
      }
      if (read < 0) {
        ended = true;
      } else {
        for (int i = filled; i < filled + read; i++) {
          if (buffer[i] == 0) {
            throw new BinaryException();
          }
        }
        filled += read;
      }
    }
    if (filled == 0) {
      return null;
    }
    int cut = ended ? filled : cut();
    var piece = new String(buffer, 0, cut);
    System.arraycopy(buffer, cut, buffer, 0, filled - cut);
    filled -= cut;
    return piece;
  }

  private int cut() {
    int space = 0;
    for (int i = filled - 1; i > 0; i--) {
      if (isAsciiSpace(buffer[i]) && !isSpace(buffer[i - 1])) {
        if (buffer[i] != ' ' && buffer[i] != '\t') {
          return i;
        }
        space = Math.max(space, i);
      }
    }
    if (space > 0) {
      return space;
    }
    return Character.isHighSurrogate(buffer[filled - 1]) ? filled - 1 : filled;
  }

  /// True for more than pre-tokens take for white space: then one place to cut is missed, no more.
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static boolean isAsciiSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
