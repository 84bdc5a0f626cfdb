package org.modelwright.gpu;

/// A native call was refused or its function is missing; the message is a sentence for the user.
final class NativeFailure extends Exception {

  NativeFailure(String message) {
    super(message);
  }
}
