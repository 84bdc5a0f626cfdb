package org.modelwright.graph;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The names that a drawing may use. They become names in the compiled program and keys in files, so
/// they are kept to what every language reads alike.
final class Identifier {

  /// Ends a sentence such as "`2x` is no name: it must be ...".
  static final String RULE = "at most 64 letters, digits and `_`, beginning with a letter";

  private static final int LONGEST = 64;
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private Identifier() {}

  static boolean matches(String word) {
    return word.length() <= LONGEST && FORM.matcher(word).matches();
  }

  /// The wanted name, with a number behind it where it is taken.
  static String fresh(String wanted, Predicate<String> taken) {
    String base = wanted.length() > LONGEST - 8 ? wanted.substring(0, LONGEST - 8) : wanted;
    String name = wanted.length() > LONGEST ? base : wanted;
    for (int n = 2; taken.test(name); n++) {
      name = base + "_" + n;
    }
    return name;
  }
}
