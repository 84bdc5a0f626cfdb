package org.modelwright.app.hardware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.modelwright.app.hardware.ProfileFields.Form;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlText;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Place;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;
import org.modelwright.hardware.Profiles;

/// A profile's file as it is edited: words by key, and what is wrong with them in the words of the
/// core.
final class ProfileDraft {

  private static final Pattern KEY = Pattern.compile("`([A-Za-z0-9.]+)`");

  /// File, line and column stand before a complaint of the core.
  private static final Pattern PLACE = Pattern.compile("^.*?: (?=`|the key )");

  private static final int MOST = 50;

  private final Mapping saved;
  private Mapping settings;
  private Map<String, String> problems = Map.of();

  ProfileDraft(Mapping saved) {
    this.saved = saved;
    settings = saved;
    check();
  }

  /// As it is to be written.
  Mapping settings() {
    return settings;
  }

  boolean isChanged() {
    return !YamlText.same(saved, settings);
  }

  /// Sentences by key; empty where all is well. What belongs to no field is under the empty key.
  Map<String, String> problems() {
    return problems;
  }

  /// What stands in the file; blank where the key has its default. Lists have a line for each item.
  String text(String key) {
    YamlValue value = settings;
    for (String part : key.split("\\.", -1)) {
      value = value instanceof Mapping mapping ? mapping.entries().get(part) : null;
    }
    return switch (value) {
      case null -> "";
      case Scalar scalar -> scalar.text();
      case Sequence sequence ->
          sequence.items().stream()
              .map(item -> item instanceof Scalar scalar ? scalar.text() : "")
              .collect(Collectors.joining("\n"));
      case Mapping _ -> "";
    };
  }

  /// @param words blank for the default
  void set(String key, String words) {
    Place place = Place.whole(saved.place().file());
    boolean lines =
        ProfileFields.find(key).map(ProfileFields.Field::form).orElse(Form.WORDS) == Form.LINES;
    if (words.isBlank()) {
      settings = settings.without(key);
    } else if (lines) {
      List<YamlValue> items = new ArrayList<>();
      words.lines().filter(l -> !l.isBlank()).forEach(l -> items.add(word(place, l)));
      settings = settings.with(key, new Sequence(place, List.copyOf(items)));
    } else {
      settings = settings.with(key, word(place, words));
    }
    check();
  }

  private static Scalar word(Place place, String words) {
    return new Scalar(place, words.strip(), false);
  }

  /// The core says the first thing that is wrong; with what was saved in its place it says the next.
  private void check() {
    Map<String, String> found = new LinkedHashMap<>();
    Mapping candidate = settings;
    for (int i = 0; i < MOST; i++) {
      try {
        var _ = Profiles.read(candidate);
        break;
      } catch (InputException e) {
        String sentence = PLACE.matcher(String.valueOf(e.getMessage())).replaceFirst("");
        Matcher key = KEY.matcher(sentence);
        String field =
            key.find() && ProfileFields.find(key.group(1)).isPresent() ? key.group(1) : "";
        if (found.putIfAbsent(field, sentence) != null || field.isEmpty()) {
          break;
        }
        candidate = repaired(candidate, field);
      }
    }
    problems = Map.copyOf(found);
  }

  /// With something harmless in the place of what is wrong: every number may be 1.
  private static Mapping repaired(Mapping candidate, String key) {
    return key.equals("device.kind")
        ? candidate.without(key)
        : candidate.with(key, word(candidate.place(), "1"));
  }
}
