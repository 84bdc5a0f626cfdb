package org.modelwright.evaluate;

import java.util.function.Consumer;

/// Passes text on, but holds back what may be the beginning of the stop text.
final class StopText {

  private final String stop;
  private final Consumer<String> listener;
  private String held = "";

  StopText(String stop, Consumer<String> listener) {
    this.stop = stop;
    this.listener = listener;
  }

  /// Returns false once the stop text has come up; what stood before it has been passed on.
  boolean push(String piece) {
    held += piece;
    int found = stop.isEmpty() ? -1 : held.indexOf(stop);
    if (found >= 0) {
      pass(held.length() - found);
      return false;
    }
    int beginning = Math.min(Math.max(0, stop.length() - 1), held.length());
    while (!stop.startsWith(held.substring(held.length() - beginning))) {
      beginning--;
    }
    pass(beginning);
    return true;
  }

  void flush() {
    pass(0);
  }

  private void pass(int keep) {
    String certain = held.substring(0, held.length() - keep);
    held = held.substring(held.length() - keep);
    if (!certain.isEmpty()) {
      listener.accept(certain);
    }
  }
}
