package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.file.InputException;
import org.modelwright.operator.Program;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.train.Checkpoints;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "resume",
    description = "Go on with a run that stopped or failed, from its newest checkpoint.")
final class ResumeCommand implements Callable<Integer> {

  @Mixin private final RunArgument argument = new RunArgument();

  @Mixin private final FollowOptions follow = new FollowOptions();

  @Override
  public Integer call() throws InterruptedException {
    RunFolder run = argument.open();
    RunStatus status = RunStatus.of(run);
    if (!status.state().isFinal() && status.state() != RunState.QUEUED) {
      throw new InputException(
          "Run "
              + run.name()
              + " is "
              + status.state().word()
              + "; stop it first, or wait for its end.");
    }
    if (status.state() == RunState.COMPLETED) {
      throw new InputException(
          "Run " + run.name() + " is complete; train again with more steps instead.");
    }
    RunConfiguration configuration = RunConfiguration.read(run.configuration());
    Consent.require(run);
    Program program = Training.check(TrainingRun.project(run), run.name(), configuration);
    new Checkpoints(run.checkpoints())
        .newest()
        .ifPresent(checkpoint ->
            Checkpoints.verify(checkpoint, program, configuration.trainingSettings()));
    return follow.run(run);
  }
}
