package org.modelwright.layer.custom;

import java.util.List;

/// The parsed code of a layer: assignments, one after the other, and what is returned.
record Code(List<Assignment> assignments, Expression result) {

  /// `a, b = value`.
  ///
  /// @param targets at least one
  record Assignment(List<Token> targets, Expression value) {}
}
