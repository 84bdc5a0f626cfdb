package org.modelwright.layer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A setting of a layer kind.
///
/// @param name its key in files
/// @param ifAbsent its default, or null where the default depends on the inputs
/// @param defaultWords the default in words: `4 x width`
/// @param wanted what is accepted, in words, with unit and range: `a whole number from 1 to 1024`
/// @param parser the value of a word, or empty where the word is not accepted
public record Setting<T>(
    String name,
    @Nullable T ifAbsent,
    String defaultWords,
    String wanted,
    Function<String, Optional<T>> parser) {

  public static Setting<Long> integer(
      String name, @Nullable Long ifAbsent, String words, long low, long high) {
    return new Setting<>(
        name,
        ifAbsent,
        words,
        "a whole number from " + low + " to " + high,
        word -> {
          try {
            long value = Long.parseLong(word.replace("_", ""));
            return value >= low && value <= high ? Optional.of(value) : Optional.empty();
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        });
  }

  /// @param low included
  /// @param high included
  public static Setting<Double> number(String name, double ifAbsent, double low, double high) {
    return new Setting<>(
        name,
        ifAbsent,
        Double.toString(ifAbsent),
        "a number from " + low + " to " + high,
        word -> {
          try {
            double value = Double.parseDouble(word);
            return value >= low && value <= high ? Optional.of(value) : Optional.empty();
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        });
  }

  public static Setting<Boolean> flag(String name, boolean ifAbsent) {
    return new Setting<>(
        name,
        ifAbsent,
        Boolean.toString(ifAbsent),
        "true or false",
        word ->
            switch (word) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  public static <E extends Enum<E>> Setting<E> choice(String name, E ifAbsent) {
    E[] constants = ifAbsent.getDeclaringClass().getEnumConstants();
    return new Setting<>(
        name,
        ifAbsent,
        word(ifAbsent),
        "one of " + String.join(", ", Arrays.stream(constants).map(Setting::word).toList()),
        word -> Arrays.stream(constants).filter(c -> word(c).equals(word)).findFirst());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
