package org.modelwright.app.common;

import java.util.Objects;

/// Where the style sheet of a room is.
public final class StyleSheets {

  private StyleSheets() {}

  /// @param room the file's name without its ending
  public static String of(String room) {
    return Objects.requireNonNull(
            StyleSheets.class.getResource("/org/modelwright/assets/themes/" + room + ".css"), room)
        .toExternalForm();
  }
}
