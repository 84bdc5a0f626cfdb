package org.modelwright.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.modelwright.file.Words;
import org.modelwright.graph.DidYouMean;

/// What a setting accepts: what its words mean, and for those who offer them to a user, which there
/// are.
public sealed interface SettingType<T> {

  /// The value of a word, or empty where the word is not accepted.
  Optional<T> parse(String word);

  /// What is accepted, with unit and range: `a whole number from 1 to 1024`.
  Words accepted();

  /// The same in English.
  default String wanted() {
    return accepted().english();
  }

  /// The accepted word that is nearest to one that is not: the end of the range, or the word that may
  /// have been meant.
  Optional<String> nearest(String word);

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
    public Words accepted() {
      return Words.of("problem.part.whole", low, high);
    }

    @Override
    public Optional<String> nearest(String word) {
      return clamped(word, (double) low, (double) high)
          .map(value -> Long.toString(Math.round(value)));
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
    public Words accepted() {
      return Words.of("problem.part.decimal", low, high);
    }

    @Override
    public Optional<String> nearest(String word) {
      return clamped(word, low, high).map(value -> Double.toString(value));
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
    public Words accepted() {
      return Words.of("problem.part.flag");
    }

    @Override
    public Optional<String> nearest(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on", "1" -> Optional.of("true");
        case "false", "no", "off", "0" -> Optional.of("false");
        default -> Optional.empty();
      };
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
    public Words accepted() {
      return Words.of("problem.part.choice", String.join(", ", words()));
    }

    @Override
    public Optional<String> nearest(String word) {
      return DidYouMean.nearest(word, words());
    }
  }

  private static Optional<Double> clamped(String word, double low, double high) {
    try {
      double value = Double.parseDouble(word.replace("_", ""));
      return Double.isNaN(value) ? Optional.empty() : Optional.of(Math.clamp(value, low, high));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
