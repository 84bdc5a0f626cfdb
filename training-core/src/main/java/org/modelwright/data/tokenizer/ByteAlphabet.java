package org.modelwright.data.tokenizer;

/// GPT-2's spelling of bytes as visible characters: printable Latin-1 stands for itself, the other
/// 68 bytes, in their order, for U+0100 and on.
final class ByteAlphabet {

  private static final String LETTERS = letters();

  private ByteAlphabet() {}

  private static String letters() {
    var letters = new StringBuilder(256);
    char next = 256;
    for (char b = 0; b < 256; b++) {
      boolean visible = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
      letters.append(visible ? b : next++);
    }
    return letters.toString();
  }

  static String spell(byte[] bytes) {
    var word = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      word.append(LETTERS.charAt(Byte.toUnsignedInt(b)));
    }
    return word.toString();
  }
}
