package org.modelwright.layer.custom;

import org.modelwright.file.Words;
import org.modelwright.layer.LayerException;

/// A word of the code and where it stands.
///
/// @param text as written; of a [Kind#TEXT] what is between the quotes
record Token(Kind kind, String text, Place place) {

  enum Kind {
    NAME,
    INTEGER,
    DECIMAL,
    TEXT,
    SYMBOL,
    LINE_END,
    END
  }

  /// Lines and columns count from 1.
  ///
  /// @param line 0 where the text is a single expression
  record Place(int line, int column) {

    /// @param key of what is wrong, without a full stop; the remedy's ends in `.remedy`
    /// @param arguments of both
    LayerException fault(String key, Object... arguments) {
      Words wrong = Words.of(key, arguments);
      return new LayerException(
          line == 0
              ? Words.of("code.column", column, wrong)
              : Words.of("code.line", line, column, wrong),
          Words.of(key + ".remedy", arguments));
    }
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  LayerException fault(String key, Object... arguments) {
    return place.fault(key, arguments);
  }

  /// The token in words, for complaints.
  Words words() {
    return switch (kind) {
      case LINE_END -> Words.of("code.part.lineEnd");
      case END -> Words.of("code.part.end");
      case TEXT -> Words.of("code.part.text", text);
      default -> Words.of("code.part.word", text);
    };
  }
}
