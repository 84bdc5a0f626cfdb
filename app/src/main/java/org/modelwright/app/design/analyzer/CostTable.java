package org.modelwright.app.design.analyzer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.modelwright.compile.Analysis;
import org.modelwright.compile.AttentionCache;
import org.modelwright.compile.Costs;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerCatalogue;
import org.modelwright.operator.Program;
import org.modelwright.operator.TensorType;

/// The analyzer's table of a drawing that compiles.
///
/// @param rows the nodes of `main` in the order of the file
/// @param totals the sums over all of them
public record CostTable(Analysis analysis, List<Row> rows, Totals totals) {

  /// @param cacheBytes what generation keeps of each token
  public record Totals(long parameters, long multiplyAdds, long activationBytes, long cacheBytes) {
    long of(Measure measure) {
      return switch (measure) {
        case PARAMETERS -> parameters;
        case WORK -> multiplyAdds;
        case MEMORY -> activationBytes;
      };
    }
  }

  public CostTable {
    rows = List.copyOf(rows);
  }

  /// @throws java.util.NoSuchElementException where the drawing does not compile
  public static CostTable of(Analysis analysis) {
    Program program = analysis.compilation().program().orElseThrow();
    var builder = new Builder(analysis, AttentionCache.of(program));
    List<Row> rows = builder.rows(analysis.architecture().main(), List.of(), 1);
    var totals =
        new Totals(
            sum(rows, Row::parameters),
            sum(rows, Row::multiplyAdds),
            sum(rows, Row::activationBytes),
            sum(rows, Row::cacheBytes));
    return new CostTable(analysis, rows, totals);
  }

  /// From 0 to 1; 0 where there is nothing to share.
  public double share(Row row, Measure measure) {
    long total = totals.of(measure);
    return total == 0 ? 0 : (double) measure.of(row) / total;
  }

  /// Every row, blocks before what is in them.
  public void forEach(Consumer<Row> action) {
    rows.forEach(row -> visit(row, action));
  }

  private static void visit(Row row, Consumer<Row> action) {
    action.accept(row);
    row.children().forEach(child -> visit(child, action));
  }

  private static long sum(List<Row> rows, ToLongFunction<Row> figure) {
    return rows.stream().mapToLong(figure).sum();
  }

  private static final class Builder {
    private final Architecture architecture;
    private final Map<String, List<TensorType>> types;
    private final Map<String, AttentionCache> attentions;
    private final Map<String, Costs.Node> costs = new HashMap<>();

    Builder(Analysis analysis, Map<String, AttentionCache> attentions) {
      architecture = analysis.architecture();
      types = analysis.compilation().types();
      this.attentions = attentions;
      analysis.nodes().forEach(n -> costs.put(n.id(), n));
    }

    List<Row> rows(Block block, List<String> way, int copies) {
      String prefix = way.isEmpty() ? "" : String.join(".", way) + ".";
      List<Row> rows = new ArrayList<>();
      for (Node node : block.nodes()) {
        Block used = architecture.blocks().get(node.kind());
        rows.add(
            used == null
                ? layer(block, node, way, prefix, copies * node.repeat())
                : block(block, node, used, way, copies * node.repeat()));
      }
      return rows;
    }

    private Row block(Block in, Node node, Block used, List<String> way, int copies) {
      List<String> inside = Stream.concat(way.stream(), Stream.of(node.id())).toList();
      List<Row> children = rows(used, inside, copies);
      return new Row(
          way,
          node.id(),
          in.name(),
          node.kind(),
          null,
          copies,
          type(in, node),
          sum(children, Row::parameters),
          sum(children, Row::multiplyAdds),
          sum(children, Row::activationBytes),
          sum(children, Row::cacheBytes),
          null,
          children);
    }

    private Row layer(Block in, Node node, List<String> way, String prefix, int copies) {
      Costs.Node cost = costs.get(prefix + node.id());
      AttentionCache attention = attentions.get(prefix + node.id());
      return new Row(
          way,
          node.id(),
          in.name(),
          node.kind(),
          LayerCatalogue.find(node.kind()).map(Layer::family).orElse(Layer.Family.CUSTOM),
          copies,
          // a block can be used with several shapes, of which the drawing's types name the first
          cost == null ? type(in, node) : cost.output().shape().toString(),
          cost == null ? 0 : cost.parameters(),
          cost == null ? 0 : cost.multiplyAdds(),
          cost == null ? 0 : cost.activationBytes(),
          attention == null ? 0 : attention.bytesPerToken(),
          attention,
          List.of());
    }

    private String type(Block in, Node node) {
      List<TensorType> found = types.getOrDefault(in.name() + "/" + node.id(), List.of());
      return found.isEmpty() ? "" : found.getFirst().shape().toString();
    }
  }
}
