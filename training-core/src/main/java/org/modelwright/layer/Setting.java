package org.modelwright.layer;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A setting of a layer kind.
///
/// @param name its key in files
/// @param ifAbsent its default, or null where the default depends on the inputs
/// @param defaultWords the default in words: `4 x width`
/// @param type what is accepted
public record Setting<T>(
    String name, @Nullable T ifAbsent, String defaultWords, SettingType<T> type) {

  public static Setting<Long> integer(
      String name, @Nullable Long ifAbsent, String words, long low, long high) {
    return new Setting<>(name, ifAbsent, words, new SettingType.Whole(low, high));
  }

  /// @param low included
  /// @param high included
  public static Setting<Double> number(String name, double ifAbsent, double low, double high) {
    return new Setting<>(
        name, ifAbsent, Double.toString(ifAbsent), new SettingType.Decimal(low, high));
  }

  public static Setting<Boolean> flag(String name, boolean ifAbsent) {
    return new Setting<>(name, ifAbsent, Boolean.toString(ifAbsent), new SettingType.Flag());
  }

  public static <E extends Enum<E>> Setting<E> choice(String name, E ifAbsent) {
    return new Setting<>(
        name,
        ifAbsent,
        SettingType.Choice.word(ifAbsent),
        new SettingType.Choice<>(ifAbsent.getDeclaringClass()));
  }

  /// What is accepted, in words, with unit and range: `a whole number from 1 to 1024`.
  public String wanted() {
    return type.wanted();
  }

  /// The value of a word, or empty where the word is not accepted.
  public Function<String, Optional<T>> parser() {
    return type::parse;
  }
}
