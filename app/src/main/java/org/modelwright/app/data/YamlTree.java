package org.modelwright.app.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.modelwright.file.YamlText;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Place;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;

/// Settings of data.yaml by key: `context`, `split.seed`, `sources[0].weight`. Every change makes a new
/// tree; keys that nobody knows stay in it.
final class YamlTree {

  /// The key of a source, and of what is in it.
  static final Pattern SOURCE = Pattern.compile("sources\\[(\\d+)](?:\\.(.+))?");

  private static final Place PLACE = Place.whole("data.yaml");

  private YamlTree() {}

  static boolean same(YamlValue one, YamlValue other) {
    return YamlText.same(one, other);
  }

  static Mapping empty() {
    return new Mapping(PLACE, Map.of());
  }

  static Scalar word(String text) {
    return new Scalar(PLACE, text, false);
  }

  static Sequence list(List<? extends YamlValue> items) {
    return new Sequence(PLACE, List.copyOf(items));
  }

  /// A source with one key.
  static Mapping source(String key, String value) {
    return new Mapping(PLACE, Map.of(key, word(value)));
  }

  /// The sources that are mappings, as they should all be.
  static List<YamlValue> sources(Mapping tree) {
    return tree.entries().get("sources") instanceof Sequence sources ? sources.items() : List.of();
  }

  static Mapping setSource(Mapping tree, int number, YamlValue source) {
    List<YamlValue> sources = new ArrayList<>(sources(tree));
    sources.set(number, source);
    return tree.with("sources", list(sources));
  }

  static Optional<YamlValue> value(Mapping tree, String key) {
    Matcher source = SOURCE.matcher(key);
    if (source.matches()) {
      List<YamlValue> sources = sources(tree);
      int number = Integer.parseInt(source.group(1));
      return number < sources.size() && sources.get(number) instanceof Mapping mapping
          ? value(mapping, source.group(2))
          : Optional.empty();
    }
    int dot = key.indexOf('.');
    if (dot < 0) {
      return Optional.ofNullable(tree.entries().get(key));
    }
    return tree.entries().get(key.substring(0, dot)) instanceof Mapping section
        ? value(section, key.substring(dot + 1))
        : Optional.empty();
  }

  static Mapping set(Mapping tree, String key, YamlValue value) {
    Matcher source = SOURCE.matcher(key);
    if (!source.matches()) {
      return tree.with(key, value);
    }
    int number = Integer.parseInt(source.group(1));
    return sources(tree).get(number) instanceof Mapping mapping
        ? setSource(tree, number, mapping.with(source.group(2), value))
        : tree;
  }

  /// Without a key; a section that has no other goes with it.
  static Mapping remove(Mapping tree, String key) {
    Matcher source = SOURCE.matcher(key);
    if (source.matches()) {
      int number = Integer.parseInt(source.group(1));
      return sources(tree).get(number) instanceof Mapping mapping
          ? setSource(tree, number, remove(mapping, source.group(2)))
          : tree;
    }
    Map<String, YamlValue> left = new LinkedHashMap<>(tree.entries());
    int dot = key.indexOf('.');
    if (dot < 0) {
      left.remove(key);
    } else if (left.get(key.substring(0, dot)) instanceof Mapping section) {
      Mapping inner = remove(section, key.substring(dot + 1));
      if (inner.entries().isEmpty()) {
        left.remove(key.substring(0, dot));
      } else {
        left.put(key.substring(0, dot), inner);
      }
    }
    return new Mapping(tree.place(), left);
  }
}
