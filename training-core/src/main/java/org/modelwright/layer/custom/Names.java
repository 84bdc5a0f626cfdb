package org.modelwright.layer.custom;

import java.util.Set;
import org.modelwright.layer.LayerException;

/// The names that code may use for its values. A layer is printed as a method of its own, so that it
/// can clash with nothing but the words of the language.
final class Names {

  private static final int LONGEST = 64;

  private static final Set<String> STATEMENTS =
      Set.of(
          ("and as assert async await break class continue def del elif else except finally for"
                  + " from global if import in is lambda nonlocal not or pass raise return try while"
                  + " with yield")
              .split(" "));

  private static final Set<String> TAKEN =
      Set.of(
          ("None True False self torch ops int float bool str len list print annotate"
                  + " unchecked_cast uninitialized range inf nan math getattr CONSTANTS Tensor List"
                  + " Optional Tuple Dict")
              .split(" "));

  private Names() {}

  /// @throws LayerException where the token is no name for a value
  static Token require(Token token) {
    String word = token.text();
    if (STATEMENTS.contains(word)) {
      throw token.fault(
          "`" + word + "` is not part of the language of custom layers",
          "Write lines of `name = expression`, and one `return` at the end.");
    }
    String why = why(word);
    if (!why.isEmpty()) {
      throw token.fault("`" + word + "` cannot be a name: " + why, "Use another name.");
    }
    return token;
  }

  /// The same for a name that stands outside the code.
  static void require(String word, String what) {
    String why =
        STATEMENTS.contains(word) ? "it means something in the language already" : why(word);
    if (!why.isEmpty()) {
      throw new LayerException(
          what + " `" + word + "` cannot be named so: " + why, "Use another name.");
    }
  }

  private static String why(String word) {
    if (TAKEN.contains(word)) {
      return "it means something in the language already";
    }
    if (!word.matches("[A-Za-z][A-Za-z0-9_]*") && !word.equals("_") || word.length() > LONGEST) {
      return "names are at most 64 letters, digits and `_`, beginning with a letter";
    }
    return "";
  }
}
