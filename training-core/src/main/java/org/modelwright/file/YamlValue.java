package org.modelwright.file;

import java.util.List;
import java.util.Map;

/// A YAML value that knows where it stands, so that every complaint can name file, line and column.
public sealed interface YamlValue {

  Place place();

  /// Where a value begins: lines and columns count from 1.
  record Place(String file, int line, int column) {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /// A plain or quoted word. `quoted` tells `"8"`, a text, from `8`, a number.
  record Scalar(Place place, String text, boolean quoted) implements YamlValue {}

  record Sequence(Place place, List<YamlValue> items) implements YamlValue {}

  /// Keys in the order of the file.
  record Mapping(Place place, Map<String, YamlValue> entries) implements YamlValue {}
}
