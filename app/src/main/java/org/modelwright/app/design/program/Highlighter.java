package org.modelwright.app.design.program;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/// Finds in a TorchScript text what is to be set apart: words of the language, types, numbers, texts,
/// operators of libtorch, and where functions are defined.
final class Highlighter {

  private static final Set<String> KEYWORDS =
      Set.of(
          ("class def return for in if else elif while pass and or not is None True False self"
                  + " range annotate unchecked_cast")
              .split(" "));

  private static final Set<String> TYPES =
      Set.of("Tensor", "List", "Optional", "Tuple", "Module", "int", "float", "bool", "str");

  /// A text, a word that libtorch or the class is asked for, a word, a number.
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>\"[^\"\\n]*\")"
              + "|(?<call>\\b(?:torch|ops)(?:\\.\\w+)+|(?<=\\bself\\.)\\w+(?=\\())"
              + "|(?<name>(?<=\\bdef )\\w+|(?<=\\bclass )\\w+)"
              + "|(?<word>\\b[A-Za-z_]\\w*)"
              + "|(?<number>\\b\\d+(?:\\.\\d*)?(?:e[+-]?\\d+)?)");

  private Highlighter() {}

  /// The style classes of the whole text: `keyword`, `type`, `number`, `string`, `call`, `name`.
  static StyleSpans<Collection<String>> styles(String text) {
    var spans = new StyleSpansBuilder<Collection<String>>();
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.find()) {
      List<String> style = style(token);
      if (!style.isEmpty()) {
        spans.add(List.of(), token.start() - end);
        spans.add(style, token.end() - token.start());
        end = token.end();
      }
    }
    spans.add(List.of(), text.length() - end);
    return spans.create();
  }

  private static List<String> style(Matcher token) {
    if (token.group("text") != null) {
      return List.of("string");
    }
    if (token.group("call") != null) {
      return List.of("call");
    }
    if (token.group("name") != null) {
      return List.of("name");
    }
    if (token.group("number") != null) {
      return List.of("number");
    }
    String word = token.group("word");
    return KEYWORDS.contains(word)
        ? List.of("keyword")
        : TYPES.contains(word) ? List.of("type") : List.of();
  }
}
