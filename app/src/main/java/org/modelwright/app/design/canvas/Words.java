package org.modelwright.app.design.canvas;

import java.util.List;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.common.Texts;

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

  /// What the core says.
  static Words of(org.modelwright.file.Words words) {
    return new Words(words.key(), words.arguments());
  }

  String in(Texts texts) {
    return new Sentence(key, arguments).in(texts);
  }
}
