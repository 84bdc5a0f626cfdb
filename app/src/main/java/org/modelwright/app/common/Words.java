package org.modelwright.app.common;

import java.util.List;

/// A sentence that a model says without knowing the language.
///
/// @param key of the translation
/// @param arguments fill its places
public record Words(String key, List<String> arguments) {

  public Words {
    arguments = List.copyOf(arguments);
  }

  public static Words of(String key, String... arguments) {
    return new Words(key, List.of(arguments));
  }

  public String in(Texts texts) {
    return texts.get(key, arguments.toArray());
  }
}
