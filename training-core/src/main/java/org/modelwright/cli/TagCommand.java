package org.modelwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunLabels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "tag", description = "Show or change the tags and the note of runs.")
final class TagCommand implements Callable<Integer> {

  @Mixin private final RunsArgument argument = new RunsArgument();

  @Option(names = "--add", paramLabel = "TAG", split = ",", description = "Tags to add.")
  private List<String> added = new ArrayList<>();

  @Option(names = "--remove", paramLabel = "TAG", split = ",", description = "Tags to remove.")
  private List<String> removed = new ArrayList<>();

  @Option(names = "--note", paramLabel = "TEXT", description = "A new note; empty for none.")
  private @Nullable String note;

  @Override
  public Integer call() {
    for (RunFolder run : argument.open()) {
      RunLabels before = RunLabels.read(run);
      List<String> tags = new ArrayList<>(before.tags());
      tags.removeAll(removed);
      tags.addAll(added);
      RunLabels after = new RunLabels(tags, note == null ? before.note() : note);
      if (!after.equals(before)) {
        after.write(run);
      }
      Output.result("%-40s %s", run.name(), String.join(", ", after.tags()));
      after.note().lines().forEach(line -> Output.result("  %s", line));
    }
    return 0;
  }
}
