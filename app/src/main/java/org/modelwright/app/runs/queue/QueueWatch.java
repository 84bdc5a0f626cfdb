package org.modelwright.app.runs.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.file.InputException;
import org.modelwright.launch.Queue;
import org.modelwright.launch.QueueEntry;
import org.modelwright.launch.QueueState;
import org.modelwright.run.Event;
import org.modelwright.run.EventTail;
import org.modelwright.run.RunStatus;
import org.modelwright.train.RunConfiguration;

/// Looks at the queue again and again, and each time reads only what is new: what is over is read once,
/// and of a run that trains the events since the last look. To be used by one thread.
final class QueueWatch implements Disposable {

  private final Queue queue;
  private final Map<Long, QueueRow> over = new HashMap<>();
  private final Map<Long, Long> planned = new HashMap<>();
  private final Map<Long, Training> training = new HashMap<>();

  /// A run that trains.
  private static final class Training {
    private final EventTail events;
    private long step;
    private @Nullable Double loss;

    Training(EventTail events) {
      this.events = events;
    }

    void hear() {
      for (Event event : events.poll()) {
        switch (event) {
          case Event.Step done -> {
            step = done.step();
            loss = done.loss();
          }
          case Event.Resumed resumed -> step = resumed.fromStep();
          default -> {}
        }
      }
    }
  }

  QueueWatch(Queue queue) {
    this.queue = queue;
  }

  /// @throws InputException where queue.yaml is damaged
  List<QueueRow> look() {
    List<QueueRow> rows = new ArrayList<>();
    Set<Long> there = new HashSet<>();
    int place = 0;
    for (QueueEntry entry : queue.entries()) {
      there.add(entry.id());
      QueueRow row = row(entry);
      rows.add(row.state() == QueueState.WAITING ? row.at(++place) : row);
    }
    over.keySet().retainAll(there);
    planned.keySet().retainAll(there);
    List.copyOf(training.keySet()).stream().filter(id -> !there.contains(id)).forEach(this::leave);
    return List.copyOf(rows);
  }

  private QueueRow row(QueueEntry entry) {
    QueueRow known = over.get(entry.id());
    if (known != null && known.entry().equals(entry)) {
      return known;
    }
    if (entry.hasBegun() && queue.isAlive(entry)) {
      Training now =
          training.computeIfAbsent(
              entry.id(), _ -> new Training(new EventTail(queue.run(entry).events())));
      now.hear();
      return new QueueRow(entry, QueueState.RUNNING, now.step, planned(entry), now.loss, "", 0);
    }
    leave(entry.id());
    Queue.Item item = queue.item(entry);
    @Nullable RunStatus status = item.status();
    var row =
        new QueueRow(
            entry,
            item.state(),
            status == null ? 0 : status.steps(),
            planned(entry),
            status == null ? null : status.bestValidationLoss(),
            Objects.requireNonNullElse(item.why(), ""),
            0);
    if (item.state().isOver()) {
      over.put(entry.id(), row);
    }
    return row;
  }

  private long planned(QueueEntry entry) {
    return planned.computeIfAbsent(
        entry.id(),
        _ -> {
          try {
            return RunConfiguration.read(queue.run(entry).configuration())
                .trainingSettings()
                .steps();
          } catch (InputException e) {
            return 0L;
          }
        });
  }

  private void leave(long id) {
    Training left = training.remove(id);
    if (left != null) {
      left.events.close();
    }
  }

  @Override
  public void dispose() {
    List.copyOf(training.keySet()).forEach(this::leave);
  }
}
