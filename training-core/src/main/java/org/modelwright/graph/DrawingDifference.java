package org.modelwright.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelwright.file.Words;

/// What makes one drawing out of another, node by node. Nodes are the same where their blocks and ids
/// are; where they lie on the canvas does not matter.
public final class DrawingDifference {

  private final List<Words> changes = new ArrayList<>();

  private DrawingDifference() {}

  /// A phrase for each difference, in the order of the drawings; none where they mean the same.
  public static List<Words> between(Architecture before, Architecture after) {
    var difference = new DrawingDifference();
    difference.layers(before.layers(), after.layers());
    for (String name : union(before.blocks().keySet(), after.blocks().keySet())) {
      Block old = before.blocks().get(name);
      Block now = after.blocks().get(name);
      if (old == null) {
        difference.add("problem.part.blockAdded", name);
      } else if (now == null) {
        difference.add("problem.part.blockRemoved", name);
      } else {
        difference.block(old, now);
      }
    }
    difference.block(before.main(), after.main());
    return List.copyOf(difference.changes);
  }

  private void layers(Map<String, CustomLayer> before, Map<String, CustomLayer> after) {
    for (String name : union(before.keySet(), after.keySet())) {
      if (!before.containsKey(name)) {
        add("problem.part.layerAdded", name);
      } else if (!after.containsKey(name)) {
        add("problem.part.layerRemoved", name);
      } else if (!after.get(name).equals(before.get(name))) {
        add("problem.part.layerChanged", name);
      }
    }
  }

  private void block(Block before, Block after) {
    String name = after.name();
    for (Node old : before.nodes()) {
      if (after.node(old.id()).isEmpty()) {
        add("problem.part.nodeRemoved", name, old.id(), old.kind());
      }
    }
    for (Node now : after.nodes()) {
      before
          .node(now.id())
          .ifPresentOrElse(
              old -> node(name + "/" + now.id(), old, now),
              () -> add("problem.part.nodeAdded", name, now.id(), now.kind()));
    }
    values(name, before.settings(), after.settings());
    changed(name, "inputs", before.inputs().toString(), after.inputs().toString());
    changed(name, "outputs", before.results().toString(), after.results().toString());
  }

  private void node(String path, Node before, Node after) {
    changed(path, "kind", before.kind(), after.kind());
    changed(path, "from", before.from().toString(), after.from().toString());
    changed(path, "repeat", Integer.toString(before.repeat()), Integer.toString(after.repeat()));
    values(path, before.settings(), after.settings());
  }

  private void values(String path, Map<String, String> before, Map<String, String> after) {
    var all = new LinkedHashMap<>(before);
    all.putAll(after);
    for (Map.Entry<String, String> value : all.entrySet()) {
      String key = value.getKey();
      if (!before.containsKey(key)) {
        add("problem.part.valueAdded", path, key, value.getValue());
      } else if (!after.containsKey(key)) {
        add("problem.part.valueRemoved", path, key, value.getValue());
      } else {
        changed(path, key, before.getOrDefault(key, ""), value.getValue());
      }
    }
  }

  private void changed(String path, String key, String before, String after) {
    if (!before.equals(after)) {
      add("problem.part.valueChanged", path, key, before, after);
    }
  }

  private void add(String key, Object... names) {
    changes.add(Words.of(key, names));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var union = new LinkedHashSet<>(one);
    union.addAll(other);
    return union;
  }
}
