package org.modelwright.hardware;

import java.nio.file.Path;
import java.util.Optional;
import org.modelwright.data.DataSettings;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.Fingerprint;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;

/// Compares finished runs of this machine with their estimates.
public final class Calibration {

  /// Outside of this something else was measured: a process that was short of memory, or a busy machine.
  private static final double LEAST_FACTOR = 0.1;

  private static final double MOST_FACTOR = 20;

  private static final double MILLIS = 1000;

  private Calibration() {}

  /// What measurements call a device of this machine.
  public static String device(DeviceName device, CpuFacts cpu) {
    return cpu.description() + (device.isCuda() ? ", " + device : "");
  }

  /// What measurements call a drawing.
  ///
  /// @param architecture as text
  public static String drawing(String architecture) {
    return Fingerprint.of(architecture);
  }

  /// How many threads a kernel is given.
  ///
  /// @param asked 0 for as many as there are cores
  public static int threads(int asked, CpuFacts cpu) {
    return asked == 0 ? cpu.physicalCores() : asked;
  }

  /// Learns from each run of a project that ended by its own word on this machine, had more than ten
  /// steps, and is not known yet.
  ///
  /// @param project its folder, absolute
  /// @param runs the folder of its runs
  /// @return what the newest such run took, known before or not
  public static Optional<Measurement> learn(
      Path project, Path runs, Calibrations calibrations, CpuFacts cpu) {
    Optional<Measurement> newest = Optional.empty();
    for (RunFolder run : RunFolder.list(runs)) {
      Optional<Measurement> known = calibrations.of(project.toString(), run.name());
      if (known.isEmpty()) {
        known = measure(project, run, calibrations, cpu);
        known.ifPresent(calibrations::add);
      }
      newest = known.isPresent() ? known : newest;
    }
    return newest;
  }

  private static Optional<Measurement> measure(
      Path project, RunFolder run, Calibrations calibrations, CpuFacts cpu) {
    try {
      RunStatus status = RunStatus.of(run);
      RunConfiguration configuration = RunConfiguration.read(run.configuration());
      RunConfiguration.Frozen frozen = configuration.frozen();
      Double millis = status.millisPerStep();
      Long peak = status.peakMemoryBytes();
      boolean ended = status.state() == RunState.COMPLETED || status.state() == RunState.STOPPED;
      if (!ended
          || frozen == null
          || !frozen.processor().equals(cpu.description())
          || millis == null
          || millis <= 0
          || peak == null) {
        return Optional.empty();
      }
      return compare(project, run, calibrations, cpu, configuration, frozen, millis, peak);
    } catch (InputException e) {
      // a run whose files are damaged or gone teaches nothing
      return Optional.empty();
    }
  }

  private static Optional<Measurement> compare(
      Path project,
      RunFolder run,
      Calibrations calibrations,
      CpuFacts cpu,
      RunConfiguration configuration,
      RunConfiguration.Frozen frozen,
      double millis,
      long peak) {
    DeviceName device = DeviceName.parse(configuration.device());
    int context =
        DataSettings.read(new YamlReader(configuration.data(), "data."), project).context();
    Workload workload =
        Workload.of(
            configuration,
            TrainingRun.compile(
                configuration, Tokenizers.load(TrainingRun.tokenizer(run)).vocabularySize()),
            context);
    Profile profile = ThisMachine.detect(device, frozen.threads());
    Plan plain = Planner.bare(workload, profile, Factors.NONE);
    String name = device(device, cpu);
    String precision = YamlReader.word(workload.training().precision());
    String drawing = drawing(configuration.architecture());
    Plan informed =
        Planner.bare(
            workload, profile, calibrations.factors(name, precision, frozen.threads(), drawing));
    double state = plain.memory().state();
    double estimated = plain.memory().total() - state;
    // the half of it on a scale of factors, since a peak says as much of its batch size as of the
    // machine
    double memoryFactor = Math.sqrt(Math.max(LEAST_FACTOR, (peak - state) / estimated));
    double timeFactor = millis / MILLIS / plain.time().seconds();
    if (timeFactor < LEAST_FACTOR || timeFactor > MOST_FACTOR) {
      return Optional.empty();
    }
    double flops = workload.flopsPerToken() * workload.training().tokensPerStep(workload.context());
    return Optional.of(
        new Measurement(
            name,
            precision,
            frozen.threads(),
            project.toString(),
            run.name(),
            drawing,
            device.isCuda() ? null : Math.min(memoryFactor, MOST_FACTOR),
            timeFactor,
            flops / (millis / MILLIS),
            peak,
            informed.memory().total(),
            millis,
            informed.time().seconds() * MILLIS));
  }
}
