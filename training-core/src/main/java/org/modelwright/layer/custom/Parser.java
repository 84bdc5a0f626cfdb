package org.modelwright.layer.custom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.Words;
import org.modelwright.layer.LayerException;

/// Reads the language of custom layers by recursive descent:
///
/// ```
/// code       = { name { "," name } "=" expression } "return" expression
/// expression = sum [ ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum ]
/// sum        = product { ( "+" | "-" ) product }
/// product    = unary { ( "*" | "/" | "//" | "%" | "@" ) unary }
/// unary      = "-" unary | postfix [ "**" unary ]
/// postfix    = atom { "." name "(" arguments ")" | "[" index "]" }
/// atom       = number | text | "True" | "False" | "None" | name | "torch" "." name
///            | "(" expression { "," expression } ")" | "[" expression { "," expression } "]"
/// ```
final class Parser {

  static final int MOST_STATEMENTS = 200;
  static final int DEEPEST = 100;
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");
  private static final Set<String> SUMS = Set.of("+", "-");
  private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%", "@");

  private final List<Token> tokens;
  private int at;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// @throws LayerException where the code is not of the language, with line and column
  static Code code(String text) {
    return new Parser(Lexer.lines(text)).code();
  }

  /// A single expression, such as a dimension.
  static Expression expression(String text) {
    var parser = new Parser(Lexer.expression(text));
    Expression expression = parser.expression();
    parser.endLine();
    return expression;
  }

  private Code code() {
    List<Code.Assignment> assignments = new ArrayList<>();
    for (skipLines(); !isWord("return"); skipLines()) {
      Token begin = peek();
      if (begin.kind() == Token.Kind.END) {
        throw begin.fault("code.noReturn");
      }
      if (assignments.size() == MOST_STATEMENTS) {
        throw begin.fault("code.statements", MOST_STATEMENTS);
      }
      assignments.add(assignment());
    }
    at++;
    Expression result = expression();
    endLine();
    skipLines();
    if (peek().kind() != Token.Kind.END) {
      throw peek().fault("code.afterReturn");
    }
    return new Code(List.copyOf(assignments), result);
  }

  private Code.Assignment assignment() {
    List<Token> targets = new ArrayList<>();
    do {
      targets.add(name());
    } while (take(","));
    if (!take("=")) {
      throw peek().fault("code.noAssignment", peek().words());
    }
    Expression value = expression();
    endLine();
    return new Code.Assignment(List.copyOf(targets), value);
  }

  private Token name() {
    Token token = peek();
    if (token.kind() != Token.Kind.NAME) {
      throw token.fault("code.noTarget", token.words());
    }
    at++;
    if (peek().is(".") || peek().is("(") || peek().is("[")) {
      throw token.fault("code.noValueGiven");
    }
    return Names.require(token);
  }

  private Expression expression() {
    int before = depth;
    Expression left = sum();
    if (COMPARISONS.contains(symbol())) {
      Token sign = enter();
      left = new Expression.Operation(sign.text(), left, sum(), sign.place());
      if (COMPARISONS.contains(symbol())) {
        throw peek().fault("code.chained");
      }
    }
    depth = before;
    return left;
  }

  private Expression sum() {
    int before = depth;
    Expression left = product();
    while (SUMS.contains(symbol())) {
      Token sign = enter();
      left = new Expression.Operation(sign.text(), left, product(), sign.place());
    }
    depth = before;
    return left;
  }

  private Expression product() {
    int before = depth;
    Expression left = unary();
    while (PRODUCTS.contains(symbol())) {
      Token sign = enter();
      left = new Expression.Operation(sign.text(), left, unary(), sign.place());
    }
    depth = before;
    return left;
  }

  private Expression unary() {
    int before = depth;
    Expression result;
    if (peek().is("-")) {
      Token sign = enter();
      result = new Expression.Negative(unary(), sign.place());
    } else {
      result = postfix();
      if (peek().is("**")) {
        Token sign = enter();
        result = new Expression.Operation("**", result, unary(), sign.place());
      }
    }
    depth = before;
    return result;
  }

  private Expression postfix() {
    int before = depth;
    Expression result = atom();
    while (peek().is(".") || peek().is("[")) {
      Token sign = enter();
      result = sign.is("[") ? index(result, sign) : method(result);
    }
    depth = before;
    return result;
  }

  private Expression method(Expression receiver) {
    Token name = function(receiver instanceof Expression.Name n ? n.text() : "...");
    if (!peek().is("(")) {
      throw name.fault("code.attribute", name.text());
    }
    return call(name, receiver);
  }

  private Token function(String of) {
    Token name = peek();
    if (name.kind() != Token.Kind.NAME) {
      throw name.fault("code.noFunction", of, name.words());
    }
    at++;
    return name;
  }

  private Expression call(Token name, @Nullable Expression receiver) {
    expect("(");
    List<Expression> arguments = new ArrayList<>();
    if (receiver != null) {
      arguments.add(receiver);
    }
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!take(")")) {
      Token first = peek();
      if (first.kind() == Token.Kind.NAME && tokens.get(at + 1).is("=")) {
        at += 2;
        if (named.put(first.text(), expression()) != null) {
          throw first.fault("code.givenTwice", first.text());
        }
      } else if (named.isEmpty()) {
        arguments.add(expression());
      } else {
        throw first.fault("code.positional");
      }
      if (!take(",") && !peek().is(")")) {
        throw expected(Words.of("code.part.either", ",", ")"));
      }
    }
    return new Expression.Call(name.text(), List.copyOf(arguments), named, name.place());
  }

  private Expression index(Expression of, Token begin) {
    List<Expression.Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (take(","));
    expect("]");
    return new Expression.Index(of, List.copyOf(items), begin.place());
  }

  private Expression.Item item() {
    if (take("...")) {
      return new Expression.Item.At(null);
    }
    Expression first = peek().is(":") ? null : expression();
    if (first != null && !peek().is(":")) {
      return new Expression.Item.At(first);
    }
    expect(":");
    Expression last = peek().is(",") || peek().is("]") ? null : expression();
    return new Expression.Item.Range(first, last);
  }

  private Expression atom() {
    Token token = enter();
    return switch (token.kind()) {
      case INTEGER -> whole(token);
      case DECIMAL -> decimal(token);
      case TEXT -> new Expression.Text(token.text(), token.place());
      case NAME -> word(token);
      case SYMBOL, LINE_END, END -> {
        if (token.is("(") || token.is("[")) {
          yield listed(token);
        }
        throw expected(Words.of("code.part.expression"), token);
      }
    };
  }

  private Expression word(Token token) {
    return switch (token.text()) {
      case "True", "False" -> new Expression.Flag(token.text().equals("True"), token.place());
      case "None" -> new Expression.None(token.place());
      case "torch" -> torch(token);
      default -> {
        if (peek().is("(")) {
          throw token.fault("code.notCallable", token.text(), Functions.suggestion(token.text()));
        }
        yield new Expression.Name(Names.require(token).text(), token.place());
      }
    };
  }

  private Expression torch(Token token) {
    if (!take(".")) {
      throw token.fault("code.torchAlone");
    }
    Token name = function("torch");
    if (peek().is("(")) {
      return call(name, null);
    }
    if (name.text().equals("inf") || name.text().equals("pi")) {
      return new Expression.Constant(name.text(), name.place());
    }
    throw name.fault("code.notCalled", name.text());
  }

  private Expression listed(Token begin) {
    String end = begin.is("(") ? ")" : "]";
    List<Expression> items = new ArrayList<>();
    boolean comma = false;
    while (!take(end)) {
      items.add(expression());
      boolean more = take(",");
      comma |= more;
      if (!more && !peek().is(end)) {
        throw expected(Words.of("code.part.either", ",", end));
      }
    }
    return begin.is("(") && items.size() == 1 && !comma
        ? items.getFirst()
        : new Expression.Listed(List.copyOf(items), begin.place());
  }

  private static Expression whole(Token token) {
    try {
      return new Expression.Whole(Long.parseLong(token.text()), token.place());
    } catch (NumberFormatException e) {
      throw token.fault("code.wholeTooLarge", token.words());
    }
  }

  private static Expression decimal(Token token) {
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) {
      throw token.fault("code.decimalTooLarge", token.words());
    }
    return new Expression.Decimal(value, token.place());
  }

  private Token peek() {
    return tokens.get(at);
  }

  private String symbol() {
    return peek().kind() == Token.Kind.SYMBOL ? peek().text() : "";
  }

  private boolean isWord(String word) {
    return peek().kind() == Token.Kind.NAME && peek().text().equals(word);
  }

  private boolean take(String symbol) {
    boolean there = peek().is(symbol);
    at += there ? 1 : 0;
    return there;
  }

  /// Takes a token that leads one level deeper. A chain counts as nested, since its tree is.
  private Token enter() {
    Token token = peek();
    if (++depth > DEEPEST) {
      throw token.fault("code.tooDeep", DEEPEST);
    }
    at += token.kind() == Token.Kind.END ? 0 : 1;
    return token;
  }

  private void expect(String symbol) {
    if (!take(symbol)) {
      throw expected(Words.of("code.part.word", symbol));
    }
  }

  private void endLine() {
    if (peek().kind() != Token.Kind.LINE_END) {
      throw expected(Words.of("code.part.lineEnd"));
    }
    at++;
  }

  private void skipLines() {
    while (peek().kind() == Token.Kind.LINE_END) {
      at++;
    }
  }

  private LayerException expected(Words what) {
    return expected(what, peek());
  }

  private static LayerException expected(Words what, Token found) {
    return found.fault("code.expected", what, found.words());
  }
}
