package org.modelwright.app.common;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The field's words, explained, in the language of the window.
public final class Glossary {

  /// A word and what it means, in a sentence or two.
  public record Term(String name, String meaning) {}

  private Glossary() {}

  /// In the order of the bundle's list.
  public static List<Term> all(Texts texts) {
    return Arrays.stream(texts.get("glossary.terms").split(" "))
        .map(key -> new Term(texts.get("glossary." + key), texts.get("glossary." + key + ".is")))
        .toList();
  }

  /// One word's meaning, for a tooltip.
  ///
  /// @param key `swiglu`, `warmUp`
  public static Optional<Term> find(Texts texts, String key) {
    return texts.has("glossary." + key)
        ? Optional.of(new Term(texts.get("glossary." + key), texts.get("glossary." + key + ".is")))
        : Optional.empty();
  }
}
