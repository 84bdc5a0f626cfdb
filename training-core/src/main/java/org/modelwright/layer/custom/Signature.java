package org.modelwright.layer.custom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One way to call a function: a line of `functions.txt`.
///
/// @param text the line, for people
/// @param positional how many parameters need not be named
record Signature(
    String name, List<Parameter> parameters, int positional, Result result, String text) {

  private static final Pattern LINE = Pattern.compile("(\\w+)\\((.*)\\)(?: -> (\\w+))?");
  private static final Pattern PARAMETER =
      Pattern.compile("(\\w+): ([a-z]+)(\\?)?(\\.\\.\\.)?( ?=)?");
  private static final Pattern EQUATION = Pattern.compile("[A-Za-z0-9,.> -]{1,100}");

  enum Type {
    TENSOR,
    NUMBER,
    /// a tensor or a number
    EITHER,
    INT,
    FLOAT,
    FLAG,
    INTS,
    SMALL,
    SMALLS,
    TENSORS,
    TEXT
  }

  enum Result {
    TENSOR,
    INDEX,
    PAIR,
    TENSORS,
    INT,
    FLOAT
  }

  /// @param spread whether several whole numbers in a row make up the list
  record Parameter(String name, Type type, boolean nullable, boolean spread, boolean optional) {}

  static Signature parse(String line) {
    Matcher parts = match(LINE, line);
    List<Parameter> parameters = new ArrayList<>();
    int positional = -1;
    for (String word : parts.group(2).split(", ")) {
      if (word.equals("*")) {
        positional = parameters.size();
        continue;
      }
      Matcher p = match(PARAMETER, word);
      parameters.add(
          new Parameter(
              p.group(1),
              Type.valueOf(p.group(2).toUpperCase(Locale.ROOT)),
              p.group(3) != null,
              p.group(4) != null,
              p.group(5) != null));
    }
    String result = parts.group(3) == null ? "tensor" : parts.group(3);
    return new Signature(
        parts.group(1),
        List.copyOf(parameters),
        positional < 0 ? parameters.size() : positional,
        Result.valueOf(result.toUpperCase(Locale.ROOT)),
        line);
  }

  private static Matcher match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException("functions.txt: " + text);
    }
    return matcher;
  }

  /// The arguments as they are printed, or nothing where they do not fit.
  Optional<List<String>> accept(List<Typed> given, Map<String, Typed> named) {
    List<Typed> arguments = gathered(given);
    if (arguments.size() > positional) {
      return Optional.empty();
    }
    Map<String, Typed> rest = new LinkedHashMap<>(named);
    List<String> printed = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      boolean byPosition = i < arguments.size();
      Typed argument = byPosition ? arguments.get(i) : rest.remove(parameter.name());
      if (argument == null) {
        if (!parameter.optional()) {
          return Optional.empty();
        }
        continue;
      }
      Optional<String> text = accept(parameter, argument);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      printed.add(byPosition ? text.get() : parameter.name() + "=" + text.get());
    }
    return rest.isEmpty() ? Optional.of(List.copyOf(printed)) : Optional.empty();
  }

  /// `x.view(B, T, 4)` as `x.view([B, T, 4])`.
  private List<Typed> gathered(List<Typed> given) {
    int at = parameters.size() - 1;
    boolean spread = parameters.get(at).spread() && given.size() > at;
    List<Typed> last = spread ? given.subList(at, given.size()) : List.of();
    if (last.isEmpty() || last.stream().anyMatch(a -> a.kind() != Kind.WHOLE)) {
      return given;
    }
    List<Typed> all = new ArrayList<>(given.subList(0, at));
    String items = String.join(", ", last.stream().map(Typed::text).toList());
    all.add(Typed.number("[" + items + "]", Kind.WHOLES));
    return all;
  }

  private static Optional<String> accept(Parameter parameter, Typed argument) {
    Kind kind = argument.kind();
    String text = argument.text();
    if (kind == Kind.NONE) {
      return parameter.nullable() ? Optional.of(text) : Optional.empty();
    }
    boolean fits =
        switch (parameter.type()) {
          case TENSOR -> kind == Kind.TENSOR;
          case NUMBER, FLOAT -> kind.isNumber();
          case EITHER -> kind == Kind.TENSOR || kind.isNumber();
          case INT -> kind == Kind.WHOLE;
          case FLAG -> kind == Kind.FLAG;
          case INTS -> kind == Kind.WHOLE || kind == Kind.WHOLES;
          case SMALL -> kind == Kind.WHOLE && argument.small();
          case SMALLS -> (kind == Kind.WHOLE || kind == Kind.WHOLES) && argument.small();
          case TENSORS -> kind == Kind.TENSORS;
          case TEXT -> kind == Kind.TEXT && EQUATION.matcher(text).matches();
        };
    if (!fits) {
      return Optional.empty();
    }
    return Optional.of(
        switch (parameter.type()) {
          case INTS, SMALLS -> kind == Kind.WHOLE ? "[" + text + "]" : text;
          case FLOAT -> kind == Kind.WHOLE ? "float(" + text + ")" : text;
          case TEXT -> "\"" + text + "\"";
          default -> text;
        });
  }
}
