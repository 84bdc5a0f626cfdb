package org.modelwright.layer.custom;

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

    LayerException fault(String message, String remedy) {
      String where = line == 0 ? "column " + column : "line " + line + ", column " + column;
      return new LayerException(where + ": " + message, remedy);
    }
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  LayerException fault(String message, String remedy) {
    return place.fault(message, remedy);
  }

  /// The token in words, for complaints.
  String words() {
    return switch (kind) {
      case LINE_END -> "the end of the line";
      case END -> "the end of the code";
      case TEXT -> "the text `\"" + text + "\"`";
      default -> "`" + text + "`";
    };
  }
}
