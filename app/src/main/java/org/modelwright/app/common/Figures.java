package org.modelwright.app.common;

import java.text.NumberFormat;
import java.util.Locale;

/// Figures as pages write them: three digits and a decimal prefix (k = 1,000), in the window's
/// language.
public final class Figures {

  private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};

  private Figures() {}

  /// `1.23 M`; `0` for nothing.
  public static String brief(double value, Locale locale) {
    double scaled = value;
    int prefix = 0;
    // what would be rounded up to 1,000 has the next prefix already
    while (scaled >= 999.5 && prefix < PREFIXES.length - 1) {
      scaled /= 1_000;
      prefix++;
    }
    int decimals =
        prefix == 0 && scaled == Math.rint(scaled) || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(scaled) + (prefix == 0 ? "" : " " + PREFIXES[prefix]);
  }

  /// `1.23 MB`
  public static String bytes(double value, Locale locale) {
    String brief = brief(value, locale);
    return brief.indexOf(' ') < 0 ? brief + " B" : brief + "B";
  }

  /// `1,234,567`
  public static String exact(long value, Locale locale) {
    return NumberFormat.getIntegerInstance(locale).format(value);
  }

  /// `12.3 %`
  public static String percent(double share, Locale locale) {
    if (share > 0 && share < 0.0005) {
      return "< " + percent(0.001, locale);
    }
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    int decimals = share >= 0.9995 || share == 0 ? 0 : 1;
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(share * 100) + " %";
  }
}
