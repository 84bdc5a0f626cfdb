package org.modelwright.engine;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The user's folder for things that can be made again: unpacked libraries, measurements.
public final class UserCache {

  private UserCache() {}

  /// `$XDG_CACHE_HOME/modelwright`, or the system's own place for caches.
  public static Path folder() {
    String home = System.getProperty("user.home", ".");
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
