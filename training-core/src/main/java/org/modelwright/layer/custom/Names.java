package org.modelwright.layer.custom;

import java.util.Optional;
import java.util.Set;
import org.modelwright.file.Words;
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
      throw token.fault("code.statement", word);
    }
    Optional<Words> why = why(word);
    if (why.isPresent()) {
      throw token.fault("code.noName", word, why.get());
    }
    return token;
  }

  /// The same for a name that stands outside the code.
  static void require(String word, Words what) {
    Optional<Words> why =
        STATEMENTS.contains(word) ? Optional.of(Words.of("code.part.reserved")) : why(word);
    if (why.isPresent()) {
      throw LayerException.of("code.namedSo", what, word, why.get());
    }
  }

  private static Optional<Words> why(String word) {
    if (TAKEN.contains(word)) {
      return Optional.of(Words.of("code.part.reserved"));
    }
    if (!word.matches("[A-Za-z][A-Za-z0-9_]*") && !word.equals("_") || word.length() > LONGEST) {
      return Optional.of(Words.of("code.part.nameRule", LONGEST));
    }
    return Optional.empty();
  }
}
