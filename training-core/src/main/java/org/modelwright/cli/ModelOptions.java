package org.modelwright.cli;

import org.jspecify.annotations.Nullable;
import org.modelwright.engine.DeviceName;
import org.modelwright.evaluate.TrainedModel;
import org.modelwright.hardware.CpuFacts;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;
import org.modelwright.train.RunConfiguration;
import picocli.CommandLine.Option;

/// Where a trained model runs.
final class ModelOptions {

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N",
      description = "In place of the device the run was trained on.")
  private @Nullable String device;

  @Option(
      names = "--checkpoint",
      paramLabel = "best|last|STEP",
      defaultValue = "best",
      description =
          "Which of the run's checkpoints; the best is the last where there is no validation (default:"
              + " ${DEFAULT-VALUE}).")
  private String checkpoint = "best";

  TrainedModel open(RunFolder run) {
    Consent.require(run);
    DeviceName chosen =
        DeviceName.parse(
            device == null ? RunConfiguration.read(run.configuration()).device() : device);
    return new TrainedModel(
        run, Checkpoints.of(run).choose(checkpoint), chosen, CpuFacts.read().physicalCores());
  }
}
