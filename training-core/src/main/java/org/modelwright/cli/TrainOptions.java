package org.modelwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.DeviceName;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a new run is trained, for the commands that start one from the project's files.
final class TrainOptions {

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Optimizer steps, as --set training.steps=N.")
  private @Nullable String steps;

  @Mixin private final SettingOptions settings = new SettingOptions();

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N",
      description = "In place of the device in hardware.yaml.")
  private @Nullable String device;

  @Mixin private final FollowOptions follow = new FollowOptions();

  /// The settings that win over the files, as [org.modelwright.project.Project#open] takes them.
  List<String> overrides() {
    List<String> overrides = new ArrayList<>(settings.overrides());
    if (steps != null) {
      overrides.add("training.steps=" + steps);
    }
    return overrides;
  }

  Optional<DeviceName> device() {
    return Optional.ofNullable(device).map(DeviceName::parse);
  }

  /// Trains a run and returns the exit code.
  int run(RunFolder run) throws InterruptedException {
    return follow.run(run);
  }

  boolean isShown() {
    return follow.isShown();
  }
}
