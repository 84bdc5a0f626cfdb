package org.modelwright.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.launch.Queue;
import org.modelwright.launch.QueueEntry;
import org.modelwright.launch.RunStarter;
import org.modelwright.launch.Sweep;
import org.modelwright.launch.SweepResult;
import org.modelwright.project.Project;
import org.modelwright.run.RunStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sweep",
    description =
        "Add runs to the queue that differ in some settings, or, without --set, show what the runs of"
            + " a sweep came to.")
final class SweepCommand implements Callable<Integer> {

  @Mixin private final ProjectArgument argument = new ProjectArgument();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUES",
      arity = "1..*",
      description =
          "Values to try: training.batchSize=8,16 or a range, training.learningRate=1e-4..1e-2:log,"
              + " of the drawing too: drawing.main.embed.width=64,128.")
  private List<String> settings = List.of();

  @Option(
      names = "--random",
      paramLabel = "N",
      description = "Draw N combinations in place of all of them.")
  private @Nullable Integer random;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "What is drawn follows from it (default: 1).")
  private long seed = 1;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the sweep (default: its time; without --set: the newest).")
  private String name = "";

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N",
      description = "In place of the device in hardware.yaml.")
  private @Nullable String device;

  @Option(names = "--run", description = "Work through the queue until nothing waits.")
  private boolean run;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    var _ = Project.requireProject(argument.folder);
    var queue = new Queue(argument.folder);
    if (settings.isEmpty()) {
      return results(queue, name);
    }
    Sweep sweep = Sweep.parse(name, settings, random == null ? null : new Sweep.Draw(random, seed));
    Consent.require(Project.open(argument.folder), argument.folder);
    @Nullable DeviceName on = device == null ? null : DeviceName.parse(device);
    List<QueueEntry> added;
    try (var progress = new TerminalProgress()) {
      var starter = new RunStarter(progress, words -> Output.note("%s", words));
      added = sweep.addTo(queue, List.of(), on, starter, progress);
    }
    Output.note("Added %d runs to the queue as sweep %s.", added.size(), sweep.name());
    if (run) {
      int exit = QueueWork.untilEmpty(queue);
      var _ = results(queue, sweep.name());
      return exit;
    }
    if (json) {
      Output.json(
          Map.of("sweep", sweep.name(), "runs", added.stream().map(QueueEntry::run).toList()));
    } else {
      Output.note("Next: modelwright queue %s --run", Output.word(argument.folder));
    }
    return 0;
  }

  private int results(Queue queue, String wanted) {
    List<String> names = SweepResult.names(queue.project());
    if (names.isEmpty()) {
      throw new InputException(
          "There is no sweep in "
              + argument.folder
              + " yet; make one with --set, such as --set training.batchSize=8,16.");
    }
    SweepResult result =
        SweepResult.of(queue.project(), wanted.isEmpty() ? names.getFirst() : wanted);
    if (json) {
      Output.json(document(result));
    } else {
      table(result);
    }
    return 0;
  }

  private static void table(SweepResult result) {
    List<String> header = new ArrayList<>(result.keys());
    header.addAll(List.of("best loss", "last loss", "state", "run"));
    List<List<String>> rows = new ArrayList<>(List.of(header));
    for (SweepResult.Row row : result.ranked()) {
      RunStatus status = row.status();
      List<String> cells =
          new ArrayList<>(
              result.keys().stream().map(k -> row.settings().getOrDefault(k, "-")).toList());
      cells.add(QueueReport.loss(status.bestValidationLoss()));
      cells.add(QueueReport.loss(status.validationLoss()));
      cells.add(status.state().word());
      cells.add(status.run());
      rows.add(cells);
    }
    Output.result("Sweep %s, the best first:", result.name());
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
      }
      Output.result("%s", line.toString().stripTrailing());
    }
  }

  private static Map<String, Object> document(SweepResult result) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (SweepResult.Row row : result.ranked()) {
      Map<String, Object> cells = new LinkedHashMap<>();
      cells.put("run", row.status().run());
      cells.put("state", row.status().state().word());
      cells.put("settings", row.settings());
      cells.put("steps", row.status().steps());
      cells.put("trainLoss", row.status().trainLoss());
      cells.put("validationLoss", row.status().validationLoss());
      cells.put("bestValidationLoss", row.status().bestValidationLoss());
      cells.put("cause", row.status().cause());
      rows.add(cells);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("sweep", result.name());
    document.put("settings", result.keys());
    document.put("runs", rows);
    return document;
  }
}
