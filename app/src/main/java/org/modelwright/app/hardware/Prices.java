package org.modelwright.app.hardware;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.modelwright.app.common.Sentence;
import org.modelwright.file.YamlValue;
import org.modelwright.hardware.CostPage;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Profiles;

/// Prices as they are tried out, by profile, until they are kept in its file or dropped.
final class Prices {

  /// A price that can be changed, with its key in a profile's file.
  enum Kind {
    HOUR("price.perHour"),
    FAST("storage.fast.pricePerGigabyteMonth"),
    ARCHIVE("storage.archive.pricePerGigabyteMonth"),
    TRANSFER("price.transferPerGigabyte");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    double of(Profile profile) {
      return switch (this) {
        case HOUR -> profile.price().perHour();
        case FAST -> profile.fast().perGigabyteMonth();
        case ARCHIVE -> profile.archive().perGigabyteMonth();
        case TRANSFER -> profile.price().transferPerGigabyte();
      };
    }
  }

  /// The most that a profile's file may say.
  private static final double MOST = 1e6;

  private final Map<String, Map<Kind, Double>> tried = new HashMap<>();

  static Optional<Sentence> refusal(String words) {
    return parse(words).isPresent()
        ? Optional.empty()
        : Optional.of(Sentence.of("hardware.price.wrong"));
  }

  private static Optional<Double> parse(String words) {
    if (!words.strip().matches("[0-9]+(\\.[0-9]+)?")) {
      return Optional.empty();
    }
    double price = Double.parseDouble(words.strip());
    return price <= MOST ? Optional.of(price) : Optional.empty();
  }

  /// @param words that [#refusal] accepts
  void set(String profile, Kind kind, String words) {
    tried.computeIfAbsent(profile, _ -> new HashMap<>()).put(kind, parse(words).orElseThrow());
  }

  double get(String name, Profile profile, Kind kind) {
    return tried.getOrDefault(name, Map.of()).getOrDefault(kind, kind.of(profile));
  }

  /// Whether any price is another than the profile's own.
  boolean changed(String name, Profile profile) {
    return tried.getOrDefault(name, Map.of()).entrySet().stream()
        .anyMatch(e -> e.getValue() != e.getKey().of(profile));
  }

  void drop(String profile) {
    tried.remove(profile);
  }

  CostPage page(String name, Plan plan) {
    Profile profile = plan.profile();
    return CostPage.of(
        plan,
        profile.withPrices(
            get(name, profile, Kind.HOUR),
            get(name, profile, Kind.TRANSFER),
            get(name, profile, Kind.FAST),
            get(name, profile, Kind.ARCHIVE)));
  }

  /// Writes the prices into the file of a profile of the user's own.
  ///
  /// @throws org.modelwright.file.InputException where it cannot be read or written
  void keep(Profiles profiles, String name) {
    YamlValue.Mapping settings = profiles.settings(name);
    for (var price : tried.getOrDefault(name, Map.of()).entrySet()) {
      settings =
          settings.with(
              price.getKey().key,
              new YamlValue.Scalar(
                  YamlValue.Place.whole(name), Double.toString(price.getValue()), false));
    }
    profiles.save(name, settings);
    drop(name);
  }
}
