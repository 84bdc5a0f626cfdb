package org.modelwright.app.runs.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.common.Waiting;
import org.modelwright.app.curves.Curve;
import org.modelwright.app.curves.Metric;
import org.modelwright.app.curves.XAxis;
import org.modelwright.run.Command;
import org.modelwright.run.CommandLog;
import org.modelwright.run.Event;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class RunModelTest {

  @TempDir Path folder;

  private RunFolder run;
  private RunModel model;
  private Heartbeat worker;

  @Start
  void start(Stage stage) {
    // only the toolkit is needed
  }

  @BeforeEach
  void prepare() throws Exception {
    run = RunFiles.prepared(folder.resolve("p"));
  }

  @AfterEach
  void end() {
    if (model != null) {
      WaitForAsyncUtils.asyncFx(model::dispose);
    }
    if (worker != null) {
      worker.close();
    }
  }

  private void attach() throws Exception {
    model = WaitForAsyncUtils.asyncFx(() -> new RunModel(run)).get(10, TimeUnit.SECONDS);
    WaitForAsyncUtils.asyncFx(() -> model.setWatched(true)).get(10, TimeUnit.SECONDS);
    waitFor(() -> model.loadedProperty().get());
  }

  private static void waitFor(BooleanSupplier condition) {
    Waiting.until(10, condition::getAsBoolean);
  }

  private Curve loss() {
    return model.curves().curve(Metric.LOSS);
  }

  private static List<Event> running(Event... more) {
    var events = new ArrayList<Event>();
    events.add(new Event.StateChanged(RunFiles.START, RunState.PREPARING));
    events.add(new Event.StateChanged(RunFiles.START, RunState.RUNNING));
    events.addAll(List.of(more));
    return events;
  }

  private static Event step(int step) {
    return RunFiles.step(step, RunFiles.START.plusMillis(90L * step), 3.0 / step);
  }

  @Test
  void aRunThatNobodyBeganIsQueued() throws Exception {
    attach();
    assertThat(model.state()).isEqualTo(RunState.QUEUED);
    assertThat(loss().isEmpty()).isTrue();
    assertThat(model.progress().steps()).isEqualTo(20_000);
  }

  @Test
  void attachingShowsTheWholeCurve() throws Exception {
    List<Event> history = RunFiles.history(3000);
    RunFiles.write(run, history);
    RunFiles.write(
        run,
        List.of(
            new Event.Stopped(
                Instant.now(), new Event.Summary(3000, 1.0, null, null, 1, 1, 0, 1))));
    attach();
    assertThat(model.state()).isEqualTo(RunState.STOPPED);
    assertThat(loss().size()).isEqualTo(3000);
    assertThat(model.curves().curve(Metric.VALIDATION_LOSS).size()).isEqualTo(3);
    assertThat(model.curves().groups()).hasSize(16);
    assertThat(model.progress().fraction()).isCloseTo(0.15, within(1e-9));
    assertThat(model.learningRateFactor()).isEqualTo(0.5);
  }

  @Test
  void aHalfWrittenLineWaitsUntilItIsWhole() throws Exception {
    worker = Heartbeat.start(run);
    RunFiles.write(run, running(step(1)));
    attach();
    assertThat(model.state()).isEqualTo(RunState.RUNNING);
    RunFiles.write(run, List.of(step(2)));
    String line = Files.readString(run.events()).lines().toList().getLast();
    String next = line.replace("\"step\":2,", "\"step\":3,");
    RunFiles.append(run, next.substring(0, 40));
    waitFor(() -> loss().size() == 2);
    Thread.sleep(400); // at least one poll, in which the half line must not count
    assertThat(loss().size()).isEqualTo(2);
    RunFiles.append(run, next.substring(40) + "\n");
    waitFor(() -> loss().size() == 3);
    assertThat(loss().x(XAxis.STEP, 2)).isEqualTo(3);
  }

  @Test
  void aResumeDropsLaterSteps() throws Exception {
    worker = Heartbeat.start(run);
    RunFiles.write(run, running(step(1), step(2), step(3), step(4)));
    attach();
    assertThat(loss().size()).isEqualTo(4);
    RunFiles.write(
        run,
        List.of(
            new Event.Resumed(RunFiles.START.plusSeconds(60), 2),
            new Event.StateChanged(RunFiles.START.plusSeconds(60), RunState.RUNNING),
            RunFiles.step(3, RunFiles.START.plusSeconds(61), 7)));
    waitFor(() -> loss().size() == 3);
    assertThat(loss().at(2)).isEqualTo(7);
    assertThat(model.progress().step()).isEqualTo(3);
    assertThat(model.curves().markers()).hasSize(1);
    assertThat(loss().x(XAxis.TRAINING_TIME, 2)).isCloseTo(0.27, within(1e-9));
  }

  @Test
  void aClockThatJumpsBackMisleadsNothing() throws Exception {
    worker = Heartbeat.start(run);
    var events = new ArrayList<Event>(running());
    for (int i = 1; i <= 50; i++) {
      events.add(step(i));
    }
    Instant hourBefore = RunFiles.START.minusSeconds(3600);
    for (int i = 51; i <= 100; i++) {
      events.add(RunFiles.step(i, hourBefore.plusMillis(90L * i), 1));
    }
    RunFiles.write(run, events);
    attach();
    for (int i = 1; i < 100; i++) {
      double passed = loss().x(XAxis.WALL_TIME, i) - loss().x(XAxis.WALL_TIME, i - 1);
      assertThat(passed).isBetween(0.0, 0.1);
    }
    // 19,900 steps of 90 ms
    assertThat(model.progress().secondsLeft().orElseThrow()).isCloseTo(1791, within(1e-6));
  }

  @Test
  void aRunWhoseWorkerIsGoneHasFailedAndNeverRuns() throws Exception {
    worker = Heartbeat.start(run);
    RunFiles.write(run, running(step(1)));
    attach();
    assertThat(model.state()).isEqualTo(RunState.RUNNING);
    // a beat of a process that does not live, as a kill leaves it
    worker.close();
    Files.writeString(
        run.heartbeat(),
        Files.readString(run.heartbeat()).replaceFirst("\"pid\":\\d+", "\"pid\":999999999"));
    waitFor(() -> model.state() == RunState.FAILED);
    assertThat(model.causeProperty().get()).contains("999999999");
    assertThat(model.progress().secondsLeft()).isEmpty();
  }

  @Test
  void aCommandShowsAtOnceWhatTheWorkerWillDo() throws Exception {
    worker = Heartbeat.start(run);
    CommandLog.markLaunch(run);
    RunFiles.write(run, running(step(1)));
    attach();
    CommandLog.append(run, Command.pause());
    model.lookNow();
    waitFor(() -> model.state() == RunState.PAUSING);
    RunFiles.write(run, List.of(new Event.StateChanged(Instant.now(), RunState.PAUSED)));
    waitFor(() -> model.state() == RunState.PAUSED);
  }

  @Test
  void nobodyWatchesNothingIsRead() throws Exception {
    worker = Heartbeat.start(run);
    RunFiles.write(run, running(step(1)));
    attach();
    WaitForAsyncUtils.asyncFx(() -> model.setWatched(false)).get(5, TimeUnit.SECONDS);
    Thread.sleep(200); // a poll that had begun ends
    RunFiles.write(run, List.of(step(2)));
    Thread.sleep(400);
    assertThat(loss().size()).isEqualTo(1);
    WaitForAsyncUtils.asyncFx(() -> model.setWatched(true)).get(5, TimeUnit.SECONDS);
    waitFor(() -> loss().size() == 2);
  }
}
