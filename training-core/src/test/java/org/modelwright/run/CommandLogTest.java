package org.modelwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLogTest {

  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void open() {
    run = RunFolder.open(folder);
  }

  @Test
  void everyCommandArrivesOnceAndInOrder() {
    List<Command> all =
        List.of(
            Command.pause(),
            Command.resume(),
            Command.checkpointNow(),
            Command.setLearningRate(0.1),
            Command.stop(true));
    try (var tail = CommandTail.open(run)) {
      assertThat(tail.poll()).isEmpty();
      all.forEach(command -> CommandLog.append(run, command));
      assertThat(tail.poll()).isEqualTo(all);
      assertThat(tail.poll()).isEmpty();
    }
  }

  @Test
  void aLineReadsAsDocumented() throws Exception {
    CommandLog.append(
        run, new Command.Stop("a", java.time.Instant.parse("2026-11-23T12:00:00Z"), true));
    assertThat(run.commands())
        .hasContent(
            "{\"command\":\"stop\",\"id\":\"a\",\"time\":\"2026-11-23T12:00:00Z\",\"save\":true}\n");
  }

  @Test
  void commandsOfAnEarlierWorkerAreNotObeyedAgain() {
    CommandLog.markLaunch(run);
    CommandLog.append(run, Command.stop(true));
    try (var tail = CommandTail.open(run)) {
      assertThat(tail.poll()).hasSize(1);
    }
    CommandLog.markLaunch(run);
    Command early = Command.checkpointNow();
    CommandLog.append(run, early);
    try (var tail = CommandTail.open(run)) {
      Command late = Command.pause();
      CommandLog.append(run, late);
      assertThat(tail.poll()).containsExactly(early, late);
    }
  }

  @Test
  void withoutALaunchMarkOnlyNewCommandsCount() {
    CommandLog.append(run, Command.stop(false));
    try (var tail = CommandTail.open(run)) {
      assertThat(tail.poll()).isEmpty();
    }
  }

  @Test
  void aHalfWrittenCommandSpoilsNoOther() throws Exception {
    CommandLog.markLaunch(run);
    Files.writeString(run.commands(), "{\"command\":\"sto", StandardOpenOption.APPEND);
    Command pause = Command.pause();
    CommandLog.append(run, pause);
    Files.writeString(run.commands(), "{\"command\":\"dance\"}\n", StandardOpenOption.APPEND);
    try (var tail = CommandTail.open(run)) {
      assertThat(tail.poll()).containsExactly(pause);
    }
  }

  @Test
  void manyGiversDoNotMix() throws Exception {
    CommandLog.markLaunch(run);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var given =
          threads.invokeAll(
              IntStream.range(0, 100)
                  .mapToObj(i ->
                      (Callable<Void>)
                          () -> {
                            CommandLog.append(run, Command.setLearningRate(i + 1));
                            return null;
                          })
                  .toList());
      for (var future : given) {
        future.get();
      }
    }
    try (var tail = CommandTail.open(run)) {
      assertThat(tail.poll())
          .extracting(command -> ((Command.SetLearningRate) command).factor())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());
    }
  }
}
