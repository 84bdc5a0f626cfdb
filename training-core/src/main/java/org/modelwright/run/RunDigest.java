package org.modelwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run's events add up to, kept up with as they are written: an event is read once, all of them
/// again only after a resume.
final class RunDigest implements AutoCloseable {

  private final Path file;
  private EventTail tail;
  private EventSummary summary = new EventSummary(List.of());
  private Sparkline.Gatherer curve = new Sparkline.Gatherer();
  private @Nullable Instant started;
  private @Nullable Instant sessionStarted;
  private @Nullable Instant last;
  private double secondsOfSessionsBefore;
  private long seen;

  RunDigest(RunFolder run) {
    file = run.events();
    tail = new EventTail(file);
  }

  /// Takes in what has been written since the last call.
  EventSummary follow() {
    long size = size();
    if (size < seen) {
      startAgain();
      return summary;
    }
    seen = size;
    List<Event> news = tail.poll();
    if (news.stream().anyMatch(Event.Resumed.class::isInstance)) {
      startAgain();
    } else {
      news.forEach(this::add);
    }
    return summary;
  }

  /// When the first event was written; null before.
  @Nullable Instant started() {
    return started;
  }

  /// Seconds that workers were at it, from each one's first event to its last.
  double seconds() {
    return secondsOfSessionsBefore + secondsOfSession();
  }

  Sparkline curve() {
    return curve.curve();
  }

  @Override
  public void close() {
    tail.close();
  }

  private void startAgain() {
    tail.close();
    tail = new EventTail(file);
    summary = new EventSummary(List.of());
    curve = new Sparkline.Gatherer();
    started = null;
    sessionStarted = null;
    last = null;
    secondsOfSessionsBefore = 0;
    seen = size();
    EventLog.holding(tail.poll()).forEach(this::add);
  }

  private void add(Event event) {
    summary.add(event);
    if (started == null) {
      started = event.time();
    }
    // the first event of every worker
    if (event instanceof Event.StateChanged changed && changed.state() == RunState.PREPARING) {
      secondsOfSessionsBefore += secondsOfSession();
      sessionStarted = null;
    }
    if (sessionStarted == null) {
      sessionStarted = event.time();
    }
    last = event.time();
    if (event instanceof Event.Step step) {
      curve.add(step.loss());
    }
  }

  /// Not below 0: a clock may be set back.
  private double secondsOfSession() {
    return sessionStarted == null || last == null
        ? 0
        : Math.max(0, Duration.between(sessionStarted, last).toMillis() / 1000.0);
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // not begun
    }
  }
}
