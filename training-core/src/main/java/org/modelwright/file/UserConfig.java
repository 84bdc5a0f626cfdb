package org.modelwright.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The user's folder for what they have written or chosen themselves, on this machine, for all projects.
public final class UserConfig {

  private UserConfig() {}

  /// `$XDG_CONFIG_HOME/modelwright`, or the system's own place for settings. It need not exist.
  public static Path folder() {
    return folder(
        System.getProperty("os.name", ""), System.getProperty("user.home", "."), System.getenv());
  }

  /// @param system the operating system's name as Java gives it
  /// @param home the user's folder
  /// @param environment variables by name
  static Path folder(String system, String home, Map<String, String> environment) {
    String os = system.toLowerCase(Locale.ROOT);
    @Nullable String xdg = environment.get("XDG_CONFIG_HOME");
    @Nullable String roaming = environment.get("APPDATA");
    if (xdg != null && !xdg.isBlank()) {
      return Path.of(xdg, "modelwright");
    }
    if (os.startsWith("windows") && roaming != null && !roaming.isBlank()) {
      return Path.of(roaming, "modelwright");
    }
    return os.startsWith("mac")
        ? Path.of(home, "Library", "Application Support", "modelwright")
        : Path.of(home, ".config", "modelwright");
  }
}
