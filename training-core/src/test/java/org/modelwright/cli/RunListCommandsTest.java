package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.run.GeneratedRuns;
import org.modelwright.run.RunState;

/// The commands about runs that are there.
class RunListCommandsTest {

  private static final String FIRST = "2026-11-01-01-small-java";
  private static final String SECOND = "2026-11-01-02-wide";

  @TempDir Path project;

  private record Outcome(int exit, String out, String err) {}

  @BeforeEach
  void runs() throws Exception {
    Files.writeString(project.resolve("modelwright.yaml"), "name: it\n");
    var generated = new GeneratedRuns(Files.createDirectory(project.resolve("runs")));
    generated.write(
        new GeneratedRuns.Plan(
            "small-java", 1, 60, 1e-3, 4, RunState.COMPLETED, List.of("baseline"), ""));
    generated.write(
        new GeneratedRuns.Plan("wide", 2, 100, 3e-4, 4, RunState.FAILED, List.of(), ""));
  }

  private Outcome run(String command, String... more) {
    String[] words = new String[more.length + 2];
    words[0] = command;
    words[1] = project.toString();
    System.arraycopy(more, 0, words, 2, more.length);
    PrintStream out = System.out;
    PrintStream err = System.err;
    var said = new ByteArrayOutputStream();
    var noted = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(noted, true, StandardCharsets.UTF_8));
      int exit = Main.run(words);
      return new Outcome(
          exit, said.toString(StandardCharsets.UTF_8), noted.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void runsAreFoundAndSorted() {
    assertThat(run("runs", "--where", "training.learningRate < 5e-4 and state = failed").out())
        .contains(SECOND)
        .doesNotContain(FIRST);
    assertThat(run("runs", "--sort", "-steps").out())
        .satisfies(out -> assertThat(out.indexOf(SECOND)).isLessThan(out.indexOf(FIRST)));
    assertThat(run("runs", "--where", "tag = nobody").err()).contains("No run is like that.");
    Outcome wrong = run("runs", "--where", "loss <");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("at character 6").doesNotContain("Exception");
    assertThat(project.resolve("index.mv.db")).as("the command line keeps none").doesNotExist();
  }

  @Test
  void tagsAndNotesAreKept() {
    assertThat(run("tag", FIRST, SECOND, "--add", "a,b", "--remove", "baseline").exit()).isZero();
    assertThat(run("tag", FIRST, "--note", "two words").out()).contains("a, b", "two words");
    assertThat(run("runs", "--where", "tag = a and note ~ words").out()).contains(FIRST);
    assertThat(run("tag", FIRST, "--add", "no tag").err()).contains("cannot be a tag");
  }

  @Test
  void aDeletedRunComesBack() {
    assertThat(run("delete", FIRST).err()).contains("restore");
    assertThat(run("runs").out()).doesNotContain(FIRST);
    assertThat(run("restore", FIRST).exit()).isZero();
    assertThat(run("runs").out()).contains(FIRST);
    run("delete", FIRST, SECOND);
    assertThat(run("empty-trash").err()).contains("Removed 2 runs");
    assertThat(run("restore").err()).contains("No run has been deleted.");
  }

  @Test
  void checkpointsArePruned() throws Exception {
    Path checkpoints = project.resolve("runs").resolve(FIRST).resolve("checkpoints");
    for (int step : new int[] {10, 20, 30, 40}) {
      Path folder = Files.createDirectory(checkpoints.resolve("step-0000" + step));
      Files.write(folder.resolve("model.safetensors"), new byte[1000 * step]);
    }
    Files.writeString(checkpoints.resolve("best"), "step-000020");
    // 65 bytes of step 1, and those of steps 10 and 30
    assertThat(run("prune", FIRST).err()).contains("40,065 bytes freed");
    assertThat(checkpoints.toFile().list())
        .containsExactlyInAnyOrder("best", "step-000020", "step-000040");
    assertThat(run("prune", FIRST, "--keep", "0").exit()).isEqualTo(1);
  }

  @Test
  void differencesAndReports() throws Exception {
    assertThat(run("difference", FIRST, SECOND).out())
        .contains("training.learningRate", "`main/attention`: heads is 4 instead of 2");
    assertThat(run("difference", FIRST).err()).contains("two or more");
    assertThat(run("report", FIRST, SECOND).out()).contains(FIRST + "-and-1-more.html");
    assertThat(project.resolve("exports/" + FIRST + "-and-1-more.html"))
        .content()
        .contains("<svg", SECOND);
  }
}
