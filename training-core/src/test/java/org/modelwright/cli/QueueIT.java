package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.Json;
import org.modelwright.launch.Queue;
import org.modelwright.launch.QueueEntry;
import org.modelwright.launch.QueueState;
import org.modelwright.run.Command;
import org.modelwright.run.CommandLog;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.train.RunConfiguration;
import tools.jackson.databind.JsonNode;

/// Queues and sweeps with real workers.
class QueueIT {

  @TempDir private Path folder;
  private final List<Process> runners = new ArrayList<>();

  @AfterEach
  void leaveNothingRunning() throws Exception {
    for (Process runner : runners) {
      runner.destroyForcibly().waitFor();
    }
    for (RunFolder run : RunFolder.list(folder.resolve("p/runs"))) {
      if (!RunStatus.of(run).state().isFinal() && RunStatus.of(run).state() != RunState.QUEUED) {
        worker(run).destroyForcibly();
      }
    }
  }

  private static ProcessHandle worker(RunFolder run) throws Exception {
    long pid = Json.line().readTree(Files.readString(run.heartbeat())).get("pid").asLong();
    return ProcessHandle.of(pid).orElseThrow();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(40));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }

  private Process runner(String name) throws Exception {
    Process runner =
        CommandLineProcess.start(
            folder,
            "org.modelwright.cli.Main",
            folder.resolve(name + "-out.txt"),
            folder.resolve(name + "-err.txt"),
            "queue",
            "p",
            "--run");
    runners.add(runner);
    return runner;
  }

  private QueueEntry add(String... settings) {
    List<String> words = new ArrayList<>(List.of("queue", project(), "--add", "--set"));
    words.addAll(List.of(settings));
    InProcess added = InProcess.run(words.toArray(String[]::new));
    assertThat(added.exit()).as(added.err()).isZero();
    return new Queue(Path.of(project())).entries().getLast();
  }

  private String project() {
    return folder.resolve("p").toString();
  }

  private RunFolder run(QueueEntry entry) {
    return RunFolder.open(folder.resolve("p/runs").resolve(entry.run()));
  }

  private static long steps(RunFolder run) {
    return EventLog.read(run.events()).stream().filter(Event.Step.class::isInstance).count();
  }

  /// How many times a worker was started for it.
  private static long launches(RunFolder run) throws Exception {
    try (var lines = Files.lines(run.commands())) {
      return lines.filter(l -> l.contains("\"launch\"")).count();
    }
  }

  @Test
  void theQueueGoesOnWhateverBecomesOfItsRunsRunnersAndDrawing() throws Exception {
    SmallProject small = SmallProject.in(folder);
    var queue = new Queue(Path.of(project()));
    QueueEntry killed = add("training.steps=100000", "training.seed=2");
    QueueEntry second = add("training.steps=30", "training.seed=3");
    QueueEntry gone = add("training.steps=40");
    QueueEntry third = add("training.steps=20", "drawing.main.embed.width=48");
    QueueEntry fourth = add("training.steps=10");
    assertThat(InProcess.run("queue", project(), "--remove", "" + gone.id()).exit()).isZero();
    assertThat(InProcess.run("queue", project(), "--move", "" + fourth.id(), "--to", "3").exit())
        .isZero();
    assertThat(small.runs()).as("of one removed nothing stays").hasSize(4);

    // the user goes on drawing while the queue waits
    Path drawing = folder.resolve("p/architecture.yaml");
    Files.writeString(drawing, Files.readString(drawing).replace("width: 32", "width: 16"));

    Process one = runner("one");
    await(() -> !queue.items().getFirst().state().equals(QueueState.WAITING));
    Process two = runner("two");
    await(() -> steps(run(killed)) >= 3);
    assertThat(queue.items().stream().map(Queue.Item::state))
        .containsExactly(
            QueueState.RUNNING, QueueState.WAITING, QueueState.WAITING, QueueState.WAITING);
    one.destroyForcibly().waitFor();
    assertThat(RunStatus.of(run(killed)).state()).isEqualTo(RunState.RUNNING);
    // the other runner takes over, and does not start a second one beside the one that trains
    await(() -> read("two-err.txt").contains("waiting to take over"));
    Thread.sleep(1500);
    assertThat(queue.items().get(1).state()).isEqualTo(QueueState.WAITING);

    worker(run(killed)).destroyForcibly();
    assertThat(two.waitFor()).as(read("two-err.txt")).isZero();
    assertThat(queue.items().stream().map(Queue.Item::state))
        .containsExactly(QueueState.FAILED, QueueState.DONE, QueueState.DONE, QueueState.DONE);
    assertThat(queue.items().getFirst().why()).contains("killed");
    for (QueueEntry entry : List.of(killed, second, third, fourth)) {
      assertThat(launches(run(entry))).as(entry.run()).isEqualTo(1);
    }
    assertThat(first(run(second))).as("in the order of the queue").isBefore(first(run(fourth)));
    assertThat(first(run(fourth))).isBefore(first(run(third)));
    assertThat(RunConfiguration.read(run(second).configuration()).architecture())
        .contains("width: 32");
    assertThat(RunConfiguration.read(run(third).configuration()).architecture())
        .contains("width: 48");
    assertThat(RunStatus.of(run(third)).steps()).isEqualTo(20);

    // what failed goes on where it was, at the end of the queue; a stop counts as done
    assertThat(InProcess.run("queue", project(), "--resume", killed.run()).err())
        .contains("Added as entry");
    Process again = runner("again");
    await(() ->
        steps(run(killed)) >= 3
            && queue.items().getLast().state() == QueueState.RUNNING
            && RunStatus.of(run(killed)).state() == RunState.RUNNING);
    CommandLog.append(run(killed), Command.stop(true));
    assertThat(again.waitFor()).as(read("again-err.txt")).isZero();
    JsonNode told = small.run("queue", "p", "--json").json().get("entries");
    assertThat(told.get(4).get("state").asString()).isEqualTo("done");
    assertThat(told.get(1).get("settings").get(0).asString()).isEqualTo("training.steps=30");
    assertThat(launches(run(killed))).isEqualTo(2);
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (java.io.IOException e) {
      return "";
    }
  }

  private static Instant first(RunFolder run) {
    return EventLog.read(run.events()).getFirst().time();
  }

  @Test
  void aRunWhoseTextHasChangedSinceIsNotTrainedOnIt() throws Exception {
    SmallProject small = SmallProject.in(folder);
    QueueEntry entry = add("training.steps=10");
    Path text = folder.resolve("text.txt");
    Files.writeString(text, Files.readString(text).replace("cat", "dog"));
    CommandLineProcess worked = CommandLineProcess.run(folder, "queue", "p", "--run", "--json");
    assertThat(worked.exit()).isEqualTo(Main.FAILED);
    assertThat(worked.json().get("entries").get(0).get("cause").asString())
        .startsWith("The data of run " + entry.run() + " has changed since it was queued");
    assertThat(small.runs()).hasSize(1);
  }

  @Test
  void aSweepIsRefusedBeforeAnythingIsWritten() throws Exception {
    SmallProject small = SmallProject.in(folder);
    for (String wrong :
        List.of(
            "training.learningRat=1,2",
            "training.batchSize=8,0",
            "drawing.main.nobody.width=16,32",
            "drawing.main.embed.widht=16,32",
            "drawing.main.embed=16,32",
            "optimizer=adamw,lion",
            "data.context=16,100000")) {
      assertThat(InProcess.run("sweep", project(), "--set", wrong).refusal()).isNotEmpty();
    }
    assertThat(small.runs()).isEmpty();
    assertThat(folder.resolve("p/queue.yaml")).doesNotExist();
  }

  @Test
  void aSmallGridIsTrainedAndTold() throws Exception {
    SmallProject small = SmallProject.in(folder);
    small.setTraining("steps: 100", "steps: 8");
    small.setTraining("warmupSteps: 100", "warmupSteps: 1");
    JsonNode told =
        small
            .run(
                "sweep",
                "p",
                "--name",
                "try",
                "--set",
                "training.learningRate=1e-4..1e-2:log:2",
                "drawing.main.embed.width=16",
                "--run",
                "--json")
            .json();
    assertThat(told.get("sweep").asString()).isEqualTo("try");
    List<JsonNode> rows = StreamSupport.stream(told.get("runs").spliterator(), false).toList();
    assertThat(rows.stream().map(r -> r.get("settings").get("training.learningRate").asString()))
        .containsExactlyInAnyOrder("0.0001", "0.01");
    assertThat(rows.get(0).get("bestValidationLoss").asDouble())
        .isLessThan(rows.get(1).get("bestValidationLoss").asDouble());
    assertThat(small.run("sweep", "p").out())
        .contains("Sweep try", "training.learningRate", "0.01", "completed");
    assertThat(RunConfiguration.read(small.runs().getFirst().configuration()).provenance())
        .containsEntry("sweep", "try")
        .containsEntry("sweepSettings", "training.learningRate=0.0001 drawing.main.embed.width=16");
    // a repetition is no part of the sweep
    small.run("repeat", "p", small.runs().getFirst().name(), "--json");
    assertThat(small.run("sweep", "p", "--json").json().get("runs")).hasSize(2);
  }

  @Test
  @Tag("slow")
  void aSweepOfTwentyRunsCompletesUnattended() throws Exception {
    SmallProject small = SmallProject.in(folder);
    small.setTraining("steps: 100", "steps: 10");
    small.setTraining("warmupSteps: 100", "warmupSteps: 1");
    Instant begin = Instant.now();
    JsonNode told =
        small
            .run(
                "sweep",
                "p",
                "--set",
                "training.learningRate=1e-4..1e-2:log",
                "training.batchSize=4,8",
                "--random",
                "20",
                "--run",
                "--json")
            .json();
    System.out.println(
        "a sweep of 20: " + Duration.between(begin, Instant.now()).toMillis() + " ms");
    List<JsonNode> rows = StreamSupport.stream(told.get("runs").spliterator(), false).toList();
    assertThat(rows)
        .hasSize(20)
        .allSatisfy(r -> assertThat(r.get("state").asString()).isEqualTo("completed"))
        .allSatisfy(r -> assertThat(r.get("bestValidationLoss").asDouble()).isBetween(0.1, 10.0));
  }
}
