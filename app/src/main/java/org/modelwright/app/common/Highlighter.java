package org.modelwright.app.common;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/// Finds in a TorchScript text what is to be set apart. The names of the groups are the style classes.
public final class Highlighter {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>#[^\\n]*)"
              + "|(?<string>\"[^\"\\n]*\"|'[^'\\n]*')"
              + "|(?<name>(?<=\\bdef )\\w+|(?<=\\bclass )\\w+)"
              + "|(?<number>\\b\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?)"
              + "|(?<keyword>\\b(?:def|class|return|if|elif|else|for|while|in|is|not|and|or|pass"
              + "|with|import)\\b)"
              + "|(?<constant>\\b(?:True|False|None|self|inf|pi)\\b)"
              + "|(?<type>\\b(?:Tensor|Module|int|float|bool|str|List|Tuple|Dict|Optional)\\b)"
              + "|(?<call>\\b(?:torch|ops)(?:\\.\\w+)+|\\b[A-Za-z_]\\w*(?=\\())");

  private static final List<String> STYLES =
      List.of("comment", "string", "name", "number", "keyword", "constant", "type", "call");

  private Highlighter() {}

  /// The style classes of the whole text.
  public static StyleSpans<Collection<String>> styles(String text) {
    var spans = new StyleSpansBuilder<Collection<String>>();
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.find()) {
      spans.add(List.of(), token.start() - end);
      spans.add(
          STYLES.stream().filter(s -> token.group(s) != null).limit(1).toList(),
          token.end() - token.start());
      end = token.end();
    }
    spans.add(List.of(), text.length() - end);
    return spans.create();
  }
}
