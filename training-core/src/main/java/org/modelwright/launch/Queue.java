package org.modelwright.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.file.OsLock;
import org.modelwright.launch.QueueEntry.Mark;
import org.modelwright.project.Project;
import org.modelwright.run.Command;
import org.modelwright.run.CommandLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.train.RunConfiguration;

/// The runs of a project that train one after the other: an order over folders that hold all they need,
/// so whatever is drawn meanwhile changes none of them. It lies in queue.yaml; any number of processes
/// may change it, each with one object of this class. [QueueRunner] works through it.
public final class Queue {

  public static final String FILE = "queue.yaml";
  private static final String LOCKS = ".queue";

  private final Path project;
  private final Path file;

  /// An entry with what its run came to.
  ///
  /// @param status of the run; null where its folder is gone
  /// @param why it failed; null unless it did
  public record Item(
      QueueEntry entry, QueueState state, @Nullable RunStatus status, @Nullable String why) {}

  /// @param project the project's folder
  public Queue(Path project) {
    this.project = project.toAbsolutePath().normalize();
    file = this.project.resolve(FILE);
  }

  public Path project() {
    return project;
  }

  /// In their order.
  ///
  /// @throws InputException where queue.yaml is damaged
  public List<QueueEntry> entries() {
    return QueueFile.read(file).entries();
  }

  /// In their order, each with a look into its run's folder.
  ///
  /// @throws InputException where queue.yaml is damaged
  public List<Item> items() {
    return entries().stream().map(this::item).toList();
  }

  /// A look into the folder of an entry's run.
  public Item item(QueueEntry entry) {
    @Nullable RunStatus status = isThere(entry) ? RunStatus.of(run(entry)) : null;
    return switch (entry.mark()) {
      case REFUSED -> new Item(entry, QueueState.FAILED, status, entry.why());
      case CANCELLED -> new Item(entry, QueueState.CANCELLED, status, null);
      case WAITING, STARTING, STARTED -> begun(entry, status);
    };
  }

  private static Item begun(QueueEntry entry, @Nullable RunStatus status) {
    if (status == null) {
      return new Item(entry, QueueState.FAILED, null, "The folder of its run is gone.");
    }
    QueueState state =
        switch (status.state()) {
          case QUEUED -> entry.mark() == Mark.WAITING ? QueueState.WAITING : QueueState.RUNNING;
          case PREPARING, RUNNING, PAUSING, PAUSED, STOPPING -> QueueState.RUNNING;
          // of a run that is to go on, what an earlier worker came to
          case COMPLETED, STOPPED, FAILED ->
              entry.waits() && entry.resumes()
                  ? QueueState.WAITING
                  : entry.mark() == Mark.STARTING && entry.resumes()
                      ? QueueState.RUNNING
                      : status.state() == RunState.FAILED ? QueueState.FAILED : QueueState.DONE;
        };
    return new Item(entry, state, status, state == QueueState.FAILED ? status.cause() : null);
  }

  /// Adds a run to the end.
  ///
  /// @param run its folder is whole: it was made by [RunStarter], or is to go on
  /// @param title what was asked for, in a few words
  /// @param settings what was set for it alone
  /// @throws InputException where it is in the queue and not over, or queue.yaml cannot be written
  public QueueEntry add(RunFolder run, String title, List<String> settings) {
    DeviceName device = DeviceName.parse(RunConfiguration.read(run.configuration()).device());
    boolean resumes = RunStatus.of(run).state() != RunState.QUEUED;
    return change(before -> {
      for (QueueEntry entry : before.entries()) {
        if (entry.run().equals(run.name()) && !item(entry).state().isOver()) {
          throw new InputException("Run " + run.name() + " is in the queue already.");
        }
      }
      var added =
          new QueueEntry(
              before.next(), title, run.name(), device, settings, resumes, Mark.WAITING, "");
      List<QueueEntry> entries = new ArrayList<>(before.entries());
      entries.add(added);
      return new Change<>(new QueueFile(before.next() + 1, entries), added);
    });
  }

  /// Takes an entry out. A run that was made for it and never began goes too; any other stays in the
  /// history.
  ///
  /// @throws InputException where it is running
  public void remove(long id) {
    QueueEntry removed =
        change(before -> {
          QueueEntry entry = find(before, id);
          if (item(entry).state() == QueueState.RUNNING) {
            throw new InputException(
                "Entry %d is running; stop it first, or wait for its end.".formatted(id));
          }
          List<QueueEntry> entries = new ArrayList<>(before.entries());
          entries.remove(entry);
          return new Change<>(new QueueFile(before.next(), entries), entry);
        });
    if (!removed.resumes()
        && isThere(removed)
        && RunStatus.of(run(removed)).state() == RunState.QUEUED) {
      run(removed).discard();
    }
  }

  /// Moves an entry among those that wait.
  ///
  /// @param place from 1, the next to start; one behind the last means the last
  /// @throws InputException where it does not wait
  public void move(long id, int place) {
    change(before -> {
      QueueEntry entry = find(before, id);
      if (!entry.waits()) {
        throw new InputException("Entry %d does not wait, so it cannot be moved.".formatted(id));
      }
      List<QueueEntry> waiting =
          new ArrayList<>(before.entries().stream().filter(QueueEntry::waits).toList());
      waiting.remove(entry);
      waiting.add(Math.clamp(place - 1L, 0, waiting.size()), entry);
      var next = waiting.iterator();
      List<QueueEntry> entries =
          before.entries().stream().map(e -> e.waits() ? next.next() : e).toList();
      return new Change<>(new QueueFile(before.next(), entries), entry);
    });
  }

  /// Keeps a waiting entry from being started, or has the worker of a running one save and stop.
  ///
  /// @throws InputException where it is over
  public void cancel(long id) {
    boolean stop =
        change(before -> {
          QueueEntry entry = find(before, id);
          return switch (item(entry).state()) {
            case WAITING ->
                new Change<>(replaced(before, entry, entry.with(Mark.CANCELLED, "")), false);
            case RUNNING -> new Change<>(before, true);
            case DONE, FAILED, CANCELLED ->
                throw new InputException(
                    "Entry %d is over, so it cannot be cancelled.".formatted(id));
          };
        });
    if (stop) {
      CommandLog.append(run(find(QueueFile.read(file), id)), Command.stop(true));
    }
  }

  /// Takes out all that is over; the runs stay in the history.
  public void clear() {
    List<Long> over =
        items().stream().filter(i -> i.state().isOver()).map(i -> i.entry().id()).toList();
    over.forEach(this::remove);
  }

  /// Says what has become of an entry, unless somebody was faster.
  ///
  /// @return whether it still was as it is given here
  boolean mark(QueueEntry entry, Mark mark, String why) {
    return change(before -> {
      boolean same = before.entries().contains(entry);
      return new Change<>(same ? replaced(before, entry, entry.with(mark, why)) : before, same);
    });
  }

  /// @throws InputException where the folder of its run is gone
  public RunFolder run(QueueEntry entry) {
    return RunFolder.open(folder(entry));
  }

  boolean isThere(QueueEntry entry) {
    return Files.isDirectory(folder(entry));
  }

  private Path folder(QueueEntry entry) {
    return Project.runs(project).resolve(entry.run());
  }

  /// Whether a worker is at the entry's run.
  public boolean isAlive(QueueEntry entry) {
    return isThere(entry) && Heartbeat.isAlive(run(entry));
  }

  /// The lock of the process that works through the queue.
  Path runnerLock() {
    return project.resolve(LOCKS).resolve("runner.lock");
  }

  private record Change<T>(QueueFile after, T result) {}

  private synchronized <T> T change(Function<QueueFile, Change<T>> edit) {
    try (var _ = OsLock.take(project.resolve(LOCKS).resolve("edit.lock"))) {
      QueueFile before = QueueFile.read(file);
      Change<T> change = edit.apply(before);
      if (!change.after().equals(before)) {
        change.after().write(file);
      }
      return change.result();
    }
  }

  private static QueueFile replaced(QueueFile before, QueueEntry old, QueueEntry entry) {
    UnaryOperator<QueueEntry> swap = e -> e.equals(old) ? entry : e;
    return new QueueFile(before.next(), before.entries().stream().map(swap).toList());
  }

  private static QueueEntry find(QueueFile queue, long id) {
    return queue.entries().stream()
        .filter(entry -> entry.id() == id)
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "There is no entry %d in the queue; see `modelwright queue`.".formatted(id)));
  }
}
