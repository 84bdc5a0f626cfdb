package org.modelwright.app.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlText;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Place;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;

/// What is wrong with settings, key by key, in the words of the core: the core reads them and says the
/// first thing that is wrong; with that out of the way it says the next.
public final class KeyProblems {

  /// Stands around a key where the core puts file, line and column.
  private static final char MARK = '\u0001';

  private static final Pattern MISSING = Pattern.compile("the key `([^`]+)` is missing");
  private static final int MOST = 50;

  private KeyProblems() {}

  /// Where the default can stand in.
  static Mapping leftToDefault(Mapping settings, String key) {
    return YamlTree.remove(settings, key.replaceFirst("\\[.*", ""));
  }

  /// @param prefix of the file's keys in messages, such as `training.`; empty where they have none
  /// @param read how the core reads them
  /// @return sentences by key, such as `split.seed` or `sources[0].weight`; empty where all is well
  public static Map<String, String> of(
      Mapping settings, String prefix, Function<Mapping, ?> read, SettingsFile.Repair repair) {
    Map<String, String> problems = new LinkedHashMap<>();
    Mapping candidate = settings;
    for (int i = 0; i < MOST; i++) {
      try {
        Object _ = read.apply((Mapping) labelled(candidate, ""));
        break;
      } catch (InputException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.lastIndexOf(MARK);
        String place = end < 0 ? "" : message.substring(1, end);
        String sentence = end < 0 ? message : message.substring(end + 3);
        String key = key(place, prefix, sentence);
        problems.putIfAbsent(key, sentence);
        Mapping without = repair.without(candidate, key);
        if (YamlText.same(without, candidate)) {
          break;
        }
        candidate = without;
      }
    }
    return problems;
  }

  /// What is missing has no place; the section that it is missing from has.
  private static String key(String place, String prefix, String sentence) {
    Matcher missing = MISSING.matcher(sentence);
    if (!missing.find()) {
      return place;
    }
    String key = missing.group(1);
    key = key.startsWith(prefix) ? key.substring(prefix.length()) : key;
    return place.isEmpty() ? key : place + "." + key.substring(key.lastIndexOf('.') + 1);
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
}
