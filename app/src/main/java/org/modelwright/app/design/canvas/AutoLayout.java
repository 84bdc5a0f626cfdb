package org.modelwright.app.design.canvas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.modelwright.app.design.canvas.Box.Port;
import org.modelwright.graph.Position;
import org.modelwright.progress.Progress;

/// Places the nodes of a block in layers, sources above their readers (Sugiyama, Tagawa and Toda,
/// IEEE SMC 11(2), 1981), by the Eclipse Layout Kernel.
final class AutoLayout {

  private AutoLayout() {}

  /// Takes some hundred milliseconds for some hundred nodes.
  ///
  /// @return where each node goes; the top left corner of them all stays
  static Map<String, Position> places(Picture picture, Progress progress) {
    // found through the class path's services otherwise, which an embedded start may not have
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(
            new org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider());
    ElkNode root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(CoreOptions.SPACING_NODE_NODE, Picture.GAP);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, Picture.GAP);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 24.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 8.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
    root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
    root.setProperty(LayeredOptions.NODE_PLACEMENT_FAVOR_STRAIGHT_EDGES, true);

    Map<String, ElkNode> nodes = new HashMap<>();
    Map<String, List<ElkPort>> inputs = new HashMap<>();
    Map<String, List<ElkPort>> outputs = new HashMap<>();
    for (Box box : picture.boxes().values()) {
      ElkNode node = ElkGraphUtil.createNode(root);
      node.setDimensions(box.area().width(), box.area().height());
      node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
      nodes.put(box.id(), node);
      inputs.put(box.id(), ports(node, box, box.inputs(), PortSide.NORTH));
      outputs.put(box.id(), ports(node, box, box.outputs(), PortSide.SOUTH));
    }
    for (Edge edge : picture.edges()) {
      Box from = picture.boxes().get(edge.from());
      Port port = from == null ? null : Picture.output(from, edge.source());
      if (from != null && port != null) {
        ElkGraphUtil.createSimpleEdge(
            Objects.requireNonNull(outputs.get(edge.from())).get(from.outputs().indexOf(port)),
            Objects.requireNonNull(inputs.get(edge.to())).get(edge.input()));
      }
    }
    progress.check();
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    progress.check();
    return places(picture, nodes);
  }

  private static List<ElkPort> ports(ElkNode node, Box box, List<Port> ports, PortSide side) {
    return ports.stream()
        .map(port -> {
          ElkPort made = ElkGraphUtil.createPort(node);
          made.setProperty(CoreOptions.PORT_SIDE, side);
          made.setLocation(port.x() - box.area().x(), port.y() - box.area().y());
          return made;
        })
        .toList();
  }

  private static Map<String, Position> places(Picture picture, Map<String, ElkNode> nodes) {
    Area before = Picture.bounds(picture.nodes());
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    for (Box box : picture.nodes().toList()) {
      ElkNode node = Objects.requireNonNull(nodes.get(box.id()));
      left = Math.min(left, node.getX());
      top = Math.min(top, node.getY());
    }
    var places = new HashMap<String, Position>();
    for (Box box : picture.nodes().toList()) {
      ElkNode node = Objects.requireNonNull(nodes.get(box.id()));
      places.put(
          box.id(),
          new Position(
              FreePlace.snapped(before.x() + node.getX() - left),
              FreePlace.snapped(before.y() + node.getY() - top)));
    }
    return places;
  }
}
