package org.modelwright.app.design.analyzer;

import java.util.Locale;

/// What the bars of the table are shares of.
public enum Measure {
  PARAMETERS,
  WORK,
  MEMORY;

  long of(Row row) {
    return switch (this) {
      case PARAMETERS -> row.parameters();
      case WORK -> row.multiplyAdds();
      case MEMORY -> row.activationBytes();
    };
  }

  /// The key of its words.
  String textKey() {
    return "analyzer.share." + name().toLowerCase(Locale.ROOT);
  }
}
