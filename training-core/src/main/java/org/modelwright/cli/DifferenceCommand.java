package org.modelwright.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.Words;
import org.modelwright.run.RunDifference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "difference",
    description = "Show in which settings runs differ, and in what their drawings do.")
final class DifferenceCommand implements Callable<Integer> {

  @Mixin private final RunsArgument argument = new RunsArgument();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    RunDifference difference = RunDifference.between(argument.openSeveral());
    if (json) {
      Output.json(document(difference));
      return 0;
    }
    if (difference.settings().isEmpty()) {
      Output.note("All settings are the same.");
    }
    for (RunDifference.Setting setting : difference.settings()) {
      Output.result("%s", setting.key());
      for (int i = 0; i < difference.runs().size(); i++) {
        @Nullable String value = setting.values().get(i);
        Output.result("  %-40s %s", difference.runs().get(i), value == null ? "-" : value);
      }
    }
    for (RunDifference.Drawing drawing : difference.drawings()) {
      Output.result(
          "Drawing of %s, against %s: %s",
          drawing.run(),
          difference.runs().getFirst(),
          drawing.changes().isEmpty() ? "the same" : "");
      drawing.changes().forEach(change -> Output.result("  %s", change.english()));
    }
    return 0;
  }

  private static Map<String, Object> document(RunDifference difference) {
    List<Map<String, Object>> settings = new ArrayList<>();
    for (RunDifference.Setting setting : difference.settings()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("key", setting.key());
      row.put("values", setting.values());
      settings.add(row);
    }
    List<Map<String, Object>> drawings = new ArrayList<>();
    for (RunDifference.Drawing drawing : difference.drawings()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("run", drawing.run());
      row.put("changes", drawing.changes().stream().map(Words::english).toList());
      drawings.add(row);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("runs", difference.runs());
    document.put("settings", settings);
    document.put("drawings", drawings);
    return document;
  }
}
