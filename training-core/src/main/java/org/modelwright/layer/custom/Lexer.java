package org.modelwright.layer.custom;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelwright.layer.LayerException;

/// Cuts code into tokens. Lines end statements, except inside brackets; `#` begins a comment.
final class Lexer {

  static final int MOST_CHARACTERS = 10_000;

  private static final Pattern BLANK = Pattern.compile("[ \\t]+|#[^\\n]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NUMBER =
      Pattern.compile("(\\d+\\.\\d*|\\.\\d+|\\d+)([eE][+-]?\\d+)?");
  private static final Pattern TEXT = Pattern.compile("'([^'\\n]*)'|\"([^\"\\n]*)\"");
  private static final Pattern SYMBOL =
      Pattern.compile("\\.\\.\\.|\\*\\*|//|==|!=|<=|>=|[()\\[\\],.:=+\\-*/@%<>]");

  private final String code;
  private final List<Token> tokens = new ArrayList<>();
  private int line;
  private int lineBegin;
  private int at;
  private int open;

  private Lexer(String code, int line) {
    this.code = code;
    this.line = line;
  }

  /// @throws LayerException where a character has no meaning here
  static List<Token> lines(String code) {
    return new Lexer(code, 1).tokens();
  }

  /// The tokens of one expression, which stands in no line.
  static List<Token> expression(String text) {
    return new Lexer(text, 0).tokens();
  }

  private List<Token> tokens() {
    if (code.length() > MOST_CHARACTERS) {
      throw place()
          .fault("code.tooLong", "%,d".formatted(code.length()), "%,d".formatted(MOST_CHARACTERS));
    }
    while (at < code.length()) {
      if (code.charAt(at) == '\n') {
        endLine();
      } else if (at == lineBegin && line > 0 && open == 0 && " \t".indexOf(code.charAt(at)) >= 0) {
        indented();
      } else if (matches(BLANK) == null) {
        word();
      }
    }
    tokens.add(new Token(Token.Kind.LINE_END, "", place()));
    tokens.add(new Token(Token.Kind.END, "", place()));
    return List.copyOf(tokens);
  }

  private void endLine() {
    if (open == 0) {
      tokens.add(new Token(Token.Kind.LINE_END, "", place()));
    }
    at++;
    if (line > 0) {
      line++;
      lineBegin = at;
    }
  }

  /// An indented line means something in Python; an indented comment does not.
  private void indented() {
    Token.Place begin = place();
    var _ = matches(BLANK);
    boolean empty = at == code.length() || code.charAt(at) == '\n' || code.charAt(at) == '#';
    if (!empty) {
      throw begin.fault("code.indented");
    }
  }

  private void word() {
    Token.Place place = place();
    Matcher found = matches(NAME);
    if (found != null) {
      tokens.add(new Token(Token.Kind.NAME, found.group(), place));
      return;
    }
    found = matches(NUMBER);
    if (found != null) {
      boolean whole = found.group().chars().allMatch(c -> c >= '0' && c <= '9');
      tokens.add(new Token(whole ? Token.Kind.INTEGER : Token.Kind.DECIMAL, found.group(), place));
      return;
    }
    found = matches(TEXT);
    if (found != null) {
      String text = found.group().substring(1, found.group().length() - 1);
      tokens.add(new Token(Token.Kind.TEXT, text, place));
      return;
    }
    found = matches(SYMBOL);
    if (found != null) {
      String symbol = found.group();
      open += "([".contains(symbol) ? 1 : ")]".contains(symbol) ? -1 : 0;
      open = Math.max(0, open);
      tokens.add(new Token(Token.Kind.SYMBOL, symbol, place));
      return;
    }
    throw stranger(place);
  }

  private LayerException stranger(Token.Place place) {
    int character = code.codePointAt(at);
    if (character == ';') {
      return place.fault("code.semicolon");
    }
    if (character == '"' || character == '\'') {
      return place.fault("code.openText");
    }
    if (character < 0x21 || character > 0x7e) {
      return place.fault("code.stranger", "U+%04X".formatted(character));
    }
    return place.fault("code.meaningless", Character.toString(character));
  }

  private Token.Place place() {
    return new Token.Place(line, at - lineBegin + 1);
  }

  private @Nullable Matcher matches(Pattern pattern) {
    Matcher matcher = pattern.matcher(code).region(at, code.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher;
  }
}
