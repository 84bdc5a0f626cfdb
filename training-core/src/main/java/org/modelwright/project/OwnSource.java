package org.modelwright.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Scalar;

/// A file, folder or zip of the user's own that takes the place of the sources in data.yaml.
record OwnSource(Path path) {

  private static final YamlValue.Place PLACE = YamlValue.Place.whole("--data");

  /// What says where in a table the text is.
  private static final List<String> TABLE_KEYS = List.of("field", "column", "delimiter");

  static OwnSource of(Path path) {
    return new OwnSource(path.toAbsolutePath().normalize());
  }

  /// Whether all of it is one text, which cannot be split by documents, so its tail is held out.
  boolean isOneDocument() {
    return Files.isRegularFile(path) && !ending(path.toString()).equals("zip");
  }

  /// The settings of data.yaml with this source in place of theirs. Where an old source is a table of the
  /// same kind, its column is read here too.
  Mapping in(Mapping data) {
    Map<String, YamlValue> source = new LinkedHashMap<>();
    source.put("path", new Scalar(PLACE, path.toString(), true));
    if (data.entries().get("sources") instanceof YamlValue.Sequence old) {
      for (YamlValue item : old.items()) {
        if (item instanceof Mapping one
            && one.entries().get("path") instanceof Scalar place
            && ending(place.text()).equals(ending(path.toString()))) {
          for (String key : TABLE_KEYS) {
            if (one.entries().containsKey(key)) {
              source.putIfAbsent(key, one.entries().get(key));
            }
          }
        }
      }
    }
    Mapping changed =
        data.with("sources", new YamlValue.Sequence(PLACE, List.of(new Mapping(PLACE, source))));
    return isOneDocument() && source.size() == 1
        ? changed
            .with("split.by", new Scalar(PLACE, "tail", false))
            .with("split.validation", new Scalar(PLACE, "0.1", false))
        : changed;
  }

  private static String ending(String name) {
    String last = name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
