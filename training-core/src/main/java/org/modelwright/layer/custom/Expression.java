package org.modelwright.layer.custom;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A parsed expression. Nothing else can be written in a custom layer.
sealed interface Expression {

  Token.Place place();

  record Name(String text, Token.Place place) implements Expression {}

  record Whole(long value, Token.Place place) implements Expression {}

  record Decimal(double value, Token.Place place) implements Expression {}

  record Flag(boolean value, Token.Place place) implements Expression {}

  record None(Token.Place place) implements Expression {}

  record Text(String value, Token.Place place) implements Expression {}

  /// `[a, b]` or `(a, b)`.
  record Listed(List<Expression> items, Token.Place place) implements Expression {}

  /// `torch.inf`, `torch.pi`.
  record Constant(String name, Token.Place place) implements Expression {}

  /// `-x`.
  record Negative(Expression of, Token.Place place) implements Expression {}

  /// `left symbol right`.
  record Operation(String symbol, Expression left, Expression right, Token.Place place)
      implements Expression {}

  /// `torch.function(...)`, or `receiver.function(...)`, where the receiver is the first argument.
  record Call(
      String function, List<Expression> arguments, Map<String, Expression> named, Token.Place place)
      implements Expression {}

  /// `of[...]`.
  record Index(Expression of, List<Item> items, Token.Place place) implements Expression {}

  /// One dimension of an index.
  sealed interface Item {

    /// `[i]`, or `[...]` where `number` is null.
    record At(@Nullable Expression number) implements Item {}

    /// `[first:last]`; null where nothing is written.
    record Range(@Nullable Expression first, @Nullable Expression last) implements Item {}
  }
}
