package org.modelwright.layer.custom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.file.Words;
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
      fits = of(word, Words.of("code.part.shapeOf", input)).equals(given);
    }
    if (!fits) {
      throw LayerException.of(
          "code.inputShape", input, actual, "[" + String.join(", ", declared) + "]");
    }
  }

  /// @param of whose shape it is, in words
  Shape shape(List<String> words, Words of) {
    if (words.size() > MOST_DIMENSIONS) {
      throw LayerException.of("code.rank", of, words.size(), MOST_DIMENSIONS);
    }
    List<Dimension> dimensions = new ArrayList<>();
    words.forEach(word -> dimensions.add(of(word, of)));
    return new Shape(dimensions);
  }

  Dimension of(String text, Words of) {
    try {
      Dimension dimension = value(Parser.expression(text));
      if (dimension.factor() < 1) {
        throw LayerException.of("code.sizeTooSmall", text, dimension.factor());
      }
      return dimension;
    } catch (LayerException e) {
      throw new LayerException(Words.of("code.inSize", of, text, e.words()), e.advice());
    } catch (ArithmeticException e) {
      throw LayerException.of("code.sizeTooLarge", of, text);
    }
  }

  private Dimension value(Expression expression) {
    return switch (expression) {
      case Expression.Whole whole -> Dimension.of(whole.value());
      case Expression.Name name -> {
        Dimension dimension = known.get(name.text());
        if (dimension == null) {
          throw name.place()
              .fault("code.noSize", name.text(), DidYouMean.words(name.text(), known.keySet()));
        }
        yield dimension;
      }
      case Expression.Operation operation ->
          value(operation, value(operation.left()), value(operation.right()));
      default -> throw expression.place().fault("code.notSize");
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
      throw operation.place().fault("code.notDivisible", left, right);
    }
    return new Dimension(left.factor() / right.factor(), left.names());
  }

  private static LayerException unknown(
      Expression.Operation operation, Dimension left, Dimension right) {
    return operation.place().fault("code.notComputable", operation.symbol(), left, right);
  }

  static boolean isName(String word) {
    return word.matches("[A-Za-z][A-Za-z0-9_]*");
  }
}
