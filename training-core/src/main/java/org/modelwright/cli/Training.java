package org.modelwright.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.modelwright.file.YamlReader;
import org.modelwright.launch.RunFollower;
import org.modelwright.launch.RunStarter;
import org.modelwright.launch.Worker;
import org.modelwright.launch.WorkerProcess;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.train.RunConfiguration;

/// Starting and following runs, for the commands that do.
final class Training {

  private Training() {}

  /// Makes runs, showing how far it is on the terminal.
  static <T> T starting(Function<RunStarter, T> action) {
    try (var progress = new TerminalProgress()) {
      return action.apply(new RunStarter(progress, words -> Output.note("%s", words)));
    }
  }

  /// Starts a worker and leaves it alone.
  static void detach(RunFolder run) {
    var _ = WorkerProcess.start(run, Worker.class.getName(), List.of());
    Output.note("%s trains in the background; see `modelwright runs`.", run.name());
  }

  /// Starts a worker, shows its progress and returns how it ended.
  static RunStatus follow(RunFolder run) throws InterruptedException {
    RunConfiguration configuration = RunConfiguration.read(run.configuration());
    return RunFollower.start(run, Worker.class.getName(), List.of())
        .follow(new TrainingDisplay(configuration.trainingSettings().steps()));
  }

  /// Prints how a run ended and returns the exit code.
  static int report(RunFolder run, RunStatus status, boolean json) {
    if (json) {
      Output.json(document(run, status));
    }
    if (status.state() == RunState.FAILED) {
      Output.note("%s failed: %s", status.run(), String.valueOf(status.cause()));
      return Main.FAILED;
    }
    if (!json) {
      Output.result(
          "%s %s after %d steps: loss %s, validation loss %s (best %s), %s ms a step, %s tokens/s.",
          status.run(),
          status.state().word(),
          status.steps(),
          number(status.trainLoss(), "%.4f"),
          number(status.validationLoss(), "%.4f"),
          number(status.bestValidationLoss(), "%.4f"),
          number(status.millisPerStep(), "%.1f"),
          number(status.tokensPerSecond(), "%,.0f"));
    }
    return 0;
  }

  private static String number(@org.jspecify.annotations.Nullable Double value, String format) {
    return value == null ? "unknown" : String.format(java.util.Locale.ROOT, format, value);
  }

  private static Map<String, Object> document(RunFolder run, RunStatus status) {
    RunConfiguration configuration = RunConfiguration.read(run.configuration());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", status.run());
    document.put("state", status.state().word());
    document.put("steps", status.steps());
    document.put("trainLoss", status.trainLoss());
    document.put("validationLoss", status.validationLoss());
    document.put("bestValidationLoss", status.bestValidationLoss());
    document.put("tokensPerSecond", status.tokensPerSecond());
    document.put("millisPerStep", status.millisPerStep());
    document.put("outsideNativeShare", status.outsideNativeShare());
    document.put("peakMemoryBytes", status.peakMemoryBytes());
    document.put("device", configuration.device());
    document.put("precision", YamlReader.word(configuration.trainingSettings().precision()));
    document.put("cause", status.cause());
    return document;
  }
}
