package org.modelwright.data.tokenizer;

/// Cuts text into the pre-tokens that merges never cross, as GPT-2 does (Radford et al. 2019,
/// "Language Models are Unsupervised Multitask Learners"; the pattern is Hugging Face's `ByteLevel`):
///
///     's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
///
/// Written as a scanner because it runs over every character of the data, several times as fast as
/// a regular expression.
final class PreTokens {

  /// Takes the pre-token `text[from, to)`.
  @FunctionalInterface
  interface Sink {
    void accept(int from, int to);
  }

  private enum Kind {
    LETTER,
    NUMBER,
    SPACE,
    OTHER
  }

  private PreTokens() {}

  static void split(String text, Sink sink) {
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at);
      sink.accept(at, end);
      at = end;
    }
  }

  private static int end(String text, int from) {
    int contraction = contraction(text, from);
    if (contraction > 0) {
      return from + contraction;
    }
    int first = text.codePointAt(from);
    Kind kind = kind(first);
    if (kind != Kind.SPACE) {
      return endOfRun(text, from, kind);
    }
    if (first == ' ' && from + 1 < text.length()) {
      Kind next = kind(text.codePointAt(from + 1));
      if (next != Kind.SPACE) {
        return endOfRun(text, from + 1, next);
      }
    }
    int end = endOfRun(text, from, Kind.SPACE);
    // the last space before a word belongs to the word
    return end == text.length() || end - from == 1 ? end : end - 1;
  }

  private static int endOfRun(String text, int from, Kind kind) {
    int at = from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (kind(codePoint) != kind) {
        break;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  /// The length of the contraction at `from`, or 0.
  private static int contraction(String text, int from) {
    if (text.charAt(from) != '\'' || from + 1 >= text.length()) {
      return 0;
    }
    char second = text.charAt(from + 1);
    char third = from + 2 < text.length() ? text.charAt(from + 2) : 0;
    return switch (second) {
      case 's', 't', 'm', 'd' -> 2;
      case 'r', 'v' -> third == 'e' ? 3 : 0;
      case 'l' -> third == 'l' ? 3 : 0;
      default -> 0;
    };
  }

  private static Kind kind(int codePoint) {
    if (isSpace(codePoint)) {
      return Kind.SPACE;
    }
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER ->
          Kind.LETTER;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          Kind.NUMBER;
      default -> Kind.OTHER;
    };
  }

  /// Unicode's `White_Space`; `Character.isWhitespace` leaves out the no-break spaces and adds the
  /// separators U+001C to U+001F.
  static boolean isSpace(int codePoint) {
    return codePoint <= 0x20
        ? codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r')
        : codePoint >= 0x85
            && (codePoint == 0x85
                || codePoint == 0xA0
                || codePoint == 0x1680
                || (codePoint >= 0x2000 && codePoint <= 0x200A)
                || codePoint == 0x2028
                || codePoint == 0x2029
                || codePoint == 0x202F
                || codePoint == 0x205F
                || codePoint == 0x3000);
  }
}
