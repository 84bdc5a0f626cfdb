package org.modelwright.layer;

import java.util.List;
import org.modelwright.file.Words;

/// A layer cannot be written with these inputs and settings.
public final class LayerException extends RuntimeException {

  private final transient Words words;
  private final transient Words advice;
  private final transient List<Remedy> remedies;

  private LayerException(Words words, Words advice, List<Remedy> remedies) {
    super(words.english());
    this.words = words;
    this.advice = advice;
    this.remedies = List.copyOf(remedies);
  }

  /// @param words what is wrong, a whole sentence
  /// @param advice what to do about it, another
  public LayerException(Words words, Words advice) {
    this(words, advice, List.of());
  }

  /// @param key of the message; the remedy's ends in `.remedy`
  /// @param arguments of both
  public static LayerException of(String key, Object... arguments) {
    return new LayerException(
        Words.of(key, arguments), Words.of(key + ".remedy", arguments), List.of());
  }

  /// @param each takes the fault away by itself, the best first
  public LayerException with(List<? extends Remedy> each) {
    return new LayerException(words, advice, List.copyOf(each));
  }

  public LayerException with(Remedy... each) {
    return with(List.of(each));
  }

  /// What is wrong, a whole sentence.
  public Words words() {
    return words;
  }

  public Words advice() {
    return advice;
  }

  public List<Remedy> remedies() {
    return remedies;
  }

  /// What to do, in English.
  public String remedy() {
    return advice.english();
  }
}
