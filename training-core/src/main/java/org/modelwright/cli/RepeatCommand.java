package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "repeat",
    description =
        "Train a new run with exactly the settings of an old one, whatever the files say now.")
final class RepeatCommand implements Callable<Integer> {

  @Mixin private final RunArgument argument = new RunArgument();

  @Mixin private final FollowOptions follow = new FollowOptions();

  @Override
  public Integer call() throws InterruptedException {
    RunFolder old = argument.open();
    Consent.require(old);
    return follow.run(Training.starting(runs -> runs.repeat(old)));
  }
}
