package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.PortReference;

/// One input that a source could feed.
record LinkTarget(PortReference source, Box to, int input) {

  /// All that a source could feed, the open ones before.
  static List<LinkTarget> of(
      Architecture architecture, Block block, Picture picture, PortReference source) {
    List<LinkTarget> targets = new ArrayList<>();
    for (Box to : picture.boxes().values()) {
      for (int i = 0; i < to.inputs().size(); i++) {
        if (ConnectRules.whyNot(architecture, block, source, to, i) == null) {
          targets.add(new LinkTarget(source, to, i));
        }
      }
    }
    targets.sort(Comparator.comparing(t -> !t.to().inputs().get(t.input()).open()));
    return targets;
  }

  String words() {
    Box.Port port = to.inputs().get(input);
    String name = port.name().isEmpty() ? to.id() : to.id() + "." + port.name();
    return port.open() ? name : name + "  ←  " + port.source();
  }
}
