package org.modelwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.modelwright.compile.Costs;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.UserCache;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.YamlReader;
import org.modelwright.gpu.GpuProbe;
import org.modelwright.gpu.GpuReport;
import org.modelwright.launch.RunFollower;
import org.modelwright.launch.Worker;
import org.modelwright.launch.WorkerProcess;
import org.modelwright.operator.Program;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;
import org.modelwright.train.TrainingSettings;

/// Starting and following runs, for the commands that do.
final class Training {

  private Training() {}

  /// Checks everything that can be wrong with a project, then makes the folder of a new run.
  static RunFolder create(Project project, DeviceName device) {
    requireUsable(device);
    if (project.training().fineTuning().adaptation().isPresent()) {
      throw new InputException(
          "training.yaml: `training.lora` adapts weights that have been trained, but a new run has none; use `modelwright branch`, or remove it.");
    }
    try (var progress = new TerminalProgress()) {
      // before the text is encoded, which can take long
      var _ = project.compile(progress).require(Project.ARCHITECTURE);
    }
    return create(
        project.folder(),
        project.name(),
        project.configuration(device),
        (_, _, configuration) -> configuration);
  }

  /// Puts into a new run's folder what it begins with, and returns the configuration it then has.
  @FunctionalInterface
  interface Equipment {
    RunConfiguration put(RunFolder run, Program program, RunConfiguration configuration)
        throws IOException;
  }

  /// As above, of what another run was started with or left.
  static RunFolder create(
      Path project, String title, RunConfiguration configuration, Equipment equipment) {
    Program program = check(project, title, configuration);
    RunFolder run =
        RunFolder.create(
            Project.runs(project), title, LocalDate.now(java.time.ZoneId.systemDefault()));
    try {
      equipment.put(run, program, configuration).write(run.configuration());
      return run;
    } catch (IOException e) {
      run.discard();
      throw new InputException(
          run
              + " cannot be written ("
              + IoReason.withFile(e)
              + "); check the permissions and the disk.",
          e);
    } catch (InputException e) {
      run.discard();
      throw e;
    }
  }

  /// Sees that a worker will find nothing wrong: a run that cannot begin is refused here, in words,
  /// and leaves no trace.
  ///
  /// @param run its name, or that of the run it repeats
  /// @return the program it will train
  static Program check(Path project, String run, RunConfiguration configuration) {
    requireUsable(DeviceName.parse(configuration.device()));
    var _ = UserCache.engine();
    TrainingSettings settings = configuration.trainingSettings();
    DataSettings data =
        DataSettings.read(new YamlReader(configuration.data(), "data."), project.toAbsolutePath());
    try (var progress = new TerminalProgress()) {
      try (Dataset dataset = Dataset.open(data, TrainingRun.cache(project), progress)) {
        configuration.requireSame(dataset, run);
        Program program =
            TrainingRun.compile(
                configuration, dataset.tokenizer().vocabularySize(), settings, data);
        Output.note(
            "Data: %,d training tokens, %,d held out; %s.",
            dataset.training().length(),
            dataset.validation().length(),
            String.join(", ", dataset.statistics().origins()));
        int vocabulary = dataset.tokenizer().vocabularySize();
        if (data.tokenizer() instanceof TokenizerSettings.Bpe bpe
            && vocabulary < bpe.vocabulary()) {
          Output.note(
              "Data: no more pairs occur twice, so the vocabulary has %,d tokens instead of %,d,"
                  + " and the model is that much smaller.",
              vocabulary, bpe.vocabulary());
        }
        long all = elements(program, _ -> true);
        long trained = elements(program, settings.fineTuning().trained());
        Output.note(
            "Model: %,d parameters%s, %,.0f million operations a token.",
            all,
            trained == all
                ? ""
                : ", of which %,d (%.2f %%) are trained".formatted(trained, 100.0 * trained / all),
            Costs.flopsPerToken(program, data.context(), settings.fineTuning().trained()) / 1e6);
        return program;
      }
    }
  }

  private static long elements(Program program, Predicate<String> names) {
    return program.slots().stream()
        .filter(slot -> names.test(slot.name()))
        .mapToLong(slot -> slot.type().shape().elements().resolve(Map.of()))
        .sum();
  }

  /// @throws InputException where this machine has no such device
  static void requireUsable(DeviceName device) {
    if (device.isCuda()) {
      GpuReport report = GpuProbe.probe();
      if (!report.usable()) {
        throw new InputException(
            "The device `"
                + device
                + "` cannot be used ("
                + String.valueOf(report.why()).replaceFirst("[.]$", "")
                + "); use --device cpu.");
      }
      if (device.index() >= report.gpus().size()) {
        throw new InputException(
            "There is no GPU "
                + device.index()
                + " here, only "
                + report.gpus().size()
                + "; use a smaller number.");
      }
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
