package org.modelwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.LayerKinds;
import org.modelwright.engine.CustomTrial;
import org.modelwright.file.InputException;
import org.modelwright.file.Words;
import org.modelwright.file.YamlReader;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.DidYouMean;
import org.modelwright.graph.Problem;
import org.modelwright.launch.LayerCheck;
import org.modelwright.layer.custom.CustomKind;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description =
        "Try the drawing's custom layers on a tiny batch: shapes, gradients, which positions they"
            + " see.")
final class CheckCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROJECT",
      defaultValue = ".",
      description = "The project's folder (default: the current folder).")
  private Path folder = Path.of(".");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LAYER",
      description = "One custom layer (default: all).")
  private @Nullable String layer;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Project project = Project.open(folder);
    Architecture architecture = project.architecture().architecture();
    var kinds = new LayerKinds(architecture);
    List<CustomKind> chosen = chosen(architecture, kinds);
    Consent.require(project, folder);
    Map<String, LayerCheck> checks = new LinkedHashMap<>();
    for (CustomKind kind : chosen) {
      checks.put(kind.kind(), LayerCheck.run(architecture, kind.kind(), Progress.NONE));
    }
    if (json) {
      Output.json(document(checks));
    } else {
      checks.forEach(CheckCommand::print);
    }
    return checks.values().stream().allMatch(LayerCheck::passed) ? 0 : 1;
  }

  private List<CustomKind> chosen(Architecture architecture, LayerKinds kinds) {
    if (architecture.layers().isEmpty()) {
      throw new InputException(
          Project.ARCHITECTURE + " has no custom layer; write one under `layers`.");
    }
    if (layer != null && !architecture.layers().containsKey(layer)) {
      throw new InputException(
          Project.ARCHITECTURE
              + " has no custom layer `"
              + layer
              + "`"
              + DidYouMean.clause(layer, architecture.layers().keySet())
              + "; it has: "
              + String.join(", ", architecture.layers().keySet())
              + ".");
    }
    for (Problem problem : kinds.problems()) {
      if (problem.severity() == Problem.Severity.ERROR
          && (layer == null || layer.equals(problem.node()))) {
        throw new InputException(
            Project.ARCHITECTURE + ": " + problem.node() + ": " + problem.sentence());
      }
    }
    return kinds.custom().stream()
        .filter(kind -> layer == null || layer.equals(kind.kind()))
        .toList();
  }

  private static void print(String kind, LayerCheck check) {
    for (CustomTrial.Report report : check.reports()) {
      if (report.faults().isEmpty()) {
        Output.result(
            "%s: gives %s for 2 rows of 5 positions, %s; gradients agree with finite differences.",
            kind, report.shape(), words(report.dependence()));
      }
      report.faults().forEach(fault -> Output.result("%s: %s", kind, fault.english()));
    }
    check.ended().ifPresent(why -> Output.result("%s: %s", kind, why.english()));
  }

  private static String words(CustomTrial.Dependence dependence) {
    return switch (dependence) {
      case POSITIONWISE -> "each position by itself";
      case CAUSAL -> "each position from itself and earlier ones";
      case NEITHER -> "each position from later ones too";
    };
  }

  private static Map<String, Object> document(Map<String, LayerCheck> checks) {
    List<Map<String, Object>> layers = new ArrayList<>();
    checks.forEach((kind, check) -> {
      List<Map<String, Object>> uses = new ArrayList<>();
      for (CustomTrial.Report report : check.reports()) {
        uses.add(
            Map.of(
                "shape", report.shape(),
                "dependence", YamlReader.word(report.dependence()),
                "faults", report.faults().stream().map(Words::english).toList()));
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("layer", kind);
      row.put("passed", check.passed());
      row.put("uses", uses);
      row.put("ended", check.ended().map(Words::english).orElse(""));
      layers.add(row);
    });
    return Map.of("layers", layers);
  }
}
