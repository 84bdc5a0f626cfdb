package org.modelwright.data.table;

import java.util.List;

/// The names that a message offers in place of a wrong one.
final class Names {

  private static final int SHOWN = 20;

  private Names() {}

  static String list(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
        + (names.size() > SHOWN ? ", and " + (names.size() - SHOWN) + " more" : "");
  }
}
