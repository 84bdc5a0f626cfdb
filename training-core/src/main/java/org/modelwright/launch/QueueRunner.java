package org.modelwright.launch;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.file.OsLock;
import org.modelwright.launch.QueueEntry.Mark;
import org.modelwright.project.Project;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.train.RunConfiguration;

/// Works through a project's queue: starts the next entry of each device once no run of the project is
/// at work there. One process does so at a time, kept apart by a lock; another one takes over when it
/// ends, and finds in the runs' folders what has become of them. To be used by one thread.
public final class QueueRunner implements AutoCloseable {

  private static final Duration BIRTH = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Queue queue;
  private final String worker;
  private final List<String> jvmFlags;
  private final Consumer<QueueEntry> started;
  private @Nullable OsLock lock;

  /// A run outside the queue that was last seen on a device; asked first, since there can be thousands.
  private @Nullable RunFolder stranger;

  /// What a look at the queue came to.
  public enum Look {
    /// Nothing waits, and nothing of the queue is at work.
    IDLE,
    BUSY,
    /// Another process works through the queue.
    ELSEWHERE
  }

  /// @param started told of each entry whose worker was started
  public QueueRunner(Queue queue, Consumer<QueueEntry> started) {
    this(queue, started, Worker.class.getName(), List.of());
  }

  QueueRunner(Queue queue, Consumer<QueueEntry> started, String worker, List<String> jvmFlags) {
    this.queue = queue;
    this.started = started;
    this.worker = worker;
    this.jvmFlags = jvmFlags;
  }

  /// Starts what can be started now. Takes a second for each run that is started, since it waits until
  /// the worker lives.
  ///
  /// @throws InputException where queue.yaml is damaged or cannot be written
  public Look look() throws InterruptedException {
    if (lock == null) {
      List<QueueEntry> found = queue.entries();
      if (found.stream().noneMatch(e -> e.waits() || e.mark() == Mark.STARTING)) {
        // nothing to do, so nothing is written into a project that is only looked at
        return found.stream().anyMatch(e -> e.hasBegun() && queue.isAlive(e))
            ? Look.BUSY
            : Look.IDLE;
      }
      lock = OsLock.tryTake(queue.runnerLock()).orElse(null);
      if (lock == null) {
        return Look.ELSEWHERE;
      }
      takeOver();
    }
    List<QueueEntry> entries = queue.entries();
    Set<DeviceName> busy = new HashSet<>();
    for (QueueEntry entry : entries) {
      if (entry.hasBegun() && queue.isAlive(entry)) {
        busy.add(entry.device());
      }
    }
    boolean waits = false;
    for (QueueEntry entry : entries) {
      if (entry.waits()) {
        waits = true;
        if (!busy.contains(entry.device()) && (occupied(entry.device(), entries) || start(entry))) {
          busy.add(entry.device());
        }
      }
    }
    return waits || !busy.isEmpty() ? Look.BUSY : Look.IDLE;
  }

  /// Settles what a runner that died left between two states.
  private void takeOver() {
    for (QueueEntry entry : queue.entries()) {
      if (entry.mark() == Mark.STARTING) {
        boolean began =
            queue.isAlive(entry)
                || !queue.isThere(entry)
                || (entry.resumes()
                    ? state(entry) == RunState.COMPLETED
                    : state(entry) != RunState.QUEUED);
        queue.mark(entry, began ? Mark.STARTED : Mark.WAITING, "");
      }
    }
  }

  private RunState state(QueueEntry entry) {
    return RunStatus.of(queue.run(entry)).state();
  }

  /// @return whether the device is taken by it now
  private boolean start(QueueEntry entry) throws InterruptedException {
    if (!queue.mark(entry, Mark.STARTING, "")) {
      return false;
    }
    QueueEntry starting = entry.with(Mark.STARTING, "");
    try {
      RunFolder run = queue.run(entry);
      Optional<String> refusal = refusal(entry);
      if (refusal.isPresent()) {
        queue.mark(starting, Mark.REFUSED, refusal.get());
        return false;
      }
      WorkerProcess process = WorkerProcess.start(run, worker, jvmFlags);
      long end = System.nanoTime() + BIRTH.toNanos();
      while (process.isAlive() && !Heartbeat.isAlive(run) && System.nanoTime() < end) {
        Thread.sleep(BETWEEN_LOOKS);
      }
    } catch (InputException e) {
      queue.mark(starting, Mark.REFUSED, e.getMessage());
      return false;
    }
    queue.mark(starting, Mark.STARTED, "");
    started.accept(entry.with(Mark.STARTED, ""));
    return queue.isAlive(entry);
  }

  /// Why an entry cannot be started any more, as after somebody did so by hand.
  private Optional<String> refusal(QueueEntry entry) {
    RunState state = state(entry);
    if (entry.resumes() ? state == RunState.COMPLETED : state != RunState.QUEUED) {
      return Optional.of(
          "Run %s is %s already; it was trained outside the queue."
              .formatted(entry.run(), state.word()));
    }
    return Optional.empty();
  }

  /// Whether a run that is not in the queue is at work on the device.
  private boolean occupied(DeviceName device, List<QueueEntry> entries) {
    if (stranger != null && isOn(stranger, device)) {
      return true;
    }
    Set<String> own =
        entries.stream()
            .filter(QueueEntry::hasBegun)
            .map(QueueEntry::run)
            .collect(Collectors.toSet());
    stranger =
        RunFolder.list(Project.runs(queue.project())).stream()
            .filter(run -> !own.contains(run.name()) && isOn(run, device))
            .findFirst()
            .orElse(null);
    return stranger != null;
  }

  private static boolean isOn(RunFolder run, DeviceName device) {
    return Heartbeat.isAlive(run)
        && DeviceName.parse(RunConfiguration.read(run.configuration()).device()).equals(device);
  }

  /// Leaves the queue to others; runs that were started go on.
  @Override
  public void close() {
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }
}
