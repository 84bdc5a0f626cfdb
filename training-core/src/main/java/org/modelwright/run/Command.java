package org.modelwright.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// What a worker is told between two steps; a line of `commands.jsonl`:
/// `{"command":"stop","id":"...","time":"2026-11-23T10:15:30.123Z","save":true}`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command", defaultImpl = Void.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Command.Pause.class, name = "pause"),
  @JsonSubTypes.Type(value = Command.Continue.class, name = "continue"),
  @JsonSubTypes.Type(value = Command.Stop.class, name = "stop"),
  @JsonSubTypes.Type(value = Command.CheckpointNow.class, name = "checkpoint"),
  @JsonSubTypes.Type(value = Command.SetLearningRate.class, name = "learningRate"),
})
public sealed interface Command {

  /// Different for every command ever given.
  String id();

  /// When it was given, by the giver's clock.
  Instant time();

  /// Waits after the present step, with everything still in memory.
  record Pause(String id, Instant time) implements Command {}

  record Continue(String id, Instant time) implements Command {}

  /// Ends the worker after the present step.
  ///
  /// @param save whether to write a checkpoint first
  record Stop(String id, Instant time, boolean save) implements Command {}

  /// Writes a checkpoint after the present step and goes on.
  record CheckpointNow(String id, Instant time) implements Command {}

  /// Multiplies the schedule's learning rate by `factor` (above 0) from the next step on, in place
  /// of any earlier factor. A factor, because a fixed rate would switch the schedule off.
  record SetLearningRate(String id, Instant time, double factor) implements Command {
    public SetLearningRate {
      if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a learning rate is multiplied by " + factor);
      }
    }
  }

  static Command pause() {
    return new Pause(newId(), now());
  }

  static Command resume() {
    return new Continue(newId(), now());
  }

  static Command stop(boolean save) {
    return new Stop(newId(), now(), save);
  }

  static Command checkpointNow() {
    return new CheckpointNow(newId(), now());
  }

  static Command setLearningRate(double factor) {
    return new SetLearningRate(newId(), now(), factor);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
