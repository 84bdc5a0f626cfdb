package org.modelwright.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelwright.launch.RunFollower;
import org.modelwright.run.Event;

/// Shows a run to a person: a bar that moves on a terminal, else a line every few seconds; validations,
/// checkpoints and messages each on a line of their own.
final class TrainingDisplay implements RunFollower.Listener {

  private static final long BAR_NANOS = 100_000_000;
  private static final long LINE_NANOS = 10_000_000_000L;

  private final long steps;
  private final boolean terminal = Output.isTerminal();
  private @Nullable Double smoothedSeconds;
  private long shown;

  /// @param steps the run's last step
  TrainingDisplay(long steps) {
    this.steps = steps;
  }

  @Override
  public void event(Event event) {
    switch (event) {
      case Event.Step step -> step(step);
      case Event.Validated validated ->
          line("step %d: validation loss %.4f", validated.step(), validated.loss());
      case Event.CheckpointSaved saved ->
          line("step %d: saved %s%s", saved.step(), saved.folder(), saved.best() ? " (best)" : "");
      case Event.Resumed resumed -> line("resumed after step %d", resumed.fromStep());
      case Event.LearningRateSet set ->
          line("step %d: learning rate x %s", set.step(), set.factor());
      case Event.Statistics statistics -> {}
      case Event.Fault fault ->
          line(
              "step %d%s: %s%s",
              fault.step(),
              fault.skipped() ? " (no update)" : "",
              fault.explanation(),
              fault.snapshot() == null ? "" : "; snapshot in faults/" + fault.snapshot());
      case Event.Message message -> line("%s", message.text());
      case Event.StateChanged changed -> {
        switch (changed.state()) {
          case PREPARING, PAUSED, STOPPING -> line("%s", changed.state().word());
          default -> {}
        }
      }
      case Event.Completed completed -> clear();
      case Event.Stopped stopped -> clear();
      case Event.Failed failed -> clear();
    }
  }

  @Override
  public void interrupted() {
    line("Stopping after this step and saving; press Ctrl+C again to leave at once.");
  }

  private void step(Event.Step step) {
    double seconds = step.millis() / 1000;
    smoothedSeconds = smoothedSeconds == null ? seconds : 0.95 * smoothedSeconds + 0.05 * seconds;
    long now = System.nanoTime();
    boolean last = step.step() == steps;
    if (!last && now - shown < (terminal ? BAR_NANOS : LINE_NANOS)) {
      return;
    }
    shown = now;
    String left = Output.duration((steps - step.step()) * smoothedSeconds);
    String words =
        String.format(
            Locale.ROOT,
            "step %d/%d  loss %.4f  %,.0f tokens/s  %s left",
            step.step(),
            steps,
            step.loss(),
            step.tokensPerSecond(),
            left);
    if (terminal) {
      Output.rewriteLine(TerminalProgress.bar((double) step.step() / steps) + " " + words);
    } else {
      Output.note("%s", words);
    }
  }

  private void line(String format, Object... values) {
    clear();
    Output.note(format, values);
  }

  private void clear() {
    if (terminal) {
      Output.clearLine();
    }
  }
}
