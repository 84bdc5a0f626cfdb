package org.modelwright.app.design.canvas;

import java.util.List;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.CustomLayer;
import org.modelwright.graph.PortReference;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerCatalogue;

/// The ports of a kind.
///
/// @param inputs their names, in order; the last of them where `more` may come any number of times
/// @param outputs the ports as references name them; one without a name for a single output
/// @param known whether there is such a kind
public record KindPorts(List<String> inputs, boolean more, List<String> outputs, boolean known) {

  private static final List<String> SINGLE = List.of("");

  public KindPorts {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  public static KindPorts of(Architecture architecture, String kind) {
    Block block = architecture.blocks().get(kind);
    if (block != null) {
      List<String> results = block.results().stream().map(PortReference::toString).toList();
      return new KindPorts(block.inputs(), false, results.size() == 1 ? SINGLE : results, true);
    }
    CustomLayer custom = architecture.layers().get(kind);
    if (custom != null) {
      return new KindPorts(List.copyOf(custom.inputs().keySet()), false, SINGLE, true);
    }
    Layer layer = LayerCatalogue.find(kind).orElse(null);
    if (layer == null) {
      return new KindPorts(List.of(), false, SINGLE, false);
    }
    List<String> inputs = layer.inputs();
    boolean more = !inputs.isEmpty() && inputs.getLast().endsWith("...");
    return new KindPorts(
        inputs.stream().map(name -> name.replace("...", "")).toList(), more, SINGLE, true);
  }

  /// How many inputs a node shows that has so many connected: what the kind has, and one more to
  /// connect where it takes any number.
  int shown(int connected) {
    if (!known) {
      return Math.max(connected, 1);
    }
    return Math.max(more && connected >= inputs.size() ? connected + 1 : inputs.size(), connected);
  }

  /// @param input from 0; past the last name, names go on: `b`, `c`, `d`
  String inputName(int input) {
    if (input < inputs.size()) {
      return inputs.get(input);
    }
    if (more && inputs.getLast().length() == 1) {
      char name = (char) (inputs.getLast().charAt(0) + input - inputs.size() + 1);
      return name <= 'z' ? String.valueOf(name) : Integer.toString(input + 1);
    }
    return Integer.toString(input + 1);
  }

  /// Whether an input of this number can be fed.
  boolean takes(int input) {
    return !known || more || input < inputs.size();
  }
}
