package org.modelwright.app.design.canvas;

import java.util.List;

/// A sentence that has not been put into a language yet.
///
/// @param key in the translations
/// @param arguments fill its blanks
record Words(String key, List<Object> arguments) {

  Words {
    arguments = List.copyOf(arguments);
  }

  static Words of(String key, Object... arguments) {
    return new Words(key, List.of(arguments));
  }
}
