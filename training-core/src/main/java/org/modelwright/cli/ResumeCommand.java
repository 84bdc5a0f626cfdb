package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.run.RunFolder;
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
    Training.starting(runs -> {
      runs.requireResumable(run);
      return run;
    });
    Consent.require(run);
    return follow.run(run);
  }
}
