package org.modelwright.app.hardware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.modelwright.app.hardware.ProfileFields.Form;
import org.modelwright.app.settings.KeyProblems;
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

  private void check() {
    Map<String, String> found = new LinkedHashMap<>();
    KeyProblems.of(settings, "", Profiles::read, ProfileDraft::repaired)
        .forEach((key, sentence) -> found.putIfAbsent(field(key), sentence));
    problems = Map.copyOf(found);
  }

  /// The field that stands for a key, of an item for its list; empty where none does.
  private static String field(String key) {
    String whole = key.replaceFirst("\\[.*", "");
    return ProfileFields.find(whole).isPresent() ? whole : "";
  }

  /// With something harmless in the place of what is wrong: every number may be 1.
  private static Mapping repaired(Mapping candidate, String key) {
    String field = field(key);
    return field.isEmpty()
        ? candidate
        : field.equals("device.kind")
            ? candidate.without(field)
            : candidate.with(field, word(candidate.place(), "1"));
  }
}
