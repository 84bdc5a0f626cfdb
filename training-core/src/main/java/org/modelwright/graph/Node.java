package org.modelwright.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One use of a layer kind or of a block.
///
/// @param id unique within its block
/// @param kind a layer kind, or the name of a block of the drawing
/// @param from what feeds each input, in the order of the inputs
/// @param repeat how many times it stands in a row, 1 to `MAX_REPEAT`, each copy with its own parameters
/// @param settings the words of the file, in its order; `$name` stands for a setting of the
///     enclosing block
public record Node(
    String id,
    String kind,
    List<PortReference> from,
    int repeat,
    Map<String, String> settings,
    Position at) {

  /// The longest row that a file or an edit may ask for.
  public static final int MAX_REPEAT = 10_000;

  /// @throws IllegalArgumentException where `repeat` is below 1 or above `MAX_REPEAT`
  public Node {
    if (repeat < 1 || repeat > MAX_REPEAT) {
      throw new IllegalArgumentException("repeat out of range: " + repeat);
    }
    from = List.copyOf(from);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  public Node withId(String newId) {
    return new Node(newId, kind, from, repeat, settings, at);
  }

  public Node withKind(String newKind) {
    return new Node(id, newKind, from, repeat, settings, at);
  }

  public Node withFrom(List<PortReference> newFrom) {
    return new Node(id, kind, newFrom, repeat, settings, at);
  }

  public Node withRepeat(int newRepeat) {
    return new Node(id, kind, from, newRepeat, settings, at);
  }

  public Node withSettings(Map<String, String> newSettings) {
    return new Node(id, kind, from, repeat, newSettings, at);
  }

  public Node withAt(Position newAt) {
    return new Node(id, kind, from, repeat, settings, newAt);
  }
}
