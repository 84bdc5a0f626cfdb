package org.modelwright.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands inside a sentence that a user reads.
public final class Phrase {

  private static final int SHOWN = 20;

  private Phrase() {}

  /// The first line of a library's message, without the ends of sentences.
  public static String of(@Nullable String message) {
    String line = message == null ? "" : message.lines().findFirst().orElse("").strip();
    return line.isEmpty()
        ? "it does not say why"
        : line.replace(". ", ", ").replaceFirst("[.]$", "");
  }

  /// Names, of which a long list gives the first only: `a, b, and 7 more`.
  public static String list(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
        + (names.size() > SHOWN ? ", and " + (names.size() - SHOWN) + " more" : "");
  }
}
