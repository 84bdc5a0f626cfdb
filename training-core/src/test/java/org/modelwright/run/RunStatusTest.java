package org.modelwright.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.run.Heartbeat.Beat;

class RunStatusTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Event RUNNING = new Event.StateChanged(NOON, RunState.RUNNING);
  private static final Event.Summary SUMMARY =
      new Event.Summary(2, 2.5, 3.5, 3.25, 900, 70, 0.01, 5_000);

  @TempDir Path folder;
  private RunFolder run;
  private Beat mine;

  @BeforeEach
  void open() {
    run = RunFolder.open(folder);
    mine = Beat.now();
  }

  private void events(Event... events) {
    try (var log = new EventLog(run.events())) {
      List.of(events).forEach(log::append);
    }
  }

  private void beat(Beat beat) throws Exception {
    Files.writeString(run.heartbeat(), Json.line().writeValueAsString(beat));
  }

  private Beat with(long pid, String start, String place) {
    return new Beat(pid, start, "elsewhere", place, mine.memoryKills(), Instant.now());
  }

  private void silentFor(Duration age) throws Exception {
    Files.setLastModifiedTime(run.heartbeat(), FileTime.from(Instant.now().minus(age)));
  }

  private RunState state() {
    return RunStatus.of(run).state();
  }

  @Test
  void anEmptyFolderIsQueued() {
    assertThat(RunStatus.of(run))
        .satisfies(s -> assertThat(s.state()).isEqualTo(RunState.QUEUED))
        .satisfies(s -> assertThat(s.run()).isEqualTo(run.name()))
        .satisfies(s -> assertThat(s.cause()).isNull());
  }

  @Test
  void aCommandShowsBeforeTheStepEndsAfterWhichItIsObeyed() {
    CommandLog.markLaunch(run);
    CommandLog.append(run, Command.stop(true));
    CommandLog.markLaunch(run); // the worker that runs now was started after that
    try (var _ = Heartbeat.start(run)) {
      events(RUNNING);
      assertThat(state()).isEqualTo(RunState.RUNNING);
      CommandLog.append(run, Command.pause());
      assertThat(state()).isEqualTo(RunState.PAUSING);
      events(new Event.StateChanged(NOON, RunState.PAUSED));
      assertThat(state()).isEqualTo(RunState.PAUSED);
      CommandLog.append(run, Command.resume());
      events(RUNNING);
      assertThat(state()).isEqualTo(RunState.RUNNING);
      CommandLog.append(run, Command.stop(true));
      assertThat(state()).isEqualTo(RunState.STOPPING);
    }
  }

  @Test
  void figuresComeFromEventsAndThenFromTheSummary() {
    try (var _ = Heartbeat.start(run)) {
      events(RUNNING, EventLogTest.step(1, 4), new Event.Validated(NOON, 1, 3.0, 9));
      events(EventLogTest.step(2, 3.75), new Event.Validated(NOON, 2, Double.NaN, 9));
      RunStatus status = RunStatus.of(run);
      assertThat(status.state()).isEqualTo(RunState.RUNNING);
      assertThat(status.steps()).isEqualTo(2);
      assertThat(status.trainLoss()).isEqualTo(3.75);
      assertThat(status.validationLoss()).isNaN();
      assertThat(status.bestValidationLoss()).isEqualTo(3.0);
      assertThat(status.millisPerStep()).isEqualTo(36.5);
      events(new Event.Completed(NOON, SUMMARY));
    }
    RunStatus status = RunStatus.of(run);
    assertThat(status.state()).isEqualTo(RunState.COMPLETED);
    assertThat(status.bestValidationLoss()).isEqualTo(3.25);
    assertThat(status.peakMemoryBytes()).isEqualTo(5_000);
  }

  @Test
  void eachStateOfALivingWorkerIsItsOwnWord() {
    try (var _ = Heartbeat.start(run)) {
      assertThat(state()).isEqualTo(RunState.PREPARING);
      for (RunState state : RunState.values()) {
        events(new Event.StateChanged(NOON, state));
        assertThat(state()).isEqualTo(state);
      }
    }
  }

  @Test
  void aProcessNumberGivenAwayAgainIsNotTheWorker() throws Exception {
    events(RUNNING);
    beat(mine);
    assertThat(state()).isEqualTo(RunState.RUNNING);
    beat(with(mine.pid(), mine.processStart() + "1", mine.place()));
    RunStatus status = RunStatus.of(run);
    assertThat(status.state()).isEqualTo(RunState.FAILED);
    assertThat(status.cause())
        .isEqualTo("The worker process " + mine.pid() + " ended without saying why (killed?).");
  }

  @Test
  void hereAnOldHeartbeatDoesNotMatterWhileTheProcessLives() throws Exception {
    events(RUNNING);
    beat(mine);
    silentFor(Duration.ofHours(3));
    assertThat(state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void elsewhereTenSecondsOfSilenceAreTheEnd() throws Exception {
    events(RUNNING);
    // A clock that is a day off says nothing: only the files' own times are compared.
    beat(new Beat(1, "1", "node7", "another machine", 0, Instant.now().minus(Duration.ofDays(1))));
    assertThat(state()).isEqualTo(RunState.RUNNING);
    silentFor(Duration.ofSeconds(8));
    assertThat(state()).isEqualTo(RunState.RUNNING);
    silentFor(Duration.ofSeconds(12));
    assertThat(RunStatus.of(run))
        .satisfies(s -> assertThat(s.state()).isEqualTo(RunState.FAILED))
        .satisfies(s -> assertThat(s.cause()).contains("node7", "no sign of life since"));
    try (var left = Files.list(folder)) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("events.jsonl", "heartbeat");
    }
  }

  @Test
  void elsewhereAClockThatIsSetBackDoesNotKeepTheDeadAlive() throws Exception {
    events(RUNNING);
    beat(with(1, "7", "another machine"));
    silentFor(Duration.ofHours(-1));
    assertThat(state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void eventsCountInTheirOrderWhateverTheClockSays() {
    events(
        RUNNING,
        step(1, 3.5, NOON),
        step(2, 3.25, NOON.minus(Duration.ofDays(400))),
        new Event.Validated(NOON.plus(Duration.ofDays(900)), 2, 3.0, 100),
        step(3, 3.125, NOON.minus(Duration.ofDays(2))));
    try (var _ = Heartbeat.start(run)) {
      assertThat(RunStatus.of(run))
          .satisfies(s -> assertThat(s.state()).isEqualTo(RunState.RUNNING))
          .satisfies(s -> assertThat(s.steps()).isEqualTo(3))
          .satisfies(s -> assertThat(s.trainLoss()).isEqualTo(3.125))
          .satisfies(s -> assertThat(s.bestValidationLoss()).isEqualTo(3.0));
      events(new Event.Completed(NOON.minus(Duration.ofDays(9000)), SUMMARY));
      assertThat(state()).isEqualTo(RunState.COMPLETED);
    }
  }

  private static Event step(long step, double loss, Instant time) {
    return new Event.Step(
        time, step, step * 100, loss, 0.001, 1, null, null, null, 1000, null, 1, 0.01, 100);
  }

  @Test
  void aHeartbeatThatCannotBeReadCountsByItsAge() throws Exception {
    events(RUNNING);
    Files.writeString(run.heartbeat(), "{\"pid\":12");
    assertThat(state()).isEqualTo(RunState.RUNNING);
    silentFor(Duration.ofSeconds(12));
    assertThat(state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void eventsWithoutAnyHeartbeatAreNoRun() {
    events(EventLogTest.step(1, 4));
    assertThat(state()).isEqualTo(RunState.FAILED);
    events(RUNNING);
    assertThat(state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aFailureInTheWorkersOwnWordsWins() throws Exception {
    events(RUNNING, new Event.Failed(NOON, "the loss is not a number"));
    beat(with(1 << 29, "1", mine.place()));
    new WorkerExit(1 << 29, 3, NOON).write(run);
    assertThat(RunStatus.of(run).cause()).isEqualTo("the loss is not a number");
  }

  @Test
  void aResumeThatDiesBeforeItsFirstHeartbeatIsAFailure() throws Exception {
    events(RUNNING, new Event.Stopped(NOON, SUMMARY));
    beat(with(1 << 29, "1", mine.place()));
    new WorkerExit(1 << 29, 0, Instant.now()).write(run);
    assertThat(state()).isEqualTo(RunState.STOPPED);
    WorkerLog.markLaunch(run);
    Files.writeString(run.log(), Files.readString(run.log()) + "no such main class\n");
    new WorkerExit((1 << 29) + 1, 1, Instant.now().plusSeconds(1)).write(run);
    assertThat(RunStatus.of(run))
        .satisfies(s -> assertThat(s.state()).isEqualTo(RunState.FAILED))
        .satisfies(s -> assertThat(s.cause()).contains("exit status 1", "no such main class"));
  }

  @Test
  void aCrashWhileTheVirtualMachineEndsDoesNotUndoACompletedRun() throws Exception {
    events(RUNNING, new Event.Completed(NOON, SUMMARY));
    beat(with(1 << 29, "1", mine.place()));
    new WorkerExit(1 << 29, 134, Instant.now()).write(run);
    assertThat(state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void theLockNamesItsHolder() {
    try (var _ = WorkerLock.acquire(run)) {
      assertThatThrownBy(() -> WorkerLock.acquire(run))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(run.name())
          .hasMessageContaining("process " + mine.pid());
    }
    WorkerLock.acquire(run).close();
  }

  @Test
  void aClosedHeartbeatIsSilent() throws Exception {
    Heartbeat.start(run).close();
    FileTime last = Files.getLastModifiedTime(run.heartbeat());
    Thread.sleep(2300);
    assertThat(Files.getLastModifiedTime(run.heartbeat())).isEqualTo(last);
  }
}
