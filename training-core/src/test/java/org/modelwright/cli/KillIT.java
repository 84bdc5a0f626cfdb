package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.launch.RunStarter;
import org.modelwright.launch.Worker;
import org.modelwright.launch.WorkerProcess;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;
import org.modelwright.run.Command;
import org.modelwright.run.CommandLog;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.train.Checkpoints;

/// One run whose worker is killed with -9 in every state, one after the other. Each time it is said at
/// once and in words, and in the end the losses are those of a run that nobody touched. Its older
/// checkpoints move to an archive meanwhile.
@DisabledOnOs(OS.WINDOWS)
class KillIT {

  @TempDir private Path folder;
  private WorkerProcess worker;

  @AfterEach
  void leaveNothingRunning() {
    if (worker != null && worker.isAlive()) {
      ProcessHandle.of(worker.pid()).ifPresent(ProcessHandle::destroyForcibly);
      worker.waitForEnd();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(40));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.onSpinWait();
    }
  }

  private void start(RunFolder run) {
    worker = WorkerProcess.start(run, Worker.class.getName(), List.of("-XX:TieredStopAtLevel=1"));
  }

  private void signal(String name) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(worker.pid())).start().waitFor())
        .isZero();
  }

  /// After which the run has failed, says so, and may go on.
  private void kill(RunFolder run) throws Exception {
    signal("KILL");
    worker.waitForEnd();
    RunStatus status = RunStatus.of(run);
    assertThat(status.state()).isEqualTo(RunState.FAILED);
    assertThat(status.cause()).contains("killed");
    assertThat(Heartbeat.isAlive(run)).isFalse();
    new RunStarter(Progress.NONE, _ -> {}).requireResumable(run);
  }

  private static RunState state(RunFolder run) {
    return RunStatus.of(run).state();
  }

  private static long newestStep(RunFolder run) {
    return EventLog.read(run.events()).stream().mapToLong(Event::step).max().orElse(0);
  }

  @Test
  void aWorkerKilledInAnyStateIsSeenAndTheRunEndsAsIfNothingHadBeen() throws Exception {
    SmallProject project = SmallProject.in(folder);
    project.setTraining("steps: 100", "steps: 60");
    project.setTraining("warmupSteps: 100", "warmupSteps: 6");
    project.setTraining("checkpointEvery: 40", "checkpointEvery: 5\nkeepCheckpoints: 4");
    var starter = new RunStarter(Progress.NONE, _ -> {});
    RunFolder whole = starter.train(project(), project().device());
    Files.writeString(
        folder.resolve("p/hardware.yaml"), "storage: {archive: ../archive, keepFast: 1}\n");
    RunFolder run = starter.train(project(), project().device());

    start(whole);
    worker.waitForEnd();
    assertThat(state(whole)).isEqualTo(RunState.COMPLETED);

    // queued: before the worker's first word
    assertThat(state(run)).isEqualTo(RunState.QUEUED);
    start(run);
    assertThat(Heartbeat.isAlive(run)).isFalse();
    kill(run);

    start(run);
    await(() -> state(run) == RunState.PREPARING && !EventLog.read(run.events()).isEmpty());
    kill(run);

    start(run);
    await(() -> newestStep(run) >= 7);
    assertThat(state(run)).isEqualTo(RunState.RUNNING);
    kill(run);
    // and half a line more than the process came to write
    Files.writeString(
        run.events(), "{\"type\":\"step\",\"time\":\"2026-11-2", StandardOpenOption.APPEND);
    assertThat(state(run)).isEqualTo(RunState.FAILED);

    // held by the system between two steps, so that what is asked is not yet done
    startAndHold(run, 13);
    CommandLog.append(run, Command.pause());
    assertThat(state(run)).isEqualTo(RunState.PAUSING);
    kill(run);

    startAndHold(run, 19);
    CommandLog.append(run, Command.pause());
    signal("CONT");
    await(() -> state(run) == RunState.PAUSED);
    assertThatThrownBy(() -> starter.requireResumable(run))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is paused");
    assertThatThrownBy(() -> WorkerProcess.start(run, Worker.class.getName(), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("already has a worker");
    kill(run);

    startAndHold(run, 25);
    CommandLog.append(run, Command.stop(true));
    assertThat(state(run)).isEqualTo(RunState.STOPPING);
    kill(run);

    start(run);
    await(() -> EventLog.read(run.events()).stream().anyMatch(Event.Completed.class::isInstance));
    signal("KILL");
    worker.waitForEnd();
    assertThat(state(run)).isEqualTo(RunState.COMPLETED);

    assertThat(SmallProject.losses(run)).isEqualTo(SmallProject.losses(whole));
    List<Path> checkpoints = Checkpoints.of(run).list();
    assertThat(names(checkpoints)).isEqualTo(names(Checkpoints.of(whole).list()));
    assertThat(checkpoints.getFirst()).startsWith(folder.resolve("archive"));
    assertThat(checkpoints.getFirst().resolve("model.safetensors"))
        .hasSameBinaryContentAs(
            Checkpoints.of(whole).list().getFirst().resolve("model.safetensors"));
    assertThat(project.run("evaluate", "p", run.name(), "--json").json().get("metrics"))
        .isEqualTo(project.run("evaluate", "p", whole.name(), "--json").json().get("metrics"));
  }

  private void startAndHold(RunFolder run, long step) throws Exception {
    start(run);
    await(() -> Heartbeat.isAlive(run) && state(run) == RunState.RUNNING);
    await(() -> newestStep(run) >= step);
    signal("STOP");
    assertThat(state(run)).isEqualTo(RunState.RUNNING);
    assertThat(Json.line().readTree(Files.readString(run.heartbeat())).get("pid").asLong())
        .isEqualTo(worker.pid());
  }

  private Project project() {
    return Project.open(folder.resolve("p"));
  }

  private static List<String> names(List<Path> checkpoints) {
    return checkpoints.stream().map(c -> c.getFileName().toString()).toList();
  }
}
