package org.modelwright.launch;

import java.util.logging.Level;
import java.util.logging.Logger;

/// What libraries may say besides the program's own words, where they speak through the JDK's logging;
/// `logback.xml` says the same of the others.
public final class LibraryMessages {

  private LibraryMessages() {}

  /// Called once, where a program starts.
  public static void onlyWarnings() {
    // the root, which is never collected and whose level all others take over
    Logger.getLogger("").setLevel(Level.WARNING);
  }
}
