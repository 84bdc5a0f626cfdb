package org.modelwright.app.curves;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Round values along an axis, with their words.
final class Ticks {

  /// @param at in the axis's coordinates
  record Tick(double at, String words) {}

  private static final double[] SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400
  };
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Ticks() {}

  /// @param from in the axis's coordinates, below `to`
  /// @param most how many there is room for, at least 2
  static List<Tick> of(
      Unit unit, Scaling scaling, double from, double to, int most, Locale locale) {
    if (scaling == Scaling.LINEAR) {
      return linear(unit, from, to, most, locale);
    }
    if (to - from < 1) {
      return linear(unit, scaling.toValue(from), scaling.toValue(to), most, locale).stream()
          .map(t -> new Tick(scaling.toAxis(t.at()), t.words()))
          .filter(t -> t.at() >= from && t.at() <= to)
          .toList();
    }
    return decades(unit, from, to, most, locale);
  }

  private static List<Tick> decades(Unit unit, double from, double to, int most, Locale locale) {
    var ticks = new ArrayList<Tick>();
    double[] parts = (to - from) * 3 <= most ? new double[] {1, 2, 5} : new double[] {1};
    int stride = (int) Math.max(1, Math.ceil((to - from) / most));
    for (long decade = (long) Math.floor(from); decade <= to; decade++) {
      if (Math.floorMod(decade, stride) != 0) {
        continue;
      }
      for (double part : parts) {
        double value = part * Math.pow(10, decade);
        double at = Math.log10(value);
        if (at >= from && at <= to) {
          ticks.add(new Tick(at, words(unit, value, value, value, locale)));
        }
      }
    }
    return ticks;
  }

  private static List<Tick> linear(Unit unit, double from, double to, int most, Locale locale) {
    double step = step(unit, from, to, most);
    double shift = unit == Unit.CLOCK ? zone(from).getOffset().getTotalSeconds() : 0;
    var ticks = new ArrayList<Tick>();
    double largest = Math.max(Math.abs(from), Math.abs(to));
    double first = Math.ceil((from + shift) / step - 1e-9);
    for (int i = 0; i <= 2 * most; i++) {
      double value = (first + i) * step - shift;
      if (value > to + 1e-9 * step) {
        break;
      }
      ticks.add(new Tick(value, words(unit, value, step, largest, locale)));
    }
    return ticks;
  }

  private static double step(Unit unit, double from, double to, int most) {
    double least = (to - from) / most;
    return switch (unit) {
      case NUMBER, SHARE -> nice(least);
      case COUNT -> Math.max(1, nice(least));
      case BYTES -> {
        double size = Math.pow(1024, Unit.bytePower(Math.max(Math.abs(from), Math.abs(to))));
        yield nice(least / size) * size;
      }
      case SECONDS, CLOCK -> {
        for (double seconds : SECONDS) {
          if (seconds >= least) {
            yield least < 0.5 ? nice(least) : seconds;
          }
        }
        yield 86400 * Math.max(1, nice(least / 86400));
      }
    };
  }

  /// The least of 1, 2, 5, 10, ... times a power of ten that is not below a number above 0.
  static double nice(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double part = least / power;
    return power * (part <= 1 + 1e-9 ? 1 : part <= 2 + 1e-9 ? 2 : part <= 5 + 1e-9 ? 5 : 10);
  }

  private static String words(Unit unit, double value, double step, double largest, Locale locale) {
    return switch (unit) {
      case NUMBER -> number(value, step, largest, locale);
      case COUNT -> count(value, step, locale);
      case SHARE -> number(100 * value, 100 * step, 100 * largest, locale) + " %";
      case BYTES -> {
        int power = Unit.bytePower(largest);
        double size = Math.pow(1024, power);
        yield number(value / size, step / size, largest / size, locale)
            + " "
            + Unit.byteName(power);
      }
      case SECONDS -> step < 1 ? number(value, step, largest, locale) : Unit.duration(value);
      case CLOCK -> {
        ZonedDateTime at = zone(value);
        yield step >= 86400 ? DAY.format(at) : (step >= 60 ? MINUTE : SECOND).format(at);
      }
    };
  }

  private static ZonedDateTime zone(double seconds) {
    return Instant.ofEpochSecond(Math.round(seconds)).atZone(ZoneId.systemDefault());
  }

  /// `20k`, `1.5M`, where the step leaves no digit out.
  private static String count(double value, double step, Locale locale) {
    double size = Math.abs(value);
    if (size >= 1e9) {
      return number(value / 1e9, step / 1e9, 0, locale) + "G";
    }
    if (size >= 1e6) {
      return number(value / 1e6, step / 1e6, 0, locale) + "M";
    }
    return size >= 1e4
        ? number(value / 1e3, step / 1e3, 0, locale) + "k"
        : number(value, step, 0, locale);
  }

  private static String number(double value, double step, double largest, Locale locale) {
    if (value == 0 || Math.abs(value) < 1e-9 * step) {
      return "0";
    }
    if (largest >= 1e6 || step < 1e-4) {
      double digits = Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(step) + 1e-9);
      String words = String.format(locale, "%." + (int) Math.clamp(digits, 0, 6) + "e", value);
      return words.replaceFirst("e([+-])0*(\\d)", "e$1$2").replace("e+", "e");
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(locale, "%." + decimals + "f", value);
  }
}
