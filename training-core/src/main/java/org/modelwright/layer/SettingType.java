package org.modelwright.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a setting accepts: what its words mean, and for those who offer them to a user, which there
/// are.
public sealed interface SettingType<T> {

  /// The value of a word, or empty where the word is not accepted.
  Optional<T> parse(String word);

  /// What is accepted, in words, with unit and range: `a whole number from 1 to 1024`.
  String wanted();

  /// @param low included
  /// @param high included
  record Whole(long low, long high) implements SettingType<Long> {
    @Override
    public Optional<Long> parse(String word) {
      try {
        long value = Long.parseLong(word.replace("_", ""));
        return value >= low && value <= high ? Optional.of(value) : Optional.empty();
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    @Override
    public String wanted() {
      return "a whole number from " + low + " to " + high;
    }
  }

  /// @param low included
  /// @param high included
  record Decimal(double low, double high) implements SettingType<Double> {
    @Override
    public Optional<Double> parse(String word) {
      try {
        double value = Double.parseDouble(word);
        return value >= low && value <= high ? Optional.of(value) : Optional.empty();
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    @Override
    public String wanted() {
      return "a number from " + low + " to " + high;
    }
  }

  /// True or false.
  record Flag() implements SettingType<Boolean> {
    @Override
    public Optional<Boolean> parse(String word) {
      return switch (word) {
        case "true" -> Optional.of(true);
        case "false" -> Optional.of(false);
        default -> Optional.empty();
      };
    }

    @Override
    public String wanted() {
      return "true or false";
    }
  }

  /// One of some words: the constants of `type` in lower case.
  record Choice<E extends Enum<E>>(Class<E> type) implements SettingType<E> {

    /// In the order of the constants.
    public List<String> words() {
      return Arrays.stream(type.getEnumConstants()).map(Choice::word).toList();
    }

    static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Optional<E> parse(String word) {
      return Arrays.stream(type.getEnumConstants()).filter(c -> word(c).equals(word)).findFirst();
    }

    @Override
    public String wanted() {
      return "one of " + String.join(", ", words());
    }
  }
}
