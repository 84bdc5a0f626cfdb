package org.modelwright.layer.custom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.graph.DidYouMean;
import org.modelwright.layer.LayerException;
import org.modelwright.operator.Dimension;
import org.modelwright.operator.Shape;

/// What the names in shapes stand for: `B` and `T`, whole settings, and names that the inputs' shapes
/// bind.
final class Sizes {

  static final int MOST_DIMENSIONS = 8;

  private final Map<String, Dimension> known = new HashMap<>();

  Sizes() {
    known.put("B", Dimension.BATCH);
    known.put("T", Dimension.POSITIONS);
  }

  void put(String name, Dimension dimension) {
    known.put(name, dimension);
  }

  Dimension get(String name) {
    Dimension dimension = known.get(name);
    if (dimension == null) {
      throw new IllegalArgumentException("no size " + name);
    }
    return dimension;
  }

  boolean knows(String name) {
    return known.containsKey(name);
  }

  /// Fits the shape an input has to the one its layer declares; a name that is new there is bound.
  ///
  /// @throws LayerException where they differ
  void bind(String input, List<String> declared, Shape actual) {
    boolean fits = declared.size() == actual.rank();
    for (int i = 0; fits && i < declared.size(); i++) {
      String word = declared.get(i);
      Dimension given = actual.get(i);
      if (isName(word) && !known.containsKey(word)) {
        known.put(word, given);
      }
      fits = of(word, "the shape of `" + input + "`").equals(given);
    }
    if (!fits) {
      throw new LayerException(
          "its input `%s` has the shape %s, but [%s] is declared"
              .formatted(input, actual, String.join(", ", declared)),
          "Connect another node, or declare the shape that it has.");
    }
  }

  /// @param of whose shape it is, in words
  Shape shape(List<String> words, String of) {
    if (words.size() > MOST_DIMENSIONS) {
      throw new LayerException(
          of + " has " + words.size() + " dimensions", "Use " + MOST_DIMENSIONS + " at most.");
    }
    List<Dimension> dimensions = new ArrayList<>();
    words.forEach(word -> dimensions.add(of(word, of)));
    return new Shape(dimensions);
  }

  Dimension of(String text, String of) {
    try {
      Dimension dimension = value(Parser.expression(text));
      if (dimension.factor() < 1) {
        throw new LayerException(
            "`" + text + "` is " + dimension.factor(), "Write a size of 1 or more.");
      }
      return dimension;
    } catch (LayerException e) {
      throw new LayerException("in " + of + ", `" + text + "`: " + e.getMessage(), e.remedy());
    } catch (ArithmeticException e) {
      throw new LayerException(
          "in " + of + ", `" + text + "` is larger than any tensor", "Write a smaller size.");
    }
  }

  private Dimension value(Expression expression) {
    return switch (expression) {
      case Expression.Whole whole -> Dimension.of(whole.value());
      case Expression.Name name -> {
        Dimension dimension = known.get(name.text());
        if (dimension == null) {
          throw name.place()
              .fault(
                  "there is no size `"
                      + name.text()
                      + "`"
                      + DidYouMean.clause(name.text(), known.keySet()),
                  "Use B, T, a whole setting, or a name that the shape of an input binds.");
        }
        yield dimension;
      }
      case Expression.Operation operation ->
          value(operation, value(operation.left()), value(operation.right()));
      default ->
          throw expression
              .place()
              .fault("this is no size", "Write names and whole numbers with `*`, `/`, `+`, `-`.");
    };
  }

  private static Dimension value(Expression.Operation operation, Dimension left, Dimension right) {
    boolean fixed = left.isFixed() && right.isFixed();
    return switch (operation.symbol()) {
      case "*" -> {
        long factor = Math.multiplyExact(left.factor(), right.factor());
        yield new Dimension(factor, left.times(right).names());
      }
      case "/", "//" -> quotient(operation, left, right);
      case "+", "-" -> {
        if (!fixed) {
          throw unknown(operation, left, right);
        }
        yield Dimension.of(
            operation.symbol().equals("+")
                ? Math.addExact(left.factor(), right.factor())
                : Math.subtractExact(left.factor(), right.factor()));
      }
      default -> throw unknown(operation, left, right);
    };
  }

  private static Dimension quotient(
      Expression.Operation operation, Dimension left, Dimension right) {
    if (!right.isFixed() || right.factor() == 0) {
      throw unknown(operation, left, right);
    }
    if (left.factor() % right.factor() != 0) {
      throw operation
          .place()
          .fault(left + " cannot be divided by " + right, "Change one so that it can.");
    }
    return new Dimension(left.factor() / right.factor(), left.names());
  }

  private static LayerException unknown(
      Expression.Operation operation, Dimension left, Dimension right) {
    return operation
        .place()
        .fault(
            "`%s` cannot be worked out for %s and %s".formatted(operation.symbol(), left, right),
            "Write names and whole numbers with `*`, `/`, `+`, `-`; B and T only multiply.");
  }

  static boolean isName(String word) {
    return word.matches("[A-Za-z][A-Za-z0-9_]*");
  }
}
