package org.modelwright.file;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the user gave is wrong: a file, a key, a value, a name. The message is one sentence that
/// says what is wrong, where, and what to do; the command line prints it alone and exits with 1.
public class InputException extends RuntimeException {

  private final transient @Nullable Words words;

  public InputException(String message) {
    super(message);
    words = null;
  }

  private InputException(Words words) {
    super(words.english());
    this.words = words;
  }

  /// One that a window says in its own language.
  ///
  /// @param key of the sentence
  /// @param arguments as of `Words`
  public static InputException of(String key, Object... arguments) {
    return new InputException(Words.of(key, arguments));
  }

  public InputException(String message, @Nullable Throwable cause) {
    super(message, cause);
    words = null;
  }

  /// The sentence in every language that it is known in.
  public Words words() {
    return words == null ? Words.plain(getMessage()) : words;
  }

  /// The sentence.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage(), "an error of the user is said in words");
  }
}
