package org.modelwright.launch;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.modelwright.progress.Progress;
import org.modelwright.train.LearningRateRange;
import org.modelwright.train.Rehearsal;
import org.modelwright.train.RunConfiguration;

/// Makes the steps of a learning-rate range test in a process of its own, on the text of a project.
public final class LearningRateTrial {

  private LearningRateTrial() {}

  /// @param range takes the steps until it is over
  /// @param project the folder of the project
  /// @param messages hears what the process says
  /// @throws org.modelwright.file.InputException where settings do not fit the drawing, the data or the
  ///     machine
  /// @throws ProcessFailedException where the process dies
  /// @throws java.util.concurrent.CancellationException once the user has asked to stop
  public static void run(
      LearningRateRange range,
      RunConfiguration configuration,
      Path project,
      Progress progress,
      Consumer<String> messages) {
    try (var training = RehearsalProcess.onData(configuration, project, messages)) {
      while (!range.isOver()) {
        progress.check();
        progress.report("trying learning rates", range.count(), range.steps());
        Rehearsal.Step step = training.step(range.nextRate());
        range.add(step.loss(), step.updated());
      }
    }
  }
}
