package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Pruning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    description = "Remove checkpoints of runs, all but the best and the newest.")
final class PruneCommand implements Callable<Integer> {

  @Mixin private final RunsArgument argument = new RunsArgument();

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many of the newest stay (default: 1).")
  private int keep = 1;

  @Override
  public Integer call() {
    for (RunFolder run : argument.open()) {
      Output.note("%s: %,d bytes freed.", run.name(), Pruning.prune(run, keep));
    }
    return 0;
  }
}
