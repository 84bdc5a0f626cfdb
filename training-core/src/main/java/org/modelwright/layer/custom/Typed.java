package org.modelwright.layer.custom;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An expression as it is printed.
///
/// @param small whether it is a number, or a list of numbers, written out and within a thousand or so
/// @param sources the inputs and parameters that a gradient of it goes back to
record Typed(String text, Kind kind, boolean small, Set<String> sources) {

  /// The furthest from 0 that a small number is.
  static final long SMALL = 1024;

  Typed {
    sources = Set.copyOf(sources);
  }

  static Typed number(String text, Kind kind) {
    return new Typed(text, kind, false, Set.of());
  }

  static Set<String> sources(List<Typed> of) {
    Set<String> all = new HashSet<>();
    of.forEach(each -> all.addAll(each.sources));
    return all;
  }
}
