package org.modelwright.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Follows a growing event file: a poll with nothing new costs one question for the file's size. A
/// half-written line waits until it is whole. A `Resumed` among the events tells the reader to forget
/// later steps. Where the file has become shorter than what was read, all of it comes again.
public final class EventTail implements AutoCloseable {

  private final LineTail lines;

  /// From the first event on; the file may not exist yet.
  public EventTail(Path events) {
    lines = new LineTail(events);
  }

  /// Only the events that are still to come.
  public static EventTail fromNowOn(Path events) {
    var tail = new EventTail(events);
    try {
      tail.lines.skipToEnd();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tail;
  }

  /// The events since the last call, in order; lines that are no known event are left out.
  public List<Event> poll() {
    List<Event> events = new ArrayList<>();
    try {
      for (List<String> some = lines.poll(); !some.isEmpty(); some = lines.poll()) {
        for (String line : some) {
          EventLog.parse(line).ifPresent(events::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  /// The next of them, a few MB of the file at a time, for a reader that wants no long history in memory
  /// at once; empty where there are none.
  public List<Event> pollSome() {
    try {
      List<Event> events = new ArrayList<>();
      for (String line : lines.poll()) {
        EventLog.parse(line).ifPresent(events::add);
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
