package org.modelwright.app.common;

import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// The words of the window, in a language that can be changed while it is open. A key's first part
/// names its bundle: `design.zoom.in` stands in `design.properties`. Belongs to the FX thread.
public final class Texts {

  /// What the window can be read in; the first stands in for all others.
  public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  private static final String FOLDER = "org.modelwright.assets.i18n.";

  private final ObjectProperty<Locale> locale = new SimpleObjectProperty<>(this, "locale");
  private final Map<String, ResourceBundle> bundles = new HashMap<>();

  public Texts(Locale first) {
    locale.set(first);
    locale.addListener(_ -> bundles.clear());
  }

  public ObjectProperty<Locale> localeProperty() {
    return locale;
  }

  public Locale locale() {
    return locale.get();
  }

  /// @param arguments fill `{0}`, `{1}`, ... of the pattern
  /// @throws java.util.MissingResourceException where no bundle has the key
  public String get(String key, Object... arguments) {
    return new MessageFormat(bundle(key).getString(key), locale()).format(arguments);
  }

  public boolean has(String key) {
    return bundle(key).containsKey(key);
  }

  /// The same, and anew when the language changes. Whoever shows it must hold it, as a bound property
  /// does.
  public StringBinding text(String key, Object... arguments) {
    return Bindings.createStringBinding(() -> get(key, arguments), locale);
  }

  private ResourceBundle bundle(String key) {
    int dot = key.indexOf('.');
    // English where there is no translation, whatever the system's own language is
    return bundles.computeIfAbsent(
        dot < 0 ? key : key.substring(0, dot),
        name ->
            ResourceBundle.getBundle(
                FOLDER + name,
                locale(),
                ResourceBundle.Control.getNoFallbackControl(
                    ResourceBundle.Control.FORMAT_PROPERTIES)));
  }
}
