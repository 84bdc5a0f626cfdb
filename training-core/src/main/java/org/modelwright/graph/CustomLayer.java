package org.modelwright.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A kind of layer that the drawing itself defines, as written: what the words mean, only those who
/// know layers can say.
///
/// @param name its kind, as nodes use it
/// @param inputs by name, in order; the shape of each, one word a dimension
/// @param settings numbers with their defaults; a node may override them
/// @param parameters what is trained, by name
/// @param output the shape of the result
/// @param positionwise whether the result at a position depends on the inputs at that position alone
/// @param multiplyAdds how many one run takes, as an expression; empty where nobody said
/// @param code lines of assignments and a `return`; kept without blanks at the ends of lines
public record CustomLayer(
    String name,
    Map<String, List<String>> inputs,
    Map<String, String> settings,
    Map<String, Parameter> parameters,
    List<String> output,
    boolean positionwise,
    String multiplyAdds,
    String code) {

  /// What an input is where its shape is not written, and what an output is.
  public static final List<String> FEATURES = List.of("B", "T", "width");

  /// @param shape one word a dimension
  /// @param init a number, or `normal`
  /// @param decays whether weight decay applies
  public record Parameter(List<String> shape, String init, boolean decays) {

    public Parameter {
      shape = List.copyOf(shape);
    }

    /// Matrices and tables decay, gains and biases do not.
    static boolean usuallyDecays(List<String> shape) {
      return shape.size() > 1;
    }
  }

  public CustomLayer {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    output = List.copyOf(output);
    code = normal(code);
  }

  /// Without blank lines around and blanks at the ends of lines, which nobody sees.
  private static String normal(String code) {
    return String.join("\n", code.lines().map(String::stripTrailing).toList())
            .replaceFirst("^\\n+", "")
            .stripTrailing()
        + "\n";
  }
}
