package org.modelwright.launch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.gpu.GpuProbe;
import org.modelwright.gpu.GpuReport;
import org.modelwright.hardware.CpuFacts;
import org.modelwright.hardware.MemoryFacts;
import org.modelwright.hardware.PeakFlops;
import org.modelwright.project.LayerTrust;
import org.modelwright.run.Command;
import org.modelwright.run.CommandLog;
import org.modelwright.run.CommandTail;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.FailureCause;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.WorkerLock;
import org.modelwright.train.Machine;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingFaultException;
import org.modelwright.train.TrainingRun;

/// The worker's main class: trains the run whose folder is its one argument. Exit status 0 where the
/// run completed or was stopped, 3 where it failed, 4 where another worker has it. SIGTERM stops and
/// saves it.
public final class Worker {

  private static final int FAILED = 3;

  private Worker() {}

  public static void main(String[] args) {
    LibraryMessages.onlyWarnings();
    RunFolder run = RunFolder.open(Path.of(args[0]));
    // what a scheduler sends before it takes the machine away: the same as `modelwright stop`
    Object _ = Signals.handle("TERM", () -> CommandLog.append(run, Command.stop(true)));
    try (var _ = WorkerLock.acquire(run)) {
      System.exit(train(run));
    } catch (InputException e) {
      System.err.println(e.getMessage());
      System.exit(WorkerProcess.TAKEN);
    }
  }

  private static int train(RunFolder run) {
    try (var _ = Heartbeat.start(run);
        var events = new EventLog(run.events());
        var commands = CommandTail.open(run)) {
      try {
        var configuration = RunConfiguration.read(run.configuration());
        LayerTrust.ofUser()
            .require(configuration.drawing(), "Run " + run.name(), "modelwright trust");
        new TrainingRun(run, machine(configuration), events).train(commands);
        return 0;
      } catch (Throwable t) { // whatever ends a worker is its run's last word
        t.printStackTrace();
        String cause =
            t instanceof TrainingFaultException fault ? fault.sentence() : FailureCause.of(t);
        events.append(new Event.Failed(Instant.now(), cause));
        return FAILED;
      }
    }
  }

  /// This machine, for training on the configuration's device in its precision.
  static Machine machine(RunConfiguration configuration) {
    CpuFacts cpu = CpuFacts.read();
    return new Machine(
        cpu.description(),
        cpu.physicalCores(),
        new Sampled(() -> MemoryFacts.read().resident()),
        () -> MemoryFacts.read().peakResident(),
        () -> MemoryFacts.read().available(),
        MemoryFacts::forgetPeak,
        peak(configuration));
  }

  private static OptionalDouble peak(RunConfiguration configuration) {
    DeviceName device = DeviceName.parse(configuration.device());
    if (!device.isCuda()) {
      return OptionalDouble.empty();
    }
    GpuReport report = GpuProbe.probe();
    if (device.index() >= report.gpus().size()) {
      return OptionalDouble.empty();
    }
    return PeakFlops.of(
        report.gpus().get(device.index()).name(),
        YamlReader.word(configuration.trainingSettings().precision()));
  }

  /// A figure that is read again only after a second: a step may take less than a look into `/proc`.
  private static final class Sampled implements LongSupplier {

    private static final long NANOS = 1_000_000_000;

    private final LongSupplier source;
    private long value;
    private long readAt = System.nanoTime() - NANOS;

    Sampled(LongSupplier source) {
      this.source = source;
    }

    @Override
    public long getAsLong() {
      long now = System.nanoTime();
      if (now - readAt >= NANOS) {
        value = source.getAsLong();
        readAt = now;
      }
      return value;
    }
  }
}
