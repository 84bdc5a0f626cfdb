package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.engine.DeviceName;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "train",
    description = "Train a new run. Ctrl+C stops it after the present step and saves.")
final class TrainCommand implements Callable<Integer> {

  @Mixin private final ProjectArgument argument = new ProjectArgument();

  @Mixin private final TrainOptions options = new TrainOptions();

  @Override
  public Integer call() throws InterruptedException {
    Project project = Project.open(argument.folder, options.overrides());
    Consent.require(project, argument.folder);
    DeviceName device = options.device().orElse(project.device());
    RunFolder run = Training.starting(runs -> runs.train(project, device));
    int exit = options.run(run);
    if (exit == 0 && options.isShown()) {
      Output.note(
          "Next: modelwright evaluate %1$s    modelwright generate %1$s --prompt TEXT",
          Output.word(argument.folder));
    }
    return exit;
  }
}
