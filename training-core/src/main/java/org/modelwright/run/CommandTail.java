package org.modelwright.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelwright.file.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/// The worker's side of `commands.jsonl`: the commands given since this worker was launched, each
/// once. Those of an earlier worker never come again.
public final class CommandTail implements AutoCloseable {

  private static final ObjectReader READER = Json.line().readerFor(Command.class);

  private final LineTail lines;
  private List<Command> waiting = new ArrayList<>();

  private CommandTail(RunFolder run) throws IOException {
    lines = new LineTail(run.commands());
    boolean launched = false;
    for (String line : nextLines()) {
      if (line.startsWith(CommandLog.LAUNCH)) {
        launched = true;
        waiting.clear();
      } else if (launched) {
        parse(line).ifPresent(waiting::add);
      }
    }
  }

  /// Starts after the newest launch mark; where there is none, with the next command given.
  public static CommandTail open(RunFolder run) {
    try {
      return new CommandTail(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The commands since the last call, in the order given; lines that are no known command are left
  /// out.
  public List<Command> poll() {
    List<Command> commands = waiting;
    waiting = new ArrayList<>();
    try {
      for (String line : nextLines()) {
        parse(line).ifPresent(commands::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return commands;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> nextLines() throws IOException {
    List<String> next = new ArrayList<>();
    for (List<String> some = lines.poll(); !some.isEmpty(); some = lines.poll()) {
      next.addAll(some);
    }
    return next;
  }

  private static Optional<Command> parse(String line) {
    try {
      return line.isBlank() ? Optional.empty() : Optional.ofNullable(READER.readValue(line));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
