package org.modelwright.app.runs.queue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.modelwright.app.common.Disposable;
import org.modelwright.file.InputException;
import org.modelwright.launch.Queue;
import org.modelwright.launch.QueueEntry;
import org.modelwright.launch.QueueRunner;
import org.modelwright.launch.RunStarter;
import org.modelwright.launch.Sweep;
import org.modelwright.progress.Progress;
import org.modelwright.project.LayerTrust;
import org.modelwright.project.Project;

/// The queue of the open project, which this window works through unless it is told to pause or another
/// process does. Files are looked at on a thread of its own; everything else belongs to the FX thread.
public final class QueueModel implements Disposable {

  private static final long BETWEEN_LOOKS_MILLIS = 1000;

  /// What the window does about the queue.
  public enum Situation {
    PAUSED,
    IDLE,
    WORKING,
    /// Another process works through it.
    ELSEWHERE
  }

  private final Queue queue;
  private final QueueRunner runner;
  private final QueueWatch watch;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("queue").unstarted(work));
  private final ObservableList<QueueRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Situation> situation =
      new ReadOnlyObjectWrapper<>(Situation.IDLE);
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private volatile boolean works;
  private boolean disposed;

  /// @param project its folder
  /// @param works whether the window works through the queue from the start
  public QueueModel(Path project, boolean works) {
    this.works = works;
    queue = new Queue(project);
    runner = new QueueRunner(queue, _ -> {});
    watch = new QueueWatch(queue);
    var _ =
        thread.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
  }

  ObservableList<QueueRow> rows() {
    return rows;
  }

  public ReadOnlyObjectProperty<Situation> situationProperty() {
    return situation.getReadOnlyProperty();
  }

  /// Why the last thing that was tried could not be done, in a sentence; empty where it could.
  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  public boolean works() {
    return works;
  }

  /// Whether the window starts what waits. What trains goes on in any case.
  public void work(boolean on) {
    works = on;
    later(this::look);
  }

  void move(QueueEntry entry, int place) {
    change(() -> queue.move(entry.id(), place));
  }

  void cancel(QueueEntry entry) {
    change(() -> queue.cancel(entry.id()));
  }

  void remove(QueueEntry entry) {
    change(() -> queue.remove(entry.id()));
  }

  void clear() {
    change(queue::clear);
  }

  /// Adds a run of a project. Takes as long as the text takes to be encoded.
  ///
  /// @throws InputException where it could not be trained
  QueueEntry add(Project now, Progress progress) {
    requireTrusted(now);
    return queue.add(
        new RunStarter(progress, _ -> {}).train(now, now.device()), now.name(), List.of());
  }

  /// Adds the runs of a sweep over the project, which is saved.
  ///
  /// @throws InputException where one of them could not be trained; none is then added
  int add(Sweep sweep, Project saved, Progress progress) {
    requireTrusted(saved);
    return sweep.addTo(queue, List.of(), null, new RunStarter(progress, _ -> {}), progress).size();
  }

  private static void requireTrusted(Project project) {
    LayerTrust.ofUser()
        .require(project.architecture().architecture(), Project.ARCHITECTURE, "modelwright trust");
  }

  /// Shows what was added elsewhere at once.
  void refresh() {
    later(this::look);
  }

  /// Says why something could not be done.
  void tell(Throwable why) {
    trouble.set(words(why));
  }

  private void change(Runnable edit) {
    trouble.set("");
    later(() -> {
      try {
        edit.run();
      } catch (InputException e) {
        Platform.runLater(() -> tell(e));
      }
      look();
    });
  }

  private void later(Runnable action) {
    try {
      thread.execute(action);
    } catch (RejectedExecutionException e) {
      // the project has been closed
    }
  }

  private void look() {
    try {
      Situation now = Situation.PAUSED;
      if (works) {
        now =
            switch (runner.look()) {
              case IDLE -> Situation.IDLE;
              case BUSY -> Situation.WORKING;
              case ELSEWHERE -> Situation.ELSEWHERE;
            };
      } else {
        runner.close();
      }
      List<QueueRow> seen = watch.look();
      Situation what = now;
      Platform.runLater(() -> show(seen, what));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // what it is told must not end the thread: the next look may find it mended
      Platform.runLater(() -> tell(e));
    }
  }

  private void show(List<QueueRow> seen, Situation what) {
    if (disposed) {
      return;
    }
    situation.set(what);
    for (int i = 0; i < seen.size(); i++) {
      if (i >= rows.size()) {
        rows.add(seen.get(i));
      } else if (!rows.get(i).equals(seen.get(i))) {
        rows.set(i, seen.get(i));
      }
    }
    if (rows.size() > seen.size()) {
      rows.remove(seen.size(), rows.size());
    }
  }

  private static String words(Throwable why) {
    return why.getMessage() == null ? why.toString() : why.getMessage();
  }

  @Override
  public void dispose() {
    disposed = true;
    later(() -> {
      runner.close();
      watch.dispose();
    });
    thread.shutdown();
  }
}
