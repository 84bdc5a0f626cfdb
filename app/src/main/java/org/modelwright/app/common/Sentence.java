package org.modelwright.app.common;

import java.util.List;

/// A sentence that a model says without knowing the language.
///
/// @param key of the translation
/// @param arguments fill its places
public record Sentence(String key, List<String> arguments) {

  public Sentence {
    arguments = List.copyOf(arguments);
  }

  public static Sentence of(String key, String... arguments) {
    return new Sentence(key, List.of(arguments));
  }

  public String in(Texts texts) {
    return texts.get(key, arguments.toArray());
  }
}
