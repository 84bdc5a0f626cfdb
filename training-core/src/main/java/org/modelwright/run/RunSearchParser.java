package org.modelwright.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.graph.DidYouMean;

/// Reads the text of a [RunSearch] by recursive descent and writes SQL on the way.
final class RunSearchParser {

  private static final int LONGEST = 2000;
  private static final int DEEPEST = 50;
  private static final Set<String> OPERATORS = Set.of("=", "!=", "<", "<=", ">", ">=", "~");

  /// @param at where it begins, from 1
  /// @param quoted whether it stood in quotation marks, and so is nothing but a value
  private record Token(String text, int at, boolean quoted) {
    boolean is(String word) {
      return !quoted && text.equalsIgnoreCase(word);
    }

    boolean isOperator() {
      return !quoted && OPERATORS.contains(text);
    }
  }

  private final String text;
  private final Map<String, String> settings;
  private final List<Object> parameters;
  private final List<Token> tokens = new ArrayList<>();
  private int next;
  private int depth;

  /// @param settings the known names as they are written, found without regard to case
  /// @param parameters filled in the order of the condition's `?`
  RunSearchParser(String text, Map<String, String> settings, List<Object> parameters) {
    this.text = text;
    this.settings = settings;
    this.parameters = parameters;
  }

  String parse() {
    if (text.length() > LONGEST) {
      throw new InputException(
          "The search has " + text.length() + " characters; use at most " + LONGEST + ".");
    }
    split();
    String condition = either();
    Token left = peek();
    if (left != null) {
      throw wrong(left.at(), "`" + left.text() + "` closes nothing; remove it");
    }
    return condition;
  }

  private String either() {
    var alternatives = new ArrayList<String>();
    alternatives.add(all());
    while (take("or")) {
      alternatives.add(all());
    }
    return "(" + String.join(" OR ", alternatives) + ")";
  }

  private String all() {
    var conditions = new ArrayList<String>();
    conditions.add(term());
    while (true) {
      Token token = peek();
      if (take("and")) {
        conditions.add(term());
      } else if (token == null || token.is("or") || token.is(")")) {
        return "(" + String.join(" AND ", conditions) + ")";
      } else {
        conditions.add(term());
      }
    }
  }

  private String term() {
    Token token = peek();
    if (token == null) {
      throw wrong(text.length() + 1, "something is missing at the end; add a word or a comparison");
    }
    if (take("(")) {
      if (++depth > DEEPEST) {
        throw wrong(token.at(), "parentheses are nested too deeply; use fewer");
      }
      String inside = either();
      depth--;
      if (!take(")")) {
        throw wrong(token.at(), "this parenthesis is never closed; add `)`");
      }
      return inside;
    }
    if (token.isOperator()) {
      throw wrong(token.at(), "`" + token.text() + "` compares nothing; put a name before it");
    }
    if (token.is(")") || token.is("and") || token.is("or")) {
      throw wrong(
          token.at(),
          "something is missing before `" + token.text() + "`; add a word or a comparison");
    }
    next++;
    Token operator = peek();
    if (operator == null || !operator.isOperator()) {
      parameters.add(RunSearch.folded(token.text()));
      return "LOCATE(?, LOWER(r.run)) > 0";
    }
    next++;
    return comparison(token, operator.text(), value(operator));
  }

  private Token value(Token operator) {
    Token value = peek();
    if (value == null || value.isOperator() || value.is("(") || value.is(")")) {
      throw wrong(
          operator.at(), "`" + operator.text() + "` compares with nothing; put a value after it");
    }
    next++;
    return value;
  }

  private String comparison(Token name, String operator, Token value) {
    if (operator.equals("!=")) {
      return "NOT " + comparison(name, "=", value);
    }
    RunSearch.Field field = RunSearch.field(name.text());
    if (field == null) {
      return ofSetting(name, operator, value);
    }
    if (field.column().isEmpty()) {
      return "EXISTS (SELECT 1 FROM tag t WHERE t.id = r.id AND "
          + words("t.tag", operator, value)
          + ")";
    }
    if (!field.isNumber()) {
      return "(" + words(field.column(), operator, value) + " IS TRUE)";
    }
    if (operator.equals("~")) {
      throw wrong(value.at(), "`" + field.name() + "` is a number and contains no words; use `=`");
    }
    double number =
        number(value.text())
            .orElseThrow(() ->
                wrong(
                    value.at(),
                    "`" + field.name() + "` is a number, `" + value.text() + "` is none"));
    return "(" + numbers(field.column(), operator, number) + " IS TRUE)";
  }

  private String ofSetting(Token name, String operator, Token value) {
    String known = settings.get(name.text());
    if (known == null) {
      var names = new ArrayList<>(RunSearch.fields());
      names.addAll(settings.keySet());
      throw wrong(
          name.at(),
          "no run has `"
              + name.text()
              + "`"
              + DidYouMean.clause(name.text(), names)
              + "; use a setting such as training.learningRate, or one of "
              + String.join(", ", RunSearch.fields()));
    }
    parameters.add(known);
    OptionalDouble number = value.quoted() ? OptionalDouble.empty() : number(value.text());
    String compared =
        number.isPresent() && !operator.equals("~")
            ? numbers("s.number", operator, number.getAsDouble())
            : words("s.text", operator, value);
    return "EXISTS (SELECT 1 FROM setting s WHERE s.id = r.id AND s.name = ? AND " + compared + ")";
  }

  private String words(String column, String operator, Token value) {
    parameters.add(RunSearch.folded(value.text()));
    return operator.equals("~")
        ? "LOCATE(?, LOWER(" + column + ")) > 0"
        : "LOWER(" + column + ") " + operator + " ?";
  }

  private String numbers(String column, String operator, double number) {
    parameters.add(number);
    return column + " " + operator + " ?";
  }

  private static OptionalDouble number(String word) {
    // Java would also take `1f` and hexadecimal numbers
    return word.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|NaN")
        ? OptionalDouble.of(Double.parseDouble(word))
        : OptionalDouble.empty();
  }

  private @Nullable Token peek() {
    return next < tokens.size() ? tokens.get(next) : null;
  }

  private boolean take(String word) {
    Token token = peek();
    if (token != null && token.is(word)) {
      next++;
      return true;
    }
    return false;
  }

  private void split() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int begin = at;
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      if (c == '"') {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
          throw wrong(begin + 1, "this quotation mark is never closed; add `\"`");
        }
        at = end + 1;
        tokens.add(new Token(text.substring(begin + 1, end), begin + 1, true));
        continue;
      }
      if (c == '(' || c == ')') {
        at++;
      } else if (isOperatorBegin(c)) {
        at++;
        if (at < text.length() && text.charAt(at) == '=' && c != '~' && c != '=') {
          at++;
        }
        if (text.substring(begin, at).equals("!")) {
          throw wrong(begin + 1, "`!` alone means nothing; use `!=`");
        }
      } else {
        while (at < text.length() && isOfWord(text.charAt(at))) {
          at++;
        }
      }
      tokens.add(new Token(text.substring(begin, at), begin + 1, false));
    }
  }

  private static boolean isOperatorBegin(char c) {
    return "=!<>~".indexOf(c) >= 0;
  }

  private static boolean isOfWord(char c) {
    return !Character.isWhitespace(c) && !isOperatorBegin(c) && "()\"".indexOf(c) < 0;
  }

  private static InputException wrong(int at, String why) {
    return new InputException(
        String.format(
            Locale.ROOT, "The search cannot be understood at character %d: %s.", at, why));
  }
}
