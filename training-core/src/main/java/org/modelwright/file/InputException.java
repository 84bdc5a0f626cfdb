package org.modelwright.file;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the user gave is wrong: a file, a key, a value, a name. The message is one sentence that
/// says what is wrong, where, and what to do; the command line prints it alone and exits with 1.
public class InputException extends RuntimeException {

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// The sentence.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage(), "an error of the user is said in words");
  }
}
