package org.modelwright.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.modelwright.file.InputException;

/// The order in which a block's nodes are computed (Kahn, Communications of the ACM 5(11), 1962).
/// References to block inputs and to nothing are no edges here.
public final class TopologicalOrder {

  private final List<Node> nodes;
  private final List<Set<Integer>> sources = new ArrayList<>();
  private final List<Set<Integer>> readers = new ArrayList<>();
  private final List<Node> order = new ArrayList<>();
  private final List<List<Node>> cycles = new ArrayList<>();

  private TopologicalOrder(Block block) {
    nodes = block.nodes();
    Map<String, Integer> index = new LinkedHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      index.put(nodes.get(i).id(), i);
      sources.add(new LinkedHashSet<>());
      readers.add(new LinkedHashSet<>());
    }
    for (int i = 0; i < nodes.size(); i++) {
      for (PortReference from : nodes.get(i).from()) {
        Integer source = index.get(from.node());
        if (source != null) {
          sources.get(i).add(source);
          readers.get(source).add(i);
        }
      }
    }
    sort();
  }

  /// Every node after the nodes that it reads; where there is a choice, in file order. A file that
  /// lists sources first keeps its order.
  ///
  /// @throws InputException where the nodes form a cycle
  public static List<Node> of(Block block) {
    var sorted = new TopologicalOrder(block);
    if (!sorted.cycles.isEmpty()) {
      throw InputException.of("edit.refused.cycle", block.name(), words(sorted.cycles.getFirst()));
    }
    return List.copyOf(sorted.order);
  }

  /// Every node once: after the nodes that it reads, except where a cycle leaves no such order.
  public static List<Node> despiteCycles(Block block) {
    return List.copyOf(new TopologicalOrder(block).order);
  }

  /// Cycles without a common node, each in the direction of the data, until none is left. Empty for
  /// a drawing that can be computed.
  public static List<List<Node>> cycles(Block block) {
    return List.copyOf(new TopologicalOrder(block).cycles);
  }

  /// A cycle as a reader follows it: `a -> b -> a`.
  static String words(List<Node> cycle) {
    var ids = new ArrayList<>(cycle.stream().map(Node::id).toList());
    ids.add(ids.getFirst());
    return String.join(" -> ", ids);
  }

  private void sort() {
    int[] waitsFor = sources.stream().mapToInt(Set::size).toArray();
    boolean[] placed = new boolean[nodes.size()];
    var ready = new PriorityQueue<Integer>();
    for (int i = 0; i < waitsFor.length; i++) {
      if (waitsFor[i] == 0) {
        ready.add(i);
      }
    }
    int left = nodes.size();
    int firstLeft = 0;
    while (left > 0) {
      if (ready.isEmpty()) {
        // all that is left waits for itself; without one cycle the rest may go on
        while (placed[firstLeft]) {
          firstLeft++;
        }
        List<Integer> cycle = cycleBefore(firstLeft, placed);
        cycles.add(cycle.stream().map(nodes::get).toList());
        ready.addAll(cycle);
      }
      int next = ready.remove();
      if (placed[next]) {
        continue;
      }
      placed[next] = true;
      left--;
      order.add(nodes.get(next));
      for (int reader : readers.get(next)) {
        if (--waitsFor[reader] == 0 && !placed[reader]) {
          ready.add(reader);
        }
      }
    }
  }

  /// Every node that is left reads one that is left, so walking up from any of them returns to a node
  /// already passed.
  private List<Integer> cycleBefore(int start, boolean[] placed) {
    List<Integer> walk = new ArrayList<>();
    Map<Integer, Integer> seenAt = new LinkedHashMap<>();
    int at = start;
    while (!seenAt.containsKey(at)) {
      seenAt.put(at, walk.size());
      walk.add(at);
      at = sources.get(at).stream().filter(s -> !placed[s]).findFirst().orElseThrow();
    }
    List<Integer> cycle = new ArrayList<>(walk.subList(seenAt.get(at), walk.size()));
    Collections.reverse(cycle);
    // begins with the node that stands first in the file
    Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
    return cycle;
  }
}
