package org.modelwright.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.run.Command;
import org.modelwright.run.CommandLog;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.run.WorkerExit;

class WorkerProcessIT {

  private static final String MAIN = ActingWorker.class.getName();

  @TempDir Path project;
  private RunFolder run;
  private final List<Process> launchers = new ArrayList<>();
  private final List<WorkerProcess> workers = new ArrayList<>();

  @BeforeEach
  void create() {
    run = RunFolder.create(project, "acting", LocalDate.of(2026, 11, 23));
  }

  @AfterEach
  void leaveNothingRunning() throws Exception {
    launchers.forEach(Process::destroyForcibly);
    if (Heartbeat.isAlive(run)) {
      ProcessHandle.of(workerPid()).ifPresent(ProcessHandle::destroyForcibly);
      await(() -> !Heartbeat.isAlive(run));
    }
    workers.forEach(WorkerProcess::waitForEnd);
  }

  private WorkerProcess start(String ending) {
    WorkerProcess worker =
        WorkerProcess.start(
            run, MAIN, List.of("-Dending=" + ending, "-Xmx64m", "-XX:TieredStopAtLevel=1"));
    workers.add(worker);
    return worker;
  }

  private RunStatus endOf(String ending) {
    assertThat(start(ending).waitForEnd()).isEqualTo(WorkerExit.read(run).orElseThrow().status());
    return RunStatus.of(run);
  }

  private RunState state() {
    return RunStatus.of(run).state();
  }

  private long workerPid() throws Exception {
    return Json.line().readTree(Files.readString(run.heartbeat())).get("pid").asLong();
  }

  private Process launcher() throws Exception {
    Process launcher =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ActingLauncher.class.getName(),
                run.path().toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(project.toFile(), "launcher.txt"))
            .start();
    launchers.add(launcher);
    await(() -> state() == RunState.RUNNING);
    return launcher;
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }

  @Test
  void aRunThatCompletesSaysSo() throws Exception {
    assertThat(endOf("environment").state()).isEqualTo(RunState.COMPLETED);
    assertThat(run.path().resolve("environment")).hasContent("truetrue");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aKilledWorkerHasFailedAtOnce() throws Exception {
    WorkerProcess worker = start("none");
    await(() -> state() == RunState.RUNNING);
    signal("KILL", worker.pid());
    assertThat(worker.waitForEnd()).isEqualTo(137);
    assertThat(RunStatus.of(run))
        .satisfies(s -> assertThat(s.state()).isEqualTo(RunState.FAILED))
        .satisfies(s -> assertThat(s.cause()).contains("SIGKILL", "memory"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTerminatedWorkerHasFailed() throws Exception {
    WorkerProcess worker = start("none");
    await(() -> state() == RunState.RUNNING);
    signal("TERM", worker.pid());
    assertThat(worker.waitForEnd()).isEqualTo(143);
    assertThat(RunStatus.of(run).cause()).contains("SIGTERM");
  }

  @Test
  void aWorkerThatHaltsHasFailedWithItsLastWords() {
    assertThat(endOf("halt").cause()).contains("exit status 3", "about to halt");
  }

  @Test
  void aFullHeapIsSaid() {
    assertThat(endOf("heap").cause()).contains("heap ran out of memory", "OutOfMemoryError");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aNativeCrashNamesItsReport() {
    assertThat(endOf("crash").cause()).contains("crashed in native code (SIGSEGV) in ", "hs_err_");
  }

  @Test
  void aMainClassThatIsMissingIsAFailure() {
    WorkerProcess.start(run, "no.such.Main", List.of()).waitForEnd();
    assertThat(RunStatus.of(run).cause()).contains("exit status 1", "no.such.Main");
  }

  @Test
  void aRunHasOneWorker() throws Exception {
    WorkerProcess worker = start("none");
    await(() -> state() == RunState.RUNNING);
    assertThatThrownBy(() -> start("none"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(run.name());
    // A second worker that slipped past the launcher's look meets the lock.
    Process second =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                run.path().toString())
            .redirectErrorStream(true)
            .start();
    launchers.add(second);
    assertThat(
            new String(
                second.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("InputException", "process " + worker.pid());
    assertThat(second.waitFor()).isEqualTo(1);
    assertThat(state()).isEqualTo(RunState.RUNNING);
    CommandLog.append(run, Command.stop(false));
    assertThat(worker.waitForEnd()).isZero();
    assertThat(state()).isEqualTo(RunState.STOPPED);
  }

  @Test
  void aCommandGivenBeforeTheWorkerListensIsObeyedOnceAndNotByTheNext() throws Exception {
    WorkerProcess first = start("none");
    CommandLog.append(run, Command.stop(true));
    assertThat(first.waitForEnd()).isZero();
    WorkerProcess second = start("none");
    await(() -> state() == RunState.RUNNING);
    Thread.sleep(200);
    assertThat(second.isAlive()).isTrue();
  }

  @Test
  void theFollowerHearsAllAndOnlyItsOwnWorker() throws Exception {
    assertThat(endOf("completed").state()).isEqualTo(RunState.COMPLETED);
    List<Event> heard = new ArrayList<>();
    RunStatus status =
        RunFollower.start(run, MAIN, List.of("-Dending=completed")).follow(heard::add);
    assertThat(status.state()).isEqualTo(RunState.COMPLETED);
    assertThat(heard).isEqualTo(EventLog.read(run.events()).subList(4, 8));
    List<Event> attached = new ArrayList<>();
    assertThat(RunFollower.attach(run).follow(attached::add)).isEqualTo(status);
    assertThat(attached).hasSize(8);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anAttachedFollowerEndsWithADeadWorker() throws Exception {
    Process launcher = launcher();
    launcher.destroyForcibly().waitFor();
    signal("KILL", workerPid());
    assertThat(RunFollower.attach(run).follow(event -> {}))
        .satisfies(s -> assertThat(s.state()).isEqualTo(RunState.FAILED))
        .satisfies(s -> assertThat(s.cause()).contains("ended without saying why (killed?)"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ctrlCStopsAndSaves() throws Exception {
    assumeThat(interruptsAreIgnored()).isFalse();
    Process launcher = launcher();
    signal("INT", launcher.pid());
    assertThat(launcher.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isZero();
    assertThat(EventLog.read(run.events()))
        .anyMatch(
            e -> e instanceof Event.CheckpointSaved saved && saved.folder().equals("saved-true"));
    assertThat(Files.readAllLines(project.resolve("launcher.txt")))
        .contains("Step", "interrupted", "Stopped");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aSecondCtrlCLeavesAtOnce() throws Exception {
    assumeThat(interruptsAreIgnored()).isFalse();
    Process launcher = launcher();
    long worker = workerPid();
    // A stopped process cannot obey, so the launcher would wait for ever.
    signal("STOP", worker);
    signal("INT", launcher.pid());
    await(() -> launcherSaid("interrupted"));
    signal("INT", launcher.pid());
    assertThat(launcher.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(130);
    signal("CONT", worker);
    await(() -> state() == RunState.STOPPED);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aWorkerOutlivesItsKilledLauncher() throws Exception {
    Process launcher = launcher();
    launcher.destroyForcibly().waitFor();
    long before = RunStatus.of(run).steps();
    await(() -> RunStatus.of(run).steps() > before + 5);
    CommandLog.append(run, Command.stop(true));
    await(() -> state() == RunState.STOPPED);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void withoutSetsidTheTerminalsSignalsAreIgnored() throws Exception {
    WorkerProcess worker =
        WorkerProcess.start(run, MAIN, List.of("-Xmx64m"), WorkerProcess.ignoringTheTerminal());
    await(() -> state() == RunState.RUNNING);
    signal("INT", worker.pid());
    signal("HUP", worker.pid());
    Thread.sleep(300);
    assertThat(worker.isAlive()).isTrue();
    CommandLog.append(run, Command.stop(false));
    assertThat(worker.waitForEnd()).isZero();
  }

  @Test
  void withSetsidTheWorkerLeadsItsOwnSession() throws Exception {
    assumeThat(Path.of("/usr/bin/setsid")).exists();
    WorkerProcess worker = start("none");
    await(() -> state() == RunState.RUNNING);
    String stat = Files.readString(Path.of("/proc/" + worker.pid() + "/stat"));
    // proc(5): pid (name) state ppid pgrp session
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    assertThat(fields[2]).isEqualTo(fields[3]).isEqualTo(Long.toString(worker.pid()));
  }

  private boolean launcherSaid(String word) {
    try {
      return Files.readString(project.resolve("launcher.txt")).contains(word);
    } catch (java.io.IOException e) {
      return false;
    }
  }

  /// A build started in the background of a plain shell ignores Ctrl+C, and so do its children.
  private static boolean interruptsAreIgnored() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(mask, 16) & 2) != 0;
  }
}
