package org.modelwright.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A YAML value that knows where it stands, so that every complaint can name file, line and column.
public sealed interface YamlValue {

  Place place();

  /// Where a value begins: lines and columns count from 1, and are 0 where there are none, as in a
  /// command line.
  record Place(String file, int line, int column) {
    /// Somewhere in what has no lines.
    public static Place whole(String file) {
      return new Place(file, 0, 0);
    }

    @Override
    public String toString() {
      return line == 0 ? file : file + ":" + line + ":" + column;
    }
  }

  /// A plain or quoted word. `quoted` tells `"8"`, a text, from `8`, a number.
  record Scalar(Place place, String text, boolean quoted) implements YamlValue {}

  record Sequence(Place place, List<YamlValue> items) implements YamlValue {}

  /// Keys in the order of the file.
  record Mapping(Place place, Map<String, YamlValue> entries) implements YamlValue {

    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /// With the value under a dotted key, such as `split.seed`, replaced or added; what stands in the
    /// way is replaced by a section.
    public Mapping with(String dottedKey, YamlValue value) {
      int dot = dottedKey.indexOf('.');
      var changed = new LinkedHashMap<>(entries);
      if (dot < 0) {
        changed.put(dottedKey, value);
      } else {
        String section = dottedKey.substring(0, dot);
        Mapping inner =
            changed.get(section) instanceof Mapping m ? m : new Mapping(value.place(), Map.of());
        changed.put(section, inner.with(dottedKey.substring(dot + 1), value));
      }
      return new Mapping(place, changed);
    }

    /// Without the value under a dotted key, if there is one.
    public Mapping without(String dottedKey) {
      int dot = dottedKey.indexOf('.');
      var changed = new LinkedHashMap<>(entries);
      if (dot < 0) {
        changed.remove(dottedKey);
      } else if (changed.get(dottedKey.substring(0, dot)) instanceof Mapping section) {
        changed.put(dottedKey.substring(0, dot), section.without(dottedKey.substring(dot + 1)));
      }
      return new Mapping(place, changed);
    }
  }
}
