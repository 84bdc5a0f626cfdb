package org.modelwright.app.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.IoReason;
import org.modelwright.file.Json;
import org.modelwright.file.UserConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What the window remembers of this user from one start to the next: theme, language, sizes, recent
/// projects. A small file of words; lost or broken, everything is at its default. Belongs to the FX
/// thread.
public final class Preferences {

  private static final Logger LOG = LoggerFactory.getLogger(Preferences.class);

  private final Path file;
  private final TreeMap<String, String> values = new TreeMap<>();
  private boolean changed;

  /// @param file need not exist
  public Preferences(Path file) {
    this.file = file.toAbsolutePath();
    read();
  }

  /// The file of this user: `$XDG_CONFIG_HOME/modelwright/workbench.json`, or the system's own place
  /// for settings.
  public static Path fileOfUser() {
    return UserConfig.folder().resolve("workbench.json");
  }

  public String get(String key, String ifAbsent) {
    return values.getOrDefault(key, ifAbsent);
  }

  /// A remembered number; the other one where none is remembered, or a word.
  public double number(String key, double ifAbsent) {
    try {
      double value = Double.parseDouble(get(key, ""));
      return Double.isFinite(value) ? value : ifAbsent;
    } catch (NumberFormatException e) {
      return ifAbsent;
    }
  }

  public void set(String key, String value) {
    changed |= !Objects.equals(values.put(key, value), value);
  }

  /// Writes what has changed since. Where that fails the log says so, and nothing else happens: no
  /// window stays open because a divider's place could not be kept.
  public void save() {
    if (!changed) {
      return;
    }
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file has a folder"));
      AtomicFile.write(file, Json.pretty().writeValueAsString(values) + "\n");
      changed = false;
    } catch (IOException e) {
      LOG.warn("{} cannot be written ({}).", file, IoReason.of(e));
    }
  }

  private void read() {
    try {
      @Nullable JsonNode root = Json.line().readTree(Files.readString(file));
      if (root != null && root.isObject()) {
        root.properties().stream()
            .filter(e -> e.getValue().isString())
            .forEach(e -> values.put(e.getKey(), e.getValue().stringValue()));
      }
    } catch (IOException | JacksonException e) {
      // no file yet, or one that is of no use: the defaults are
    }
  }
}
