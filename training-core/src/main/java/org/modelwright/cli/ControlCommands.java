package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.file.InputException;
import org.modelwright.run.CommandLog;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The verbs that a running worker obeys between two steps.
final class ControlCommands {

  private ControlCommands() {}

  abstract static class Control implements Callable<Integer> {

    @Mixin private final RunArgument argument = new RunArgument();

    abstract org.modelwright.run.Command command();

    @Override
    public Integer call() {
      RunFolder run = argument.open();
      RunStatus status = RunStatus.of(run);
      if (status.state().isFinal()) {
        throw new InputException(
            "Run "
                + run.name()
                + " is not running, it is "
                + status.state().word()
                + "; see `modelwright runs`.");
      }
      CommandLog.append(run, command());
      Output.note("Told %s; it acts after its present step.", run.name());
      return 0;
    }
  }

  @Command(name = "pause", description = "Pause a running run; it keeps its memory.")
  static final class Pause extends Control {
    @Override
    org.modelwright.run.Command command() {
      return org.modelwright.run.Command.pause();
    }
  }

  @Command(name = "continue", description = "Go on with a paused run.")
  static final class Continue extends Control {
    @Override
    org.modelwright.run.Command command() {
      return org.modelwright.run.Command.resume();
    }
  }

  @Command(name = "stop", description = "Stop a running run after its present step and save it.")
  static final class Stop extends Control {

    @Option(names = "--discard", description = "Do not save what came after the newest checkpoint.")
    private boolean discard;

    @Override
    org.modelwright.run.Command command() {
      return org.modelwright.run.Command.stop(!discard);
    }
  }

  @Command(name = "checkpoint", description = "Have a running run save a checkpoint now.")
  static final class Checkpoint extends Control {
    @Override
    org.modelwright.run.Command command() {
      return org.modelwright.run.Command.checkpointNow();
    }
  }
}
