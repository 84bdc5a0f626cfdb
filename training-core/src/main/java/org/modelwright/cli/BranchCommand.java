package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.engine.DeviceName;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "branch",
    description =
        "Train a new run that begins with an old one's weights: fine-tuning. Drawing, data and"
            + " settings are those the project's files say now; the tokenizer is the old run's.")
final class BranchCommand implements Callable<Integer> {

  @Mixin private final RunArgument argument = new RunArgument();
  @Mixin private final TrainOptions options = new TrainOptions();

  @Mixin private final OwnSourceOptions own = new OwnSourceOptions();

  @Override
  public Integer call() throws InterruptedException {
    RunFolder old = argument.open();
    Project project = Project.open(argument.folder, own.source(), options.overrides());
    Consent.require(project, argument.folder);
    DeviceName device = options.device().orElse(project.device());
    return options.run(Training.starting(runs -> runs.branch(old, project, device)));
  }
}
