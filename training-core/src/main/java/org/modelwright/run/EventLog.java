package org.modelwright.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelwright.file.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/// Writes the events of a run, one line each, at the end of the file. Only the worker that holds the
/// run's lock may open one; any of its threads may append.
public final class EventLog implements AutoCloseable {

  private static final ObjectReader READER = Json.line().readerFor(Event.class);
  private static final ObjectWriter WRITER = Json.line().writerFor(Event.class);

  private final Path file;
  private final FileChannel channel;

  /// Opens or makes the file and cuts off a last line that an earlier worker left half written.
  ///
  /// @throws UncheckedIOException where the file cannot be written
  public EventLog(Path file) {
    this.file = file;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      long end = LineTail.endOfLastLine(channel);
      if (end < channel.size()) {
        channel.truncate(end);
      }
      channel.position(end);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Hands the event to the operating system, so that it outlives this process; all but steps and
  /// messages are also forced to the disk, so that they outlive the machine's power.
  ///
  /// @throws UncheckedIOException where it cannot be written, on a full disk for instance; the file
  ///     then holds the earlier events and no part of this one
  public synchronized void append(Event event) {
    var line = ByteBuffer.wrap((WRITER.writeValueAsString(event) + "\n").getBytes(UTF_8));
    try {
      long start = channel.position();
      try {
        while (line.hasRemaining()) {
          channel.write(line);
        }
      } catch (IOException e) {
        cutBackTo(start, e);
        throw e;
      }
      if (!(event instanceof Event.Step || event instanceof Event.Message)) {
        channel.force(false);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// The events that hold: a half-written last line and lines that are no known event are left out,
  /// and so is what was said of steps that a later resume did again. A missing file has no events.
  public static List<Event> read(Path events) {
    try (var tail = new EventTail(events)) {
      return holding(tail.poll());
    }
  }

  /// Of all events of a run those that no later resume makes void.
  static List<Event> holding(List<Event> all) {
    List<Event> held = new ArrayList<>();
    for (Event event : all) {
      if (event instanceof Event.Resumed resumed) {
        held.removeIf(earlier -> earlier.step() > resumed.fromStep());
      }
      held.add(event);
    }
    return held;
  }

  /// The newest event, from the file's end alone; nothing where there is none, or where it is longer than
  /// 64 KiB.
  public static Optional<Event> last(Path events) {
    try (var channel = FileChannel.open(events, StandardOpenOption.READ)) {
      long end = LineTail.endOfLastLine(channel);
      var bytes = ByteBuffer.allocate((int) Math.min(end, 1 << 16));
      long start = end - bytes.capacity();
      while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
        // until the end of the last whole line
      }
      List<String> lines = new String(bytes.array(), 0, bytes.position(), UTF_8).lines().toList();
      return lines.isEmpty() ? Optional.empty() : parse(lines.getLast());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The event of one line, or nothing where the line is broken or of a kind that a newer version
  /// writes.
  static Optional<Event> parse(String line) {
    try {
      return Optional.ofNullable(READER.readValue(line));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private void cutBackTo(long start, IOException cause) {
    try {
      channel.truncate(start);
      channel.position(start);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private UncheckedIOException failure(IOException e) {
    return new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
  }
}
