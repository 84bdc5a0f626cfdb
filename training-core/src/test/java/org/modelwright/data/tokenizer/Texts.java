package org.modelwright.data.tokenizer;

import java.util.Random;

/// Text that is unkind to tokenizers.
final class Texts {

  private static final String[] PARTS = {
    "don't",
    "we'll",
    "I'VE",
    "'s",
    "''re",
    "x'd",
    " ",
    "  ",
    "   ",
    "\t",
    "\n",
    "\r\n",
    "\n\n\n",
    "\u00a0",
    "\u3000",
    "\u2028",
    "\u001c",
    "\u0085",
    "\u200b",
    "hello",
    " world",
    "int",
    "for (",
    "==",
    "->",
    "1234",
    " 56.78e-9",
    "½",
    "Ⅷ",
    "中文字符",
    "日本語テキスト",
    "한국어",
    "русский",
    "العربية",
    "नमस्ते",
    "e\u0301",
    "😀",
    "👩‍👩‍👧",
    "🇨🇳",
    "\u0001",
    "\u007f",
    "\ufeff",
    "\ud83d\ude00 ",
    "_a_",
    "/**",
    "ſ",
    "ǅ",
  };

  private Texts() {}

  /// Words, white space, symbols and arbitrary code points.
  static String random(long seed, int parts) {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      if (random.nextInt(4) == 0) {
        int bound = random.nextBoolean() ? 0x3000 : Character.MAX_CODE_POINT + 1;
        int codePoint = random.nextInt(1, bound);
        if (Character.isDefined(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
          text.appendCodePoint(codePoint);
        }
      } else {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
    }
    return text.toString();
  }
}
