package org.modelwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.DeviceName;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    description = "Train a new run. Ctrl+C stops it after the present step and saves.")
final class TrainCommand implements Callable<Integer> {

  @Mixin private final ProjectArgument argument = new ProjectArgument();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Optimizer steps, as --set training.steps=N.")
  private @Nullable String steps;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      arity = "1..*",
      description =
          "A setting in place of the file's, such as training.learningRate=0.001 data.context=64.")
  private List<String> settings = List.of();

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N",
      description = "In place of the device in hardware.yaml.")
  private @Nullable String device;

  @Option(names = "--detach", description = "Return at once; the run goes on in the background.")
  private boolean detach;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    List<String> overrides = new ArrayList<>(settings);
    if (steps != null) {
      overrides.add("training.steps=" + steps);
    }
    DeviceName chosen = device == null ? null : DeviceName.parse(device);
    Project project = Project.open(argument.folder, overrides);
    Consent.require(project, argument.folder);
    RunFolder run = Training.create(project, chosen == null ? project.device() : chosen);
    if (detach) {
      Training.detach(run);
      if (json) {
        Output.json(Map.of("run", run.name(), "state", "queued"));
      }
      return 0;
    }
    int exit = Training.report(run, Training.follow(run), json);
    if (exit == 0 && !json) {
      Output.note(
          "Next: modelwright evaluate %1$s    modelwright generate %1$s --prompt TEXT",
          Output.word(argument.folder));
    }
    return exit;
  }
}
