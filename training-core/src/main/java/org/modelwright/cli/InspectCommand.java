package org.modelwright.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.modelwright.compile.Analysis;
import org.modelwright.compile.Costs;
import org.modelwright.file.YamlReader;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.modelwright.graph.Problem;
import org.modelwright.operator.Dimension;
import org.modelwright.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "inspect",
    description =
        "Show layers, shapes, parameters, work and memory of the drawing, and its problems.")
final class InspectCommand implements Callable<Integer> {

  @Mixin private final ProjectArgument argument = new ProjectArgument();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    Project project = Project.open(argument.folder);
    Analysis analysis;
    try (var progress = new TerminalProgress()) {
      analysis = project.analysis(progress);
    }
    List<Problem> problems = analysis.compilation().problems();
    if (json) {
      Output.json(document(analysis));
    } else {
      print(project, analysis);
      for (Problem problem : problems) {
        Output.result("%s", words(project, problem));
      }
    }
    return analysis.compilation().errors().isEmpty() ? 0 : 1;
  }

  private static String words(Project project, Problem problem) {
    String place = project.architecture().place(problem.node()).map(p -> ":" + p.line()).orElse("");
    return "%s %s%s %s: %s"
        .formatted(
            YamlReader.word(problem.severity()),
            Project.ARCHITECTURE,
            place,
            problem.node(),
            problem.sentence());
  }

  private static void print(Project project, Analysis analysis) {
    if (analysis.nodes().isEmpty()) {
      return;
    }
    Output.result(
        "%-28s %-18s %6s %-16s %14s %16s %14s",
        "layer", "kind", "copies", "shape", "parameters", "multiply-adds", "activations");
    for (Costs.Node node : analysis.nodes()) {
      Output.result(
          "%-28s %-18s %6d %-16s %,14d %,16d %11.2f MB",
          node.id(),
          kind(analysis.architecture(), node.id()),
          node.copies(),
          node.output().shape(),
          node.parameters(),
          node.multiplyAdds(),
          node.activationBytes() / 1e6);
    }
    Output.result("");
    Output.result(
        "%,d parameters (%.1f MB in float32)",
        analysis.parameters(), analysis.parameters() * 4 / 1e6);
    Output.result(
        "%.1f million operations a token of training, at a context of %d",
        analysis.flopsPerToken() / 1e6, project.data().context());
    Output.result(
        "%.1f MB kept for the backward pass, at a batch of %d",
        analysis.activationBytes() / 1e6, project.training().batchSize());
  }

  private static Map<String, Object> document(Analysis analysis) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Costs.Node node : analysis.nodes()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", node.id());
      row.put("kind", kind(analysis.architecture(), node.id()));
      row.put("copies", node.copies());
      row.put(
          "shape", node.output().shape().dimensions().stream().map(Dimension::toString).toList());
      row.put("parameters", node.parameters());
      row.put("multiplyAdds", node.multiplyAdds());
      row.put("activationBytes", node.activationBytes());
      rows.add(row);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("parameters", analysis.parameters());
    document.put("flopsPerToken", analysis.flopsPerToken());
    document.put("nodes", rows);
    document.put(
        "problems",
        analysis.compilation().problems().stream()
            .map(p ->
                Map.of(
                    "node", p.node(),
                    "severity", YamlReader.word(p.severity()),
                    "message", p.sentence()))
            .toList());
    return document;
  }

  /// The kind of the layer that a path through blocks leads to.
  private static String kind(Architecture architecture, String path) {
    Block block = architecture.main();
    String kind = "";
    for (String id : path.split("\\.")) {
      kind = block.node(id).map(Node::kind).orElse("");
      block = architecture.block(kind).orElse(block);
    }
    return kind;
  }
}
