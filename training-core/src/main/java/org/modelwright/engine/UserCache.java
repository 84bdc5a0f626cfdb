package org.modelwright.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;

/// The user's folder for things that can be made again: unpacked libraries, measurements.
public final class UserCache {

  private UserCache() {}

  /// Where the engine's libraries are unpacked, made now where it is missing.
  ///
  /// @throws InputException where it cannot be made
  public static Path engine() {
    Path engine = folder().resolve("engine");
    try {
      return Files.createDirectories(engine);
    } catch (IOException e) {
      throw unusable(engine, IoReason.withFile(e), e);
    }
  }

  static InputException unusable(Path engine, String why, Exception cause) {
    return new InputException(
        "The engine's libraries cannot be unpacked or loaded in "
            + engine
            + " ("
            + why
            + "); set XDG_CACHE_HOME to a folder that can be written.",
        cause);
  }

  /// `$XDG_CACHE_HOME/modelwright`, or the system's own place for caches.
  public static Path folder() {
    String home = System.getProperty("user.home", "?");
    if (home.equals("?")) { // a user whom the system does not know, as in some containers
      home = System.getProperty("java.io.tmpdir", ".");
    }
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    @Nullable String xdg = System.getenv("XDG_CACHE_HOME");
    @Nullable String local = System.getenv("LOCALAPPDATA");
    if (xdg != null && !xdg.isBlank()) {
      return Path.of(xdg, "modelwright");
    }
    if (os.startsWith("windows") && local != null) {
      return Path.of(local, "modelwright", "cache");
    }
    return os.startsWith("mac")
        ? Path.of(home, "Library", "Caches", "modelwright")
        : Path.of(home, ".cache", "modelwright");
  }
}
