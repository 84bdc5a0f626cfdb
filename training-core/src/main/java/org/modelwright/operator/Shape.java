package org.modelwright.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The extents of a tensor, outermost first. An empty list is a scalar.
public record Shape(List<Dimension> dimensions) {

  public Shape {
    dimensions = List.copyOf(dimensions);
  }

  public static Shape of(Dimension... dimensions) {
    return new Shape(Arrays.asList(dimensions));
  }

  public static Shape of(long... sizes) {
    return new Shape(Arrays.stream(sizes).mapToObj(Dimension::of).toList());
  }

  public int rank() {
    return dimensions.size();
  }

  public Dimension get(int index) {
    return dimensions.get(index < 0 ? rank() + index : index);
  }

  public Dimension last() {
    return get(-1);
  }

  public Shape with(int index, Dimension dimension) {
    List<Dimension> changed = new ArrayList<>(dimensions);
    changed.set(index < 0 ? rank() + index : index, dimension);
    return new Shape(changed);
  }

  /// All extents multiplied.
  public Dimension elements() {
    return dimensions.stream().reduce(Dimension.of(1), Dimension::times);
  }

  @Override
  public String toString() {
    return dimensions.stream().map(Dimension::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
