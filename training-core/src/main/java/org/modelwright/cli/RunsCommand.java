package org.modelwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunIndex;
import org.modelwright.run.RunSearch;
import org.modelwright.run.RunStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "runs",
    description = "List the project's runs: state, steps, losses, causes of failure.")
final class RunsCommand implements Callable<Integer> {

  @Mixin private final ProjectArgument argument = new ProjectArgument();

  @Option(
      names = "--where",
      paramLabel = "EXPRESSION",
      defaultValue = "",
      description = "Only runs such as `training.learningRate < 1e-3 and state = failed`.")
  private String where = "";

  @Option(
      names = "--sort",
      paramLabel = "KEY",
      defaultValue = "",
      description =
          "By a setting, or by loss, bestValidationLoss, duration, ...; -KEY for the largest first.")
  private String sort = "";

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    List<RunStatus> runs = found().stream().map(RunStatus::of).toList();
    if (json) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (RunStatus status : runs) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("run", status.run());
        row.put("state", status.state().word());
        row.put("steps", status.steps());
        row.put("validationLoss", status.validationLoss());
        row.put("bestValidationLoss", status.bestValidationLoss());
        row.put("cause", status.cause());
        rows.add(row);
      }
      Output.json(Map.of("runs", rows));
      return 0;
    }
    if (runs.isEmpty() && !where.isEmpty()) {
      Output.note("No run is like that.");
    } else if (runs.isEmpty()) {
      Output.note("No runs yet; start one with `modelwright train %s`.", argument.folder);
    }
    for (RunStatus status : runs) {
      Output.result(
          "%-40s %-10s step %-8d validation loss %s",
          status.run(),
          status.state().word(),
          status.steps(),
          status.validationLoss() == null
              ? "-"
              : String.format(java.util.Locale.ROOT, "%.4f", status.validationLoss()));
      if (status.cause() != null) {
        Output.result("  %s", status.cause().replace("\n", "\n  "));
      }
    }
    return 0;
  }

  /// The command line keeps no index: where one is needed, it is made for this once.
  private List<RunFolder> found() {
    Path runs = Project.requireProject(argument.folder);
    if (where.isEmpty() && sort.isEmpty()) {
      return RunFolder.list(runs);
    }
    try (RunIndex index = RunIndex.inMemory(runs)) {
      var _ = index.refresh();
      RunSearch search = RunSearch.parse(where, index.settings());
      return index.rows(search, sort).stream()
          .map(row -> RunFolder.open(runs.resolve(row.run())))
          .toList();
    }
  }
}
