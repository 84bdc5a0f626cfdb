package org.modelwright.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;

class RunIndexTest {

  @TempDir Path project;
  private Path runs;
  private GeneratedRuns generated;

  @BeforeEach
  void folders() throws Exception {
    runs = Files.createDirectory(project.resolve("runs"));
    generated = new GeneratedRuns(runs);
  }

  private List<RunRow> rebuilt() {
    try (RunIndex index = RunIndex.inMemory(runs)) {
      index.refresh();
      return index.rows(RunSearch.ALL);
    }
  }

  private static void append(RunFolder run, Event... events) {
    try (var log = new EventLog(run.events())) {
      List.of(events).forEach(log::append);
    }
  }

  @Test
  void aRowSaysWhatTheFolderSays() throws Exception {
    var plan =
        new GeneratedRuns.Plan(
            "small-java",
            7,
            120,
            3e-4,
            4,
            RunState.COMPLETED,
            List.of("baseline", "b"),
            "a\n\"n\"");
    RunFolder run = generated.write(plan);
    RunStatus status = RunStatus.of(run);
    try (RunIndex index = RunIndex.open(project, runs)) {
      assertThat(index.isOnDisk()).isTrue();
      RunIndex.Changes changes = index.refresh();
      RunRow row = index.rows(RunSearch.ALL).getFirst();
      assertThat(changes.changed()).containsExactly(row);
      assertThat(row.run()).isEqualTo(run.name());
      assertThat(row.state()).isEqualTo(RunState.COMPLETED);
      assertThat(row.steps()).isEqualTo(120);
      assertThat(row.trainLoss()).isEqualTo(status.trainLoss());
      assertThat(row.bestValidationLoss()).isEqualTo(status.bestValidationLoss());
      assertThat(row.started()).isEqualTo(Instant.parse("2026-11-01T15:00:00Z"));
      assertThat(row.seconds()).isEqualTo(15.0); // 3 s and 120 steps of 100 ms
      assertThat(row.tags()).containsExactly("baseline", "b");
      assertThat(row.note()).isEqualTo("a\n\"n\"");
      assertThat(row.device()).isEqualTo("cpu");
      assertThat(row.precision()).isEqualTo("fp32");
      assertThat(row.sizeBytes())
          .isEqualTo(
              Files.size(run.events())
                  + Files.size(run.configuration())
                  + Files.size(run.labels())
                  + 64
                  + 7);
      assertThat(index.refresh().isEmpty()).as("nothing has changed since").isTrue();
    }
  }

  @Test
  void theCurveIsMadeOfMeansOverEqualParts() {
    var gatherer = new Sparkline.Gatherer();
    for (int step = 1; step <= 240; step++) {
      gatherer.add(step);
      gatherer.add(Double.NaN);
    }
    Sparkline curve = gatherer.curve();
    assertThat(curve.size()).isEqualTo(60);
    for (int i = 0; i < 60; i++) {
      // a 255th of 236 apart, rounded
      assertThat(curve.get(i)).isCloseTo(4 * i + 2.5, within(0.47));
    }
    assertThat(curve.get(0)).isEqualTo(2.5);
    assertThat(curve.get(59)).isEqualTo(238.5);
    gatherer.add(241);
    assertThat(gatherer.curve().size()).isEqualTo(31);
    assertThat(Sparkline.of(curve.bytes())).isEqualTo(curve);
  }

  @Test
  void anIndexThatGrewIsTheOneThatIsBuiltAnew() throws Exception {
    var random = new Random(3);
    List<RunFolder> some = generated.write(GeneratedRuns.plans(12, 150, 5));
    try (RunIndex index = RunIndex.open(project, runs)) {
      for (int round = 0; round < 12; round++) {
        RunFolder run = some.get(random.nextInt(some.size()));
        Instant now = Instant.parse("2026-12-01T00:00:00Z").plusSeconds(round);
        switch (round % 4) {
          case 0 ->
              append(
                  run,
                  new Event.StateChanged(now, RunState.PREPARING),
                  new Event.Resumed(now, 20),
                  EventLogTest.step(21, 1.25),
                  new Event.Failed(now.plusSeconds(3), "lost"));
          case 1 -> new RunLabels(List.of("t" + round), "note " + round).write(run);
          case 2 -> generated.write(GeneratedRuns.plans(1, 50, round).getFirst());
          default -> Files.writeString(run.events(), "{\"type\":\"st", StandardOpenOption.APPEND);
        }
        index.refresh();
        assertThat(index.rows(RunSearch.ALL)).as("round " + round).isEqualTo(rebuilt());
      }
      new RunTrash(runs).delete(some.getFirst());
      assertThat(index.refresh().gone()).containsExactly(some.getFirst().name());
      assertThat(index.rows(RunSearch.ALL)).isEqualTo(rebuilt());
    }
    List<RunRow> before = rebuilt();
    try (RunIndex index = RunIndex.open(project, runs)) {
      assertThat(index.rows(RunSearch.ALL)).as("kept from the last time").isEqualTo(before);
      assertThat(index.refresh().isEmpty()).isTrue();
    }
    Files.delete(project.resolve(RunIndex.FILE));
    try (RunIndex index = RunIndex.open(project, runs)) {
      assertThat(index.rows(RunSearch.ALL)).isEmpty();
      index.refresh();
      assertThat(index.rows(RunSearch.ALL)).as("deleting it loses nothing").isEqualTo(before);
    }
  }

  @Test
  void aLivingRunIsFollowedAndALifeThatEndsIsSeen() throws Exception {
    RunFolder run = RunFolder.open(Files.createDirectory(runs.resolve("2026-11-23-01-live")));
    Instant now = Instant.parse("2026-11-23T12:00:00Z");
    try (RunIndex index = RunIndex.open(project, runs)) {
      assertThat(index.refresh().changed().getFirst().state()).isEqualTo(RunState.QUEUED);
      try (var _ = Heartbeat.start(run)) {
        append(run, new Event.StateChanged(now, RunState.RUNNING));
        for (int step = 1; step <= 100; step++) {
          append(run, EventLogTest.step(step, 100.0 / step));
          if (step % 10 == 0) {
            RunRow row = index.refreshUnfinished().changed().getFirst();
            assertThat(row.state()).isEqualTo(RunState.RUNNING);
            assertThat(row.steps()).isEqualTo(step);
            assertThat(index.rows(RunSearch.ALL)).isEqualTo(rebuilt());
          }
        }
        append(run, new Event.Resumed(now, 40), EventLogTest.step(41, 9));
        assertThat(index.refreshUnfinished().changed().getFirst().steps()).isEqualTo(41);
        assertThat(index.rows(RunSearch.ALL)).isEqualTo(rebuilt());
        CommandLog.markLaunch(run);
        CommandLog.append(run, Command.pause());
        assertThat(index.refreshUnfinished().changed().getFirst().state())
            .as("a state that no event says")
            .isEqualTo(RunState.PAUSING);
        assertThat(index.refreshUnfinished().isEmpty()).isTrue();
      }
      // no last word, and its heartbeat names a process that lives: this one is asked for by start
      // time
      Files.delete(run.heartbeat());
      RunRow dead = index.refreshUnfinished().changed().getFirst();
      assertThat(dead.state()).isEqualTo(RunState.FAILED);
      assertThat(dead.cause()).isNotEmpty();
      assertThat(index.refreshUnfinished().isEmpty()).isTrue();
    }
  }

  @Test
  void aSecondIndexOfThisProcessStaysInMemory() {
    generated.write(GeneratedRuns.plans(3, 20, 1));
    try (RunIndex first = RunIndex.open(project, runs);
        RunIndex second = RunIndex.open(project, runs)) {
      assertThat(first.isOnDisk()).isTrue();
      assertThat(second.isOnDisk()).isFalse();
      first.refresh();
      second.refresh();
      assertThat(second.rows(RunSearch.ALL)).hasSize(3).isEqualTo(first.rows(RunSearch.ALL));
    }
  }

  @Test
  void aSecondIndexOfAnotherProcessStaysInMemory() throws Exception {
    generated.write(GeneratedRuns.plans(3, 20, 1));
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                project.toString(),
                runs.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var answer = other.inputReader()) {
      assertThat(answer.readLine()).isEqualTo("open: true");
      try (RunIndex index = RunIndex.open(project, runs)) {
        assertThat(index.isOnDisk()).isFalse();
        index.refresh();
        assertThat(index.rows(RunSearch.ALL)).hasSize(3);
      }
      // as a workbench is that crashes
      other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    try (RunIndex index = RunIndex.open(project, runs)) {
      assertThat(index.isOnDisk()).isTrue();
      index.refresh();
      assertThat(index.rows(RunSearch.ALL)).isEqualTo(rebuilt());
    }
  }

  /// Holds an index until it is killed.
  static final class Holder {
    public static void main(String[] args) throws Exception {
      RunIndex index = RunIndex.open(Path.of(args[0]), Path.of(args[1]));
      index.refresh();
      System.out.println("open: " + index.isOnDisk());
      Thread.sleep(60_000);
      index.close();
    }
  }

  @Test
  void aBrokenFileIsMadeAnew() throws Exception {
    generated.write(GeneratedRuns.plans(5, 20, 1));
    Path file = project.resolve(RunIndex.FILE);
    List<RunRow> expected = rebuilt();
    var random = new Random(1);
    byte[] noise = new byte[9000];
    random.nextBytes(noise);
    for (byte[] content : List.of(new byte[0], new byte[] {1, 2, 3}, noise)) {
      Files.write(file, content);
      try (RunIndex index = RunIndex.open(project, runs)) {
        index.refresh();
        assertThat(index.rows(RunSearch.ALL)).isEqualTo(expected);
        assertThat(index.isOnDisk()).isTrue();
      }
    }
    byte[] whole = Files.readAllBytes(file);
    for (int cut = whole.length / 8; cut < whole.length; cut += whole.length / 8) {
      byte[] damaged = whole.clone();
      random.nextBytes(noise);
      System.arraycopy(noise, 0, damaged, cut, Math.min(2000, whole.length - cut));
      Files.write(file, damaged);
      try (RunIndex index = RunIndex.open(project, runs)) {
        index.refresh();
        assertThat(index.rows(RunSearch.ALL)).as("damaged at " + cut).isEqualTo(expected);
      }
    }
  }

  @Test
  void adatabaseThatSomebodyElseMadeIsNotOpened() throws Exception {
    generated.write(GeneratedRuns.plans(2, 20, 1));
    Path file = project.resolve(RunIndex.FILE);
    String url = "jdbc:h2:file:" + project.toAbsolutePath().resolve("index");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE format(number INT) AS SELECT 1");
      statement.execute("CREATE VIEW run AS SELECT 'foreign' AS run");
    }
    assertThat(Files.size(file)).isPositive();
    try (RunIndex index = RunIndex.open(project, runs)) {
      assertThat(index.isOnDisk()).isTrue();
      assertThat(index.rows(RunSearch.ALL)).isEmpty();
      index.refresh();
      assertThat(index.rows(RunSearch.ALL)).hasSize(2);
    }
  }

  @Test
  void runsAreSortedByFieldsAndSettings() {
    generated.write(GeneratedRuns.plans(20, 60, 4));
    try (RunIndex index = RunIndex.inMemory(runs)) {
      index.refresh();
      List<RunRow> bySteps = index.rows(RunSearch.ALL, "-steps");
      assertThat(bySteps.stream().map(RunRow::steps))
          .isSortedAccordingTo(java.util.Comparator.reverseOrder());
      List<Double> rates =
          index.rows(RunSearch.ALL, "training.learningRate").stream()
              .map(row -> RunFacts.of(RunFolder.open(runs.resolve(row.run()))))
              .map(facts -> Double.valueOf(facts.settings().get("training.learningRate")))
              .toList();
      assertThat(rates).hasSize(20).isSorted();
      assertThat(index.rows(RunSearch.ALL, "bestValidationLoss").getLast().bestValidationLoss())
          .as("runs without come last")
          .isNull();
      assertThatThrownBy(() -> index.rows(RunSearch.ALL, "stepz"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("did you mean `steps`");
    }
  }

  @Test
  void aFolderThatGoesMeanwhileIsNoRun() throws Exception {
    List<RunFolder> written = generated.write(GeneratedRuns.plans(3, 20, 1));
    Files.delete(written.getFirst().configuration());
    Files.writeString(written.get(1).configuration(), Json.line().writeValueAsString("no object"));
    try (RunIndex index = RunIndex.inMemory(runs)) {
      index.refresh();
      assertThat(index.rows(RunSearch.ALL)).hasSize(3);
      FileTree.delete(written.getFirst().path());
      assertThat(index.refresh().gone()).hasSize(1);
    }
  }
}
