package org.modelwright.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;

class RunFolderTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @TempDir Path project;

  private Path runs() {
    return project.resolve("runs");
  }

  @Test
  void namesCountTheRunsOfADay() {
    assertThat(RunFolder.create(runs(), "Small Java", DAY).name())
        .isEqualTo("2026-11-23-01-small-java");
    assertThat(RunFolder.create(runs(), "other", DAY).name()).isEqualTo("2026-11-23-02-other");
    assertThat(RunFolder.create(runs(), "other", DAY.plusDays(1)).name())
        .isEqualTo("2026-11-24-01-other");
  }

  @Test
  void titlesBecomeNames() {
    List<String> names = new ArrayList<>();
    for (String title : List.of("Crème brûlée!", "  ../../etc ", "小模型 2", "***", "x".repeat(99))) {
      names.add(RunFolder.create(runs(), title, DAY).name().substring("2026-11-23-01-".length()));
    }
    assertThat(names).containsExactly("creme-brulee", "etc", "小模型-2", "run", "x".repeat(40));
  }

  @Test
  void twentyAtOnceGetTwentyNumbers() throws Exception {
    List<Future<RunFolder>> made;
    try (var threads = Executors.newFixedThreadPool(8)) {
      made =
          threads.invokeAll(
              IntStream.range(0, 20)
                  .mapToObj(i ->
                      (java.util.concurrent.Callable<RunFolder>)
                          () -> RunFolder.create(runs(), "title " + i, DAY))
                  .toList());
    }
    List<String> numbers = new ArrayList<>();
    for (var run : made) {
      numbers.add(run.get().name().substring(0, 13));
    }
    assertThat(numbers).doesNotHaveDuplicates().hasSize(20);
    try (var left = Files.list(runs())) {
      assertThat(left).hasSize(20);
    }
  }

  @Test
  void theNewestIsTheHighestNumberOfTheLatestDay() throws Exception {
    for (String name : List.of("2026-11-23-100-c", "2026-11-23-09-b", "2026-11-22-200-a")) {
      Files.createDirectories(runs().resolve(name));
    }
    Files.createDirectories(runs().resolve("zzz"));
    Files.createFile(runs().resolve("2026-12-01-01-a-file"));
    assertThat(RunFolder.list(runs()).stream().map(RunFolder::name))
        .containsExactly("2026-11-22-200-a", "2026-11-23-09-b", "2026-11-23-100-c");
    assertThat(RunFolder.find(runs(), "last").name()).isEqualTo("2026-11-23-100-c");
    assertThat(RunFolder.find(runs(), "2026-11-23-09-b").path()).isAbsolute();
    assertThat(RunFolder.create(runs(), "d", DAY).name()).isEqualTo("2026-11-23-101-d");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThatThrownBy(() -> RunFolder.find(runs(), "last"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no run")
        .hasMessageContaining("modelwright train");
    RunFolder.create(runs(), "a", DAY);
    assertThatThrownBy(() -> RunFolder.find(runs(), "b"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("`b`")
        .hasMessageContaining("2026-11-23-01-a");
    assertThatThrownBy(() -> RunFolder.open(project.resolve("nowhere")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aFileInTheWayIsSaid() throws Exception {
    Files.createFile(runs());
    assertThatThrownBy(() -> RunFolder.create(runs(), "a", DAY))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(runs().toString());
  }
}
