package org.modelwright.graph;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.modelwright.file.Words;

/// The names that a drawing may use. They become names in the compiled program and keys in files, so
/// they are kept to what every language reads alike.
final class Identifier {

  private static final int LONGEST = 64;
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private Identifier() {}

  static boolean matches(String word) {
    return word.length() <= LONGEST && FORM.matcher(word).matches();
  }

  /// What a name may be; ends a sentence such as "`2x` is no name; write ...".
  static Words rule() {
    return Words.of("problem.part.nameRule", LONGEST);
  }

  /// What is left of a word that is no name, as one.
  static String from(String word) {
    String letters = word.replaceAll("[^A-Za-z0-9_]", "");
    String name = letters.matches("[A-Za-z].*") ? letters : "n" + letters;
    return name.substring(0, Math.min(name.length(), LONGEST));
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
