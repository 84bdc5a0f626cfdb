package org.modelwright.app.hardware;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Shows where a file lies, in the system's own file manager.
final class FilePlace {

  private FilePlace() {}

  /// @param system the operating system's name as Java gives it
  static List<String> command(String system, Path file) {
    String os = system.toLowerCase(Locale.ROOT);
    if (os.startsWith("mac")) {
      return List.of("open", "-R", file.toString());
    }
    return os.startsWith("windows")
        ? List.of("explorer", "/select," + file)
        : List.of(
            "xdg-open", Objects.requireNonNull(file.getParent(), "a file has a folder").toString());
  }

  /// Whether there is a file manager that could be asked.
  static boolean open(Path file) {
    try {
      var _ =
          new ProcessBuilder(command(System.getProperty("os.name", ""), file))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
