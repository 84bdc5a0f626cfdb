package org.modelwright.layer.custom;

import java.util.Locale;
import org.modelwright.file.Words;

/// What an expression is.
enum Kind {
  TENSOR,
  WHOLE,
  DECIMAL,
  FLAG,
  TEXT,
  NONE,
  WHOLES,
  TENSORS,
  /// two tensors, of which the second holds indices
  PAIR;

  Words words() {
    return Words.of("code.kind." + name().toLowerCase(Locale.ROOT));
  }

  boolean isNumber() {
    return this == WHOLE || this == DECIMAL;
  }
}
