package org.modelwright.app.runs.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;

/// Shows a folder in the system's own file browser.
final class FolderReveal {

  private FolderReveal() {}

  /// @throws InputException where there is no file browser
  static Path reveal(Path folder) {
    try {
      new ProcessBuilder(command(System.getProperty("os.name", ""), folder))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return folder;
    } catch (IOException e) {
      throw new InputException(
          "No file browser can be started (" + IoReason.of(e) + "); the folder is " + folder + ".",
          e);
    }
  }

  static List<String> command(String system, Path folder) {
    String os = system.toLowerCase(Locale.ROOT);
    String program =
        os.startsWith("windows") ? "explorer" : os.startsWith("mac") ? "open" : "xdg-open";
    return List.of(program, folder.toString());
  }
}
