package org.modelwright.launch;

/// A process that failed or ended in a way that no input explains. The message is for the user.
public final class ProcessFailedException extends RuntimeException {

  ProcessFailedException(String cause) {
    super(cause);
  }
}
