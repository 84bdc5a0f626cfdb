package org.modelwright.app;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of the window in one language.
final class Texts {

  private final ResourceBundle bundle;
  private final Locale locale;

  /// English where there is no translation, whatever the system's own language is.
  Texts(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            "org.modelwright.assets.i18n.workbench",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /// @param arguments fill `{0}`, `{1}`, ... of the pattern
  String get(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }
}
