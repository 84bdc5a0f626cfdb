package org.modelwright.app.command;

import java.util.Locale;
import java.util.OptionalInt;

/// How well what somebody types fits a name.
final class Fuzzy {

  private Fuzzy() {}

  /// The letters typed must occur in the name, in their order; blanks do not count.
  ///
  /// @return the lower the better: 0 at the name's start, then at a word's start, within a word, and
  ///     letters that lie scattered; empty where it does not fit
  static OptionalInt distance(String typed, String name) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    String text = name.toLowerCase(Locale.ROOT);
    int at = text.indexOf(wanted);
    if (at == 0) {
      return OptionalInt.of(0);
    }
    if (at > 0) {
      return OptionalInt.of(Character.isLetterOrDigit(text.charAt(at - 1)) ? 200 + at : 100 + at);
    }
    int next = 0;
    int gaps = 0;
    for (int i = 0; i < wanted.length(); i++) {
      char c = wanted.charAt(i);
      if (c == ' ') {
        continue;
      }
      int found = text.indexOf(c, next);
      if (found < 0) {
        return OptionalInt.empty();
      }
      gaps += found - next;
      next = found + 1;
    }
    return OptionalInt.of(1000 + gaps);
  }
}
