package org.modelwright.launch;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.modelwright.file.InputException;

/// What a sweep tries for one setting: some words, `8,16,32`, or what lies between two numbers,
/// `1e-4..1e-2`, evenly or, with `:log`, evenly in the logarithm. Between two numbers without point and
/// exponent there are only whole ones. `:N` at the end makes N values of it, ends included. Numbers are
/// rounded to four digits.
public sealed interface SweepRange {

  MathContext FOUR_DIGITS = new MathContext(4);
  Pattern INTERVAL =
      Pattern.compile("([^.,:]+(?:\\.[^.,:]+)?)\\.\\.([^,:]+)(:log)?(?::(\\d{1,9}))?");
  Pattern WHOLE = Pattern.compile("[-+]?\\d{1,15}");

  /// As it is written.
  String text();

  /// A value at random.
  String draw(RandomGenerator random);

  /// All values, for a grid.
  ///
  /// @throws InputException where they cannot be counted
  List<String> values();

  /// Whether its values spread over orders of magnitude, so that they belong on a logarithmic axis.
  boolean isLogarithmic();

  /// One of some words, each as likely.
  record Choice(String text, List<String> values, boolean isLogarithmic) implements SweepRange {
    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public String draw(RandomGenerator random) {
      return values.get(random.nextInt(values.size()));
    }
  }

  /// Anything between two numbers.
  ///
  /// @param whole whether only whole numbers, ends included
  record Interval(String text, double low, double high, boolean isLogarithmic, boolean whole)
      implements SweepRange {

    @Override
    public String draw(RandomGenerator random) {
      double share = random.nextDouble();
      // a whole number stands for all that rounds down to it
      double end = whole ? high + 1 : high;
      double value = between(low, end, share, isLogarithmic);
      return whole
          ? Long.toString((long) Math.clamp(Math.floor(value), low, high))
          : number(Math.clamp(rounded(value), low, high));
    }

    @Override
    public List<String> values() {
      throw new InputException(
          "A grid cannot try all of `%s`; say how many values, as in `%s:5`, or sweep at random."
              .formatted(text, text));
    }
  }

  /// @param key of the setting, for messages
  /// @throws InputException where it cannot be read
  static SweepRange parse(String key, String text) {
    Matcher interval = INTERVAL.matcher(text);
    if (!interval.matches()) {
      if (text.contains("..") || text.contains(":")) {
        throw wrong(key, text);
      }
      List<String> words = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
      if (words.stream().anyMatch(String::isEmpty)) {
        throw new InputException(
            "`%s=%s` leaves a value empty; write the values with commas between them, as in 8,16."
                .formatted(key, text));
      }
      return new Choice(text, List.copyOf(new LinkedHashSet<>(words)), false);
    }
    boolean log = interval.group(3) != null;
    boolean whole =
        WHOLE.matcher(interval.group(1)).matches() && WHOLE.matcher(interval.group(2)).matches();
    double low = end(key, text, interval.group(1));
    double high = end(key, text, interval.group(2));
    if (!(low < high) || log && low <= 0) {
      throw new InputException(
          "`%s=%s` must rise%s; write the lower number first."
              .formatted(key, text, log ? " from above 0" : ""));
    }
    if (interval.group(4) == null) {
      return new Interval(text, low, high, log, whole);
    }
    int count = Integer.parseInt(interval.group(4));
    if (count < 2 || count > Sweep.MOST_RUNS) {
      throw new InputException(
          "`%s=%s` asks for %d values; ask for 2 to %d."
              .formatted(key, text, count, Sweep.MOST_RUNS));
    }
    return new Choice(
        text,
        IntStream.range(0, count)
            .mapToDouble(i -> between(low, high, i / (count - 1.0), log))
            .mapToObj(v -> whole ? Long.toString(Math.round(v)) : number(rounded(v)))
            .distinct()
            .toList(),
        log);
  }

  private static double end(String key, String text, String word) {
    try {
      double value = Double.parseDouble(word);
      if (Double.isFinite(value) && word.matches("[-+.0-9eE]+")) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the same complaint
    }
    throw wrong(key, text);
  }

  private static InputException wrong(String key, String text) {
    return new InputException(
        "`%s=%s` is neither values with commas between them, 8,16, nor a range, such as 0.1..0.5, 1e-4..1e-2:log or 1e-4..1e-2:log:5."
            .formatted(key, text));
  }

  private static double between(double low, double high, double share, boolean log) {
    return log ? low * Math.pow(high / low, share) : low + (high - low) * share;
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(FOUR_DIGITS).doubleValue();
  }

  private static String number(double value) {
    return Math.abs(value) >= 1e-6
        ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
