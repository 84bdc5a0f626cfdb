package org.modelwright.app.common;

import java.nio.file.Path;
import java.util.TreeMap;

/// What the window remembers of this user from one start to the next: theme, language, sizes, recent
/// projects. A small file of words; lost or broken, everything is at its default.
public final class Preferences {

  private final TreeMap<String, String> values = new TreeMap<>();

  /// @param file need not exist
  public Preferences(Path file) {}

  public String get(String key, String ifAbsent) {
    return values.getOrDefault(key, ifAbsent);
  }

  public void set(String key, String value) {
    values.put(key, value);
  }
}
