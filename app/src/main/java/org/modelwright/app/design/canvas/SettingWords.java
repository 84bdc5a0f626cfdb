package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The settings of a node as they stand on it: `heads 6 · rotary`.
final class SettingWords {

  private SettingWords() {}

  /// A flag that is set says its name alone, one that is not says nothing.
  static String of(Map<String, String> settings) {
    List<String> words = new ArrayList<>();
    settings.forEach((name, value) -> {
      switch (value) {
        case "true" -> words.add(words(name));
        case "false" -> {}
        default -> words.add(words(name) + " " + value);
      }
    });
    return String.join(" · ", words);
  }

  /// `keyValueHeads` as `key value heads`.
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
  }
}
