package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.evaluate.Prediction;
import org.modelwright.evaluate.Sampler;
import org.modelwright.evaluate.TextGenerator.Request;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.launch.PlaygroundProcess;
import org.modelwright.launch.ProcessFailedException;
import org.modelwright.run.RunFolder;

/// Checkpoints that write, each in a process of its own.
class PlaygroundIT {

  @TempDir private Path folder;

  private static Request request(String prompt, int tokens, double temperature) {
    return new Request(prompt, tokens, "", new Sampler.Settings(temperature, 0, 1, 5));
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current().children().collect(Collectors.toSet());
  }

  @Test
  void checkpointsOfARunWriteSideBySide() throws Exception {
    SmallProject project = SmallProject.in(folder);
    project.run("train", "p", "--steps", "80", "--json");
    RunFolder run = project.runs().getFirst();
    Set<ProcessHandle> before = children();

    try (var last = new PlaygroundProcess(run, "last");
        var early = new PlaygroundProcess(run, "50")) {
      assertThat(last.step()).isEqualTo(80);
      assertThat(early.step()).isEqualTo(50);

      writesWhatTheCommandLineWrites(project, last);
      assertThat(text(early, request("the ", 60, 0.8)))
          .isNotEqualTo(text(last, request("the ", 60, 0.8)));
      // loaded is loaded
      FileTree.delete(run.checkpoints());
      saysHowLikelyEachTokenWas(last);
      isStopped(last);
      assertThatThrownBy(() -> last.generate(request("\u4e2d", 3, 1), (_, _) -> {}))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("4E2D");
      assertThat(text(last, request("a ", 3, 0))).startsWith("a ");

      Set<ProcessHandle> born = children();
      born.removeAll(before);
      assertThat(born).hasSize(2);
      born.forEach(ProcessHandle::destroyForcibly);
      assertThatThrownBy(() -> last.generate(request("a ", 3, 0), (_, _) -> {}))
          .isInstanceOf(ProcessFailedException.class)
          .hasMessageContaining("killed");
    }
    assertThat(children()).isEqualTo(before);
    assertThatThrownBy(() -> new PlaygroundProcess(run, "last"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no checkpoint yet");
  }

  private static void writesWhatTheCommandLineWrites(SmallProject project, PlaygroundProcess last)
      throws Exception {
    String written =
        project
            .run(
                "generate",
                "p",
                "--checkpoint",
                "80",
                "--prompt",
                "the ",
                "--max-tokens",
                "40",
                "--temperature",
                "0.8",
                "--top-p",
                "1",
                "--seed",
                "5")
            .out();
    assertThat(text(last, request("the ", 40, 0.8)) + "\n").isEqualTo(written);
    CommandLineProcess refused =
        CommandLineProcess.run(
            project.folder(), "generate", "p", "--prompt", "a", "--checkpoint", "7");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains("no checkpoint `7`; use best, last or one of the steps 50, 80.");
  }

  private static void saysHowLikelyEachTokenWas(PlaygroundProcess model) {
    List<Prediction> predictions = new ArrayList<>();
    var text = new StringBuilder();
    int written =
        model.generate(
            request("the cat ", 30, 0),
            (piece, prediction) -> {
              text.append(piece);
              if (prediction != null) {
                predictions.add(prediction);
                // at temperature 0 the likeliest token is taken
                assertThat(prediction.rank()).isEqualTo(1);
                assertThat(prediction.likeliest().getFirst().text()).isEqualTo(piece);
              }
            });
    assertThat(written).isEqualTo(30);
    assertThat(predictions).hasSize(30);
    assertThat(text).startsWith("the cat ").hasSize(8 + 30);
    // a vocabulary of 14 characters: the eight named have most of what there is
    assertThat(predictions)
        .allSatisfy(p -> {
          double named =
              p.likeliest().stream().mapToDouble(Prediction.Candidate::probability).sum();
          assertThat(named).isBetween(8.0 / 14, 1.0 + 1e-9);
          assertThat(p.likeliest().getFirst().probability())
              .isCloseTo(p.probability(), within(1e-12));
        });
  }

  private static void isStopped(PlaygroundProcess model) {
    int written =
        model.generate(
            request("the ", 1_000_000, 1),
            (_, prediction) -> {
              if (prediction != null) {
                model.stop();
              }
            });
    assertThat(written).isLessThan(1_000_000);
  }

  private static String text(PlaygroundProcess model, Request request) {
    var text = new StringBuilder();
    model.generate(request, (piece, _) -> text.append(piece));
    return text.toString();
  }
}
