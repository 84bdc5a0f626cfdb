package org.modelwright.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One extent of a shape: a number times zero or more named sizes, such as `512`, `T` or `B·T`.
///
/// @param factor at least 1
/// @param names in alphabetical order
public record Dimension(long factor, List<String> names) {

  public static final Dimension BATCH = named("B");
  public static final Dimension POSITIONS = named("T");

  public Dimension {
    names = names.stream().sorted().toList();
  }

  public static Dimension of(long size) {
    return new Dimension(size, List.of());
  }

  public static Dimension named(String name) {
    return new Dimension(1, List.of(name));
  }

  public boolean isFixed() {
    return names.isEmpty();
  }

  public Dimension times(Dimension other) {
    List<String> all = new ArrayList<>(names);
    all.addAll(other.names);
    return new Dimension(factor * other.factor, all);
  }

  /// The number, once the named sizes are known.
  ///
  /// @throws IllegalArgumentException where a size is not given
  public long resolve(Map<String, Long> sizes) {
    long product = factor;
    for (String name : names) {
      Long size = sizes.get(name);
      if (size == null) {
        throw new IllegalArgumentException("no size is given for " + name);
      }
      product = Math.multiplyExact(product, size);
    }
    return product;
  }

  @Override
  public String toString() {
    if (names.isEmpty()) {
      return Long.toString(factor);
    }
    String product = String.join("·", names);
    return factor == 1 ? product : factor + "·" + product;
  }
}
