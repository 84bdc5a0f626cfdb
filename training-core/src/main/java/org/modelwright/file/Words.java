package org.modelwright.file;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// A sentence, or a part of one, that can be said in every language of the window. A key's first part
/// names the bundle of `assets` that holds the pattern: `edit.move` stands in `i18n/edit.properties`.
/// Nothing is looked up before it is said.
///
/// @param key of the pattern
/// @param arguments fill `{0}`, `{1}`, ...: text that is the same in every language, or `Words`
public record Words(String key, List<Object> arguments) {

  private static final String FOLDER = "org.modelwright.assets.i18n.";

  public Words {
    arguments = List.copyOf(arguments);
  }

  /// @param arguments `Words`, or values that every language writes alike
  public static Words of(String key, Object... arguments) {
    List<Object> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(argument instanceof Words ? argument : String.valueOf(argument));
    }
    return new Words(key, words);
  }

  /// Text that has no translation.
  public static Words plain(String text) {
    return of("problem.part.plain", text);
  }

  /// What logs and the command line print.
  public String english() {
    return in(Locale.ENGLISH);
  }

  /// In this language, or in English where there is no translation.
  public String in(Locale locale) {
    Object[] said = arguments.stream().map(a -> a instanceof Words w ? w.in(locale) : a).toArray();
    ResourceBundle patterns =
        ResourceBundle.getBundle(
            FOLDER + key.substring(0, key.indexOf('.')),
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(patterns.getString(key), locale).format(said);
  }
}
