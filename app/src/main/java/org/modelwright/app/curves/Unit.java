package org.modelwright.app.curves;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What a quantity is measured in, and how a value is written.
public enum Unit {
  NUMBER,
  /// whole things: steps, tokens
  COUNT,
  /// a duration
  SECONDS,
  /// seconds since 1970, shown in this machine's time zone
  CLOCK,
  BYTES,
  /// 0 to 1, shown in percent
  SHARE;

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

  /// For a readout: exact enough to compare, short enough to read.
  public String words(double value, Locale locale) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return switch (this) {
      case NUMBER -> number(value, locale);
      case COUNT -> String.format(locale, "%,.0f", value);
      case SECONDS -> duration(value);
      case CLOCK ->
          MOMENT.format(Instant.ofEpochSecond((long) value).atZone(ZoneId.systemDefault()));
      case BYTES -> bytes(value, locale);
      case SHARE -> String.format(locale, "%.2f %%", 100 * value);
    };
  }

  /// Five digits that count; a power of ten where the number is very small or large.
  static String number(double value, Locale locale) {
    double size = Math.abs(value);
    if (value != 0 && (size < 1e-3 || size >= 1e6)) {
      return String.format(locale, "%.3e", value);
    }
    int whole = size < 1 ? 1 : (int) Math.log10(size) + 1;
    return String.format(locale, "%." + Math.max(0, 5 - whole) + "f", value);
  }

  /// `0:42`, `1:02:03`, `2 d 03:00:00`.
  public static String duration(double seconds) {
    long all = Math.max(0, Math.round(seconds));
    long days = all / 86400;
    String minutes = String.format(Locale.ROOT, "%02d:%02d", all / 60 % 60, all % 60);
    if (days > 0) {
      return String.format(Locale.ROOT, "%d d %02d:%s", days, all / 3600 % 24, minutes);
    }
    return all >= 3600
        ? all / 3600 + ":" + minutes
        : String.format(Locale.ROOT, "%d:%02d", all / 60, all % 60);
  }

  private static String bytes(double value, Locale locale) {
    int power = bytePower(value);
    double amount = value / Math.pow(1024, power);
    int digits = power == 0 || Math.abs(amount) >= 100 ? 0 : Math.abs(amount) >= 10 ? 1 : 2;
    return String.format(locale, "%." + digits + "f %s", amount, byteName(power));
  }

  /// 0 for bytes, 1 for KiB, and so on.
  static int bytePower(double value) {
    int power = 0;
    for (double rest = Math.abs(value); rest >= 1024 && power < 4; rest /= 1024) {
      power++;
    }
    return power;
  }

  static String byteName(int power) {
    return new String[] {"B", "KiB", "MiB", "GiB", "TiB"}[power];
  }
}
