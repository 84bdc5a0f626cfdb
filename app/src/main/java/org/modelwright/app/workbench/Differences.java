package org.modelwright.app.workbench;

import java.util.HashSet;
import java.util.List;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;

/// How much two drawings differ.
final class Differences {

  private Differences() {}

  /// Lines of the one's file that the other's does not have: about one for each node.
  static int between(Architecture one, Architecture other) {
    List<String> lines = ArchitectureYaml.write(one).lines().toList();
    List<String> others = ArchitectureYaml.write(other).lines().toList();
    return Math.max(missing(lines, others), missing(others, lines));
  }

  private static int missing(List<String> lines, List<String> from) {
    var missing = new HashSet<>(lines);
    from.forEach(missing::remove);
    return missing.size();
  }
}
