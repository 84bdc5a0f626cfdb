package org.modelwright.app.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.modelwright.data.DataSettings;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Place;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;

/// What is wrong with settings, field by field, in the words of the core: the core reads them and says
/// the first thing that is wrong; with that out of the way it says the next.
final class FieldProblems {

  /// Stands around a field's key where the core puts file, line and column.
  private static final char MARK = '\u0001';

  private static final Pattern MISSING = Pattern.compile("the key `data\\.([^`]+)` is missing");
  private static final int MOST = 50;

  private FieldProblems() {}

  /// @param folder the project's
  /// @return sentences by key, such as `split.seed` or `sources[0].weight`; empty where all is well
  static Map<String, String> of(Mapping settings, Path folder) {
    Map<String, String> problems = new LinkedHashMap<>();
    Mapping candidate = settings;
    for (int i = 0; i < MOST; i++) {
      try {
        DataSettings.read(new YamlReader((Mapping) labelled(candidate, ""), "data."), folder);
        break;
      } catch (InputException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.lastIndexOf(MARK);
        String place = end < 0 ? "" : message.substring(1, end);
        String sentence = end < 0 ? message : message.substring(end + 3);
        Matcher missing = MISSING.matcher(sentence);
        String key = missing.find() ? missing.group(1) : place;
        problems.putIfAbsent(key, sentence);
        Mapping without = without(candidate, key);
        if (YamlTree.same(without, candidate)) {
          break;
        }
        candidate = without;
      }
    }
    return problems;
  }

  private static YamlValue labelled(YamlValue value, String key) {
    Place place = Place.whole(MARK + key + MARK);
    return switch (value) {
      case Scalar s -> new Scalar(place, s.text(), s.quoted());
      case Sequence s -> {
        List<YamlValue> items = new ArrayList<>();
        for (int i = 0; i < s.items().size(); i++) {
          items.add(labelled(s.items().get(i), key + "[" + i + "]"));
        }
        yield new Sequence(place, items);
      }
      case Mapping m -> {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        m.entries()
            .forEach((name, item) ->
                entries.put(name, labelled(item, key.isEmpty() ? name : key + "." + name)));
        yield new Mapping(place, entries);
      }
    };
  }

  /// The settings with something harmless in the place of what is wrong.
  private static Mapping without(Mapping settings, String key) {
    if (key.equals("sources")) {
      return settings.with("sources", YamlTree.list(List.of(YamlTree.source("path", "x"))));
    }
    if (key.equals("tokenizer.path")) {
      return YamlTree.remove(settings, "tokenizer");
    }
    Matcher source = YamlTree.SOURCE.matcher(key);
    if (source.matches()) {
      int number = Integer.parseInt(source.group(1));
      return source.group(2) == null || source.group(2).matches("path|jdk")
          ? YamlTree.setSource(settings, number, YamlTree.source("path", "x"))
          : YamlTree.remove(settings, key);
    }
    return YamlTree.remove(settings, key.replaceFirst("\\[.*", ""));
  }
}
