package org.modelwright.layer.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a printed method word by word, without the parser and printer that made it: it must be calls of
/// functions of the list, names and numbers. A value may be called `save`; a function may not.
final class PrintedWords {

  private static final Pattern HEAD =
      Pattern.compile(
          "  def _Mine\\(self: __torch__\\.Model(, \\w+: (Tensor|int|float))+\\) -> Tensor:");

  private static final Pattern WORD =
      Pattern.compile(
          "torch\\.(?<function>\\w+)\\(|ops\\.prim\\.max\\(|float\\(|\"[A-Za-z0-9,.> -]{1,100}\""
              + "|-?\\d+(\\.\\d*)?(e-?\\d+)?(?![\\w.])|(?<name>[A-Za-z_]\\w*)(?![\\w.(])|[()\\[\\], =-]");

  private static final Set<String> OPERATORS =
      Set.of(
          "add sub mul div floordiv divmod remainder pow matmul lt le gt ge eq ne neg select slice size"
              .split(" "));

  /// The keywords of Python.
  private static final Set<String> NO_NAMES =
      Set.of(
          ("and as assert async await break class continue def del elif else except finally for from"
                  + " global if import in is lambda nonlocal not or pass raise try while with yield"
                  + " self torch ops")
              .split(" "));

  private PrintedWords() {}

  static void requireAllowed(String method) {
    List<String> lines = method.lines().toList();
    assertThat(lines.getFirst()).matches(HEAD);
    for (String line : lines.subList(1, lines.size())) {
      assertThat(line).startsWith("    ");
      String left = line.strip().replaceFirst("^return ", "");
      Matcher word = WORD.matcher(left);
      int at = 0;
      while (at < left.length()) {
        assertThat(word.region(at, left.length()).lookingAt()).as("%s at %d", left, at).isTrue();
        String function = word.group("function");
        assertThat(
                function == null
                    || OPERATORS.contains(function)
                    || Functions.all().containsKey(function))
            .as(left)
            .isTrue();
        String name = word.group("name");
        assertThat(name == null || !NO_NAMES.contains(name)).as(left).isTrue();
        at = word.end();
      }
    }
  }
}
