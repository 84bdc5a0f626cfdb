package org.modelwright.layer;

import java.util.List;
import java.util.Locale;
import org.modelwright.file.Words;

/// A layer cannot be written with these inputs and settings.
public final class LayerException extends RuntimeException {

  private final transient Words words;
  private final transient Words advice;
  private final transient List<Remedy> remedies;

  private LayerException(String message, Words words, Words advice, List<Remedy> remedies) {
    super(message);
    this.words = words;
    this.advice = advice;
    this.remedies = List.copyOf(remedies);
  }

  /// One in English alone: of the language of custom layers.
  ///
  /// @param message what is wrong, a sentence without its capital and its full stop
  /// @param remedy what to do about it, one sentence
  public LayerException(String message, String remedy) {
    this(
        message,
        Words.plain(message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + "."),
        Words.plain(remedy),
        List.of());
  }

  private LayerException(Words words, Words advice, List<Remedy> remedies) {
    this(words.english(), words, advice, remedies);
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
