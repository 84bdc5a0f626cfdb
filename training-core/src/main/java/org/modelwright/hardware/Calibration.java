package org.modelwright.hardware;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelwright.data.DataSettings;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.Fingerprint;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
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

  /// A worker's first steps are slower than the rest.
  private static final int WARM_UP = 10;

  /// Of a project, the newest. [Calibrations] forgets the oldest of all, and what it forgets must not
  /// come back as new.
  private static final int MOST_RUNS = 50;

  private Calibration() {}

  /// What measurements call a device of this machine.
  static String device(DeviceName device, CpuFacts cpu) {
    return cpu.description() + (device.isCuda() ? ", " + device : "");
  }

  /// What measurements call a drawing.
  ///
  /// @param architecture as text
  static String drawing(String architecture) {
    return Fingerprint.of(architecture);
  }

  /// How many threads a kernel is given.
  ///
  /// @param asked 0 for as many as there are cores
  static int threads(int asked, CpuFacts cpu) {
    return asked == 0 ? cpu.physicalCores() : asked;
  }

  /// What runs on this machine have taught of a profile; [Factors#NONE] for other hardware.
  ///
  /// @param profile this machine's, as detected or as a copy of it
  /// @param device that the project trains on
  /// @param threads as the project's settings say
  /// @param architecture the project's drawing as text
  public static Factors factors(
      Calibrations calibrations,
      Profile profile,
      Workload workload,
      DeviceName device,
      int threads,
      String architecture,
      CpuFacts cpu) {
    boolean detected = profile.name().equals(ThisMachine.NAME);
    boolean sameProcessor =
        profile.kind() == Profile.Kind.CPU && profile.device().equals(cpu.name());
    if (!detected && !sameProcessor) {
      return Factors.NONE;
    }
    return calibrations.factors(
        device(detected ? device : DeviceName.CPU, cpu),
        YamlReader.word(workload.training().precision()),
        threads(threads, cpu),
        drawing(architecture));
  }

  /// Learns from each of a project's newest runs that ended by its own word on this machine, had more
  /// than ten steps, and is not known yet.
  ///
  /// @param project its folder, absolute
  /// @param runs the folder of its runs
  /// @return what such runs took, known before or not, the oldest first
  public static List<Measurement> learn(
      Path project, Path runs, Calibrations calibrations, CpuFacts cpu) {
    List<Measurement> all = new ArrayList<>();
    List<RunFolder> folders = RunFolder.list(runs);
    for (RunFolder run : folders.subList(Math.max(0, folders.size() - MOST_RUNS), folders.size())) {
      Optional<Measurement> known = calibrations.of(project.toString(), run.name());
      if (known.isEmpty()) {
        known = measure(project, run, calibrations, cpu);
        known.ifPresent(calibrations::add);
      }
      known.ifPresent(all::add);
    }
    return List.copyOf(all);
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
          || stepsOfLastWorker(run) <= WARM_UP
          || frozen == null
          || !frozen.processor().equals(cpu.description())
          || millis == null
          || millis <= 0
          || peak == null) {
        return Optional.empty();
      }
      return compare(project, run, calibrations, cpu, configuration, frozen, millis, peak);
    } catch (InputException | UncheckedIOException e) {
      // a run whose files are damaged or gone teaches nothing
      return Optional.empty();
    }
  }

  /// Steps of the worker that wrote the run's last word, which its figures are of.
  private static long stepsOfLastWorker(RunFolder run) {
    long steps = 0;
    for (Event event : EventLog.read(run.events())) {
      steps = event instanceof Event.Resumed ? 0 : event instanceof Event.Step ? steps + 1 : steps;
    }
    return steps;
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
