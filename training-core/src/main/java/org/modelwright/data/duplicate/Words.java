package org.modelwright.data.duplicate;

import java.util.Arrays;

/// The words of a text as hashes. A word is a run of letters, marks and digits, in lower case;
/// punctuation only separates. Where a script has no spaces between words, each letter is one.
public final class Words {

  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Words() {}

  /// 64 well mixed bits for each word, in order (FNV-1a over code points, then a finalizer).
  public static long[] hashes(String text) {
    long[] words = new long[16 + text.length() / 6];
    int count = 0;
    long hash = 0;
    boolean inside = false;
    int at = 0;
    while (at <= text.length()) {
      int c = at < text.length() ? text.codePointAt(at) : -1;
      at += c < 0 ? 1 : Character.charCount(c);
      boolean belongs = c >= 0 && isPart(c);
      boolean alone = belongs && c >= 0x0E00 && isUnspaced(c);
      if (inside && (!belongs || alone)) {
        words = room(words, count);
        words[count++] = mix(hash);
        inside = false;
      }
      if (alone) {
        words = room(words, count);
        words[count++] = mix((BASIS ^ c) * PRIME);
      } else if (belongs) {
        hash = ((inside ? hash : BASIS) ^ Character.toLowerCase(c)) * PRIME;
        inside = true;
      }
    }
    return Arrays.copyOf(words, count);
  }

  private static long[] room(long[] words, int count) {
    return count < words.length ? words : Arrays.copyOf(words, 2 * count);
  }

  private static boolean isPart(int c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isUnspaced(int c) {
    if (Character.isIdeographic(c)) {
      return true;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  /// The finalizer of SplitMix64: every bit of the result depends on every bit of the value.
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
