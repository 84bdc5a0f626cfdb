package org.modelwright.app.common;

import java.util.List;
import org.modelwright.file.Words;

/// A sentence that a model says without knowing the language.
///
/// @param key of the translation
/// @param arguments fill its places: text that is the same in every language, or `Words`
public record Sentence(String key, List<?> arguments) {

  public Sentence {
    arguments = List.copyOf(arguments);
  }

  public static Sentence of(String key, String... arguments) {
    return new Sentence(key, List.of(arguments));
  }

  /// What the core says.
  public static Sentence of(Words words) {
    return new Sentence(words.key(), words.arguments());
  }

  public String in(Texts texts) {
    return texts.get(
        key,
        arguments.stream()
            .map(a -> a instanceof Words words ? words.in(texts.locale()) : a)
            .toArray());
  }
}
