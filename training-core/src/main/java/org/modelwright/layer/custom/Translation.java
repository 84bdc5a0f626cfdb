package org.modelwright.layer.custom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.Words;
import org.modelwright.graph.DidYouMean;
import org.modelwright.layer.LayerException;
import org.modelwright.operator.SourceNumber;

/// Prints parsed code as the lines of a method, with every value's kind and every call's arguments
/// checked on the way. What is printed is made of words of this class and of `functions.txt`, numbers,
/// and names that [Names] has let pass.
final class Translation {

  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("+", "add"),
          Map.entry("-", "sub"),
          Map.entry("*", "mul"),
          Map.entry("/", "div"),
          Map.entry("//", "floordiv"),
          Map.entry("%", "remainder"),
          Map.entry("**", "pow"),
          Map.entry("@", "matmul"),
          Map.entry("<", "lt"),
          Map.entry("<=", "le"),
          Map.entry(">", "gt"),
          Map.entry(">=", "ge"),
          Map.entry("==", "eq"),
          Map.entry("!=", "ne"));

  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");

  private final Map<String, Typed> values;
  private final Set<String> read = new LinkedHashSet<>();
  private final List<String> lines = new ArrayList<>();
  private int tensors;
  private boolean products;

  private Translation(Map<String, Typed> values) {
    this.values = new HashMap<>(values);
  }

  /// @param lines of the method's body, its `return` included
  /// @param read the given names that the code reads
  /// @param sources the inputs and parameters that a gradient of the result goes back to
  /// @param tensors how many tensors are computed, the result among them
  /// @param products whether there are matrix products among them
  record Body(
      List<String> lines, Set<String> read, Set<String> sources, int tensors, boolean products) {}

  /// @param values what the names mean that the code begins with
  /// @throws LayerException where the code does what it must not, or what makes no sense
  static Body of(Code code, Map<String, Typed> values) {
    var translation = new Translation(values);
    code.assignments().forEach(translation::assign);
    Typed result = translation.expression(code.result());
    translation.require(result, Kind.TENSOR, code.result(), Words.of("code.part.returned"));
    translation.lines.add("return " + result.text());
    translation.read.retainAll(values.keySet());
    return new Body(
        List.copyOf(translation.lines),
        Set.copyOf(translation.read),
        result.sources(),
        translation.tensors,
        translation.products);
  }

  private void assign(Code.Assignment assignment) {
    Typed value = expression(assignment.value());
    List<Token> targets = assignment.targets();
    if (targets.size() == 1) {
      if (value.kind() == Kind.PAIR) {
        throw fault(assignment.value(), "code.twoTensors");
      }
      if (value.kind() == Kind.NONE || value.kind() == Kind.TEXT) {
        throw fault(assignment.value(), "code.noNameFor", value.kind().words());
      }
      define(targets.getFirst(), value);
      lines.add(targets.getFirst().text() + " = " + value.text());
      return;
    }
    boolean fits =
        value.kind() == Kind.TENSORS || (value.kind() == Kind.PAIR && targets.size() == 2);
    if (!fits) {
      throw fault(assignment.value(), "code.unpacked", value.kind().words(), targets.size());
    }
    for (int i = 0; i < targets.size(); i++) {
      boolean index = value.kind() == Kind.PAIR && i == 1;
      define(
          targets.get(i),
          new Typed(targets.get(i).text(), Kind.TENSOR, false, index ? Set.of() : value.sources()));
    }
    lines.add(
        String.join(", ", targets.stream().map(Token::text).toList()) + ", = " + value.text());
  }

  private void define(Token name, Typed value) {
    Typed before = values.get(name.text());
    if (before != null && before.kind() != value.kind()) {
      throw name.fault("code.otherKind", name.text(), before.kind().words(), value.kind().words());
    }
    values.put(name.text(), new Typed(name.text(), value.kind(), value.small(), value.sources()));
  }

  private Typed expression(Expression expression) {
    return switch (expression) {
      case Expression.Name name -> name(name);
      case Expression.Whole whole -> whole(whole.value());
      case Expression.Decimal decimal ->
          Typed.number(SourceNumber.of(decimal.value()), Kind.DECIMAL);
      case Expression.Flag flag -> Typed.number(flag.value() ? "True" : "False", Kind.FLAG);
      case Expression.None _ -> Typed.number("None", Kind.NONE);
      case Expression.Text text -> Typed.number(text.value(), Kind.TEXT);
      case Expression.Constant constant ->
          Typed.number(
              constant.name().equals("inf") ? "inf" : SourceNumber.of(Math.PI), Kind.DECIMAL);
      case Expression.Listed listed -> listed(listed);
      case Expression.Negative negative -> negative(negative);
      case Expression.Operation operation -> operation(operation);
      case Expression.Call call -> call(call);
      case Expression.Index index -> index(index);
    };
  }

  private Typed name(Expression.Name name) {
    Typed value = values.get(name.text());
    if (value == null) {
      throw fault(
          name, "code.unknown", name.text(), DidYouMean.words(name.text(), values.keySet()));
    }
    read.add(name.text());
    return value;
  }

  private static Typed whole(long value) {
    return new Typed(Long.toString(value), Kind.WHOLE, Math.abs(value) <= Typed.SMALL, Set.of());
  }

  private Typed listed(Expression.Listed listed) {
    List<Typed> items = listed.items().stream().map(this::expression).toList();
    for (Kind kind : List.of(Kind.WHOLE, Kind.TENSOR)) {
      if (!items.isEmpty() && items.stream().allMatch(item -> item.kind() == kind)) {
        return new Typed(
            "[" + String.join(", ", items.stream().map(Typed::text).toList()) + "]",
            kind == Kind.WHOLE ? Kind.WHOLES : Kind.TENSORS,
            items.stream().allMatch(Typed::small),
            Typed.sources(items));
      }
    }
    throw fault(listed, "code.list");
  }

  private Typed negative(Expression.Negative negative) {
    if (negative.of() instanceof Expression.Whole number) {
      return whole(-number.value());
    }
    Typed of = expression(negative.of());
    if (negative.of() instanceof Expression.Decimal
        || negative.of() instanceof Expression.Constant) {
      return Typed.number("-" + of.text(), Kind.DECIMAL);
    }
    if (of.kind() != Kind.TENSOR && !of.kind().isNumber()) {
      throw fault(negative, "code.negative", of.kind().words());
    }
    return counted(new Typed("torch.neg(" + of.text() + ")", of.kind(), false, of.sources()));
  }

  private Typed operation(Expression.Operation operation) {
    Typed left = expression(operation.left());
    Typed right = expression(operation.right());
    String symbol = operation.symbol();
    String name = OPERATORS.getOrDefault(symbol, "");
    Kind kind = kind(symbol, left.kind(), right.kind());
    if (kind == Kind.NONE) {
      throw fault(
          operation,
          "code.operands",
          symbol,
          left.kind().words(),
          right.kind().words(),
          switch (symbol) {
            case "@" -> Words.of("code.operands.product");
            case "//" -> Words.of("code.operands.quotient");
            case "<", "<=", ">", ">=", "==", "!=" -> Words.of("code.operands.comparison");
            default -> Words.of("code.operands.other");
          });
    }
    products |= symbol.equals("@");
    if (kind == Kind.WHOLE && (symbol.equals("//") || symbol.equals("%"))) {
      return quotient(symbol, left.text(), right.text());
    }
    boolean powerOfNumbers = symbol.equals("**") && kind != Kind.TENSOR;
    return counted(
        new Typed(
            "torch.%s(%s, %s)"
                .formatted(
                    name,
                    powerOfNumbers ? decimal(left) : left.text(),
                    powerOfNumbers ? decimal(right) : right.text()),
            kind,
            false,
            COMPARISONS.contains(symbol) ? Set.of() : Typed.sources(List.of(left, right))));
  }

  /// Whole numbers divided. A remainder by 0, and the smallest number divided by -1, end the process and
  /// not the call, so what divides is a number above 0 or is made one of 0 and up on the way, and the
  /// functions are those that refuse 0.
  private static Typed quotient(String symbol, String left, String right) {
    if (right.matches("[1-9]\\d*")) {
      String function = symbol.equals("%") ? "remainder" : "floordiv";
      return Typed.number("torch.%s(%s, %s)".formatted(function, left, right), Kind.WHOLE);
    }
    String divisor = "ops.prim.max(" + right + ", 0)";
    return Typed.number(
        symbol.equals("%")
            ? "(torch.divmod(%s, %s))[1]".formatted(left, divisor)
            : "torch.floordiv(%s, %s)".formatted(left, divisor),
        Kind.WHOLE);
  }

  private static String decimal(Typed number) {
    return number.kind() == Kind.WHOLE ? "float(" + number.text() + ")" : number.text();
  }

  /// The kind of `left symbol right`; [Kind#NONE] where there is none.
  private static Kind kind(String symbol, Kind left, Kind right) {
    boolean operands =
        (left == Kind.TENSOR || left.isNumber()) && (right == Kind.TENSOR || right.isNumber());
    if (!operands) {
      return Kind.NONE;
    }
    boolean tensor = left == Kind.TENSOR || right == Kind.TENSOR;
    boolean whole = left == Kind.WHOLE && right == Kind.WHOLE;
    return switch (symbol) {
      case "@" -> left == Kind.TENSOR && right == Kind.TENSOR ? Kind.TENSOR : Kind.NONE;
      case "//" -> whole ? Kind.WHOLE : Kind.NONE;
      case "%" -> left == Kind.TENSOR ? Kind.TENSOR : whole ? Kind.WHOLE : Kind.NONE;
      case "<", "<=", ">", ">=", "==", "!=" -> tensor ? Kind.TENSOR : Kind.NONE;
      case "/", "**" -> tensor ? Kind.TENSOR : Kind.DECIMAL;
      default -> tensor ? Kind.TENSOR : whole ? Kind.WHOLE : Kind.DECIMAL;
    };
  }

  private Typed call(Expression.Call call) {
    List<Signature> known = Functions.named(call.function());
    if (known.isEmpty()) {
      throw fault(call, "code.function", call.function(), Functions.remedy(call.function()));
    }
    List<Typed> arguments = call.arguments().stream().map(this::expression).toList();
    Map<String, Typed> named = new LinkedHashMap<>();
    call.named().forEach((name, value) -> named.put(name, expression(value)));
    for (Signature signature : known) {
      var printed = signature.accept(arguments, named);
      if (printed.isPresent()) {
        products |= Functions.PRODUCTS.contains(call.function());
        List<Typed> all = new ArrayList<>(arguments);
        all.addAll(named.values());
        return counted(
            new Typed(
                "torch." + call.function() + "(" + String.join(", ", printed.get()) + ")",
                kind(signature.result()),
                false,
                signature.result() == Signature.Result.INDEX ? Set.of() : Typed.sources(all)));
      }
    }
    throw fault(
        call,
        "code.arguments",
        call.function(),
        known.stream()
            .map(signature -> Words.plain(signature.text()))
            .reduce((one, other) -> Words.of("code.part.or", one, other))
            .orElseThrow());
  }

  private static Kind kind(Signature.Result result) {
    return switch (result) {
      case TENSOR, INDEX -> Kind.TENSOR;
      case PAIR -> Kind.PAIR;
      case TENSORS -> Kind.TENSORS;
      case INT -> Kind.WHOLE;
      case FLOAT -> Kind.DECIMAL;
    };
  }

  /// `x[a, ..., b:c]` as calls of `select` and `slice`. What stands before `...` counts dimensions from
  /// the front, what stands behind it from the back, the last first.
  private Typed index(Expression.Index index) {
    Typed of = expression(index.of());
    if (of.kind() == Kind.TENSORS
        && index.items().size() == 1
        && index.items().getFirst() instanceof Expression.Item.At(Expression.Whole number)) {
      return new Typed(
          "(" + of.text() + ")[" + number.value() + "]", Kind.TENSOR, false, of.sources());
    }
    require(of, Kind.TENSOR, index, Words.of("code.part.indexed"));
    List<Expression.Item> items = index.items();
    int ellipsis = items.indexOf(new Expression.Item.At(null));
    if (ellipsis != items.lastIndexOf(new Expression.Item.At(null))) {
      throw fault(index, "code.ellipsis");
    }
    String text = of.text();
    int end = ellipsis < 0 ? items.size() : ellipsis;
    int dimension = 0;
    for (Expression.Item item : items.subList(0, end)) {
      text = part(text, dimension, item);
      dimension += item instanceof Expression.Item.Range ? 1 : 0;
    }
    dimension = -1;
    for (Expression.Item item :
        items.subList(Math.min(end + 1, items.size()), items.size()).reversed()) {
      text = part(text, dimension, item);
      dimension -= item instanceof Expression.Item.Range ? 1 : 0;
    }
    return counted(new Typed(text, Kind.TENSOR, false, of.sources()));
  }

  private String part(String text, int dimension, Expression.Item item) {
    return switch (item) {
      case Expression.Item.At(var number) ->
          "torch.select(%s, %d, %s)".formatted(text, dimension, wholeOr(number, "0"));
      case Expression.Item.Range(var first, var last) ->
          first == null && last == null
              ? text
              : "torch.slice(%s, %d, %s, %s, 1)"
                  .formatted(text, dimension, wholeOr(first, "0"), wholeOr(last, "None"));
    };
  }

  private String wholeOr(@Nullable Expression expression, String ifAbsent) {
    if (expression == null) {
      return ifAbsent;
    }
    Typed number = expression(expression);
    require(number, Kind.WHOLE, expression, Words.of("code.part.index"));
    return number.text();
  }

  private Typed counted(Typed value) {
    tensors += value.kind() == Kind.TENSOR ? 1 : 0;
    return value;
  }

  private void require(Typed value, Kind wanted, Expression at, Words what) {
    if (value.kind() != wanted) {
      throw fault(at, "code.wanted", what, value.kind().words(), wanted.words());
    }
  }

  private static LayerException fault(Expression at, String key, Object... arguments) {
    return at.place().fault(key, arguments);
  }
}
