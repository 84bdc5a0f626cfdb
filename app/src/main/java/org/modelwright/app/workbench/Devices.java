package org.modelwright.app.workbench;

import java.util.Locale;

/// Devices as the status bar names them.
final class Devices {

  private Devices() {}

  /// @param name as in hardware.yaml: `cpu`, `cuda:0`
  static String words(String name) {
    return name.equals("cpu")
        ? "CPU × " + Runtime.getRuntime().availableProcessors()
        : name.toUpperCase(Locale.ROOT);
  }
}
