package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;

/// What a user can break once there is a trained run: each damage is told in one sentence, with exit
/// code 1, and the run stays as it was.
class WrongInputIT {

  @TempDir private Path folder;

  @Test
  void aTrainedRunThatSomebodyBreaks() throws Exception {
    trainSmallProject();
    refusesUnknownCharacters();
    saysThatOutputIsLost();
    repeatsOnlyWithItsData();
    resumesFromTheStartWithoutTellingStepsTwice();
    letsOneOfTwoResumesGoOn();
    refusesDamagedCheckpoints();
  }

  private void refusesUnknownCharacters() throws Exception {
    assertThat(refusal("generate", "p", "--prompt", "the \u4e2d"))
        .contains("CJK UNIFIED IDEOGRAPHS 4E2D", "leave it out");
  }

  private void saysThatOutputIsLost() throws Exception {
    Path full = Path.of("/dev/full");
    if (Files.exists(full)) {
      Path err = folder.resolve("err.txt");
      Process process =
          CommandLineProcess.start(
              folder, "org.modelwright.cli.Main", full, err, "runs", "p", "--json");
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(Files.readString(err)).startsWith("Standard output cannot be written");
    }
  }

  private void repeatsOnlyWithItsData() throws Exception {
    Path text = folder.resolve("text.txt");
    Path aside = Files.move(text, folder.resolve("aside.txt"));
    assertThat(refusal("repeat", "p")).contains("text.txt does not exist");
    Files.writeString(text, "a dog sat on a log.\n".repeat(200));
    assertThat(refusal("repeat", "p")).contains("has changed since it was trained");
    assertThat(refusal("evaluate", "p")).contains("has changed since it was trained");
    Files.delete(text);
    Files.move(aside, text);
    assertThat(RunFolder.list(folder.resolve("p/runs"))).hasSize(1);
    assertThat(CommandLineProcess.run(folder, "repeat", "p").exit()).isZero();
    assertThat(CommandLineProcess.run(folder, "evaluate", "p").exit()).isZero();
    assertThat(RunFolder.list(folder.resolve("p/runs"))).hasSize(2);
  }

  private void resumesFromTheStartWithoutTellingStepsTwice() throws Exception {
    reopen();
    try (Stream<Path> all = Files.walk(run().checkpoints())) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    CommandLineProcess resumed = CommandLineProcess.run(folder, "resume", "p", "--json");
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(
            EventLog.read(run().events()).stream()
                .filter(Event.Step.class::isInstance)
                .map(Event::step))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 12).boxed().toList());
  }

  private void letsOneOfTwoResumesGoOn() throws Exception {
    reopen();
    Path err = folder.resolve("first.txt");
    Process first =
        CommandLineProcess.start(
            folder, "org.modelwright.cli.Main", folder.resolve("out.txt"), err, "resume", "p");
    CommandLineProcess second = CommandLineProcess.run(folder, "resume", "p");
    assertThat(List.of(first.waitFor(), second.exit()))
        .as(Files.readString(err) + second.err())
        .containsExactlyInAnyOrder(0, 1);
    String loser = second.exit() == 1 ? second.err() : Files.readString(err);
    assertThat(loser).containsAnyOf("taken up by another worker", "stop it first", "complete;");
    assertThat(loser).doesNotContain("Exception");
  }

  private void refusesDamagedCheckpoints() throws Exception {
    reopen();
    Path checkpoint = run().checkpoints().resolve("step-000012");
    Path state = checkpoint.resolve("state.json");
    String whole = Files.readString(state);
    for (String damaged : List.of("", "{}", "null", whole.replace("12", "11"))) {
      Files.writeString(state, damaged);
      assertThat(refusal("resume", "p")).contains("state.json is broken; delete its folder");
    }
    Files.delete(state);
    assertThat(refusal("resume", "p")).contains("state.json is broken; delete its folder");
    Files.writeString(state, whole);
    Path model = checkpoint.resolve("model.safetensors");
    byte[] weights = Files.readAllBytes(model);
    Files.copy(
        checkpoint.resolve("optimizer.safetensors"), model, StandardCopyOption.REPLACE_EXISTING);
    assertThat(refusal("resume", "p")).contains("it belongs to another architecture");
    Files.write(model, weights);
    for (String file : List.of("optimizer.safetensors", "model.safetensors")) {
      cutShort(checkpoint.resolve(file));
      assertThat(refusal("resume", "p")).contains(file, "bytes are missing", "delete its folder");
    }
    assertThat(refusal("evaluate", "p")).contains("model.safetensors", "bytes are missing");
    assertThat(refusal("generate", "p", "--prompt", "a")).contains("bytes are missing");
    Files.writeString(run().path().resolve("tokenizer.json"), "{}");
    assertThat(refusal("evaluate", "p")).contains("tokenizer.json has no `model`");
  }

  @Test
  void aMachineWithoutAGpu() throws Exception {
    assumeFalse(Files.exists(Path.of("/dev/nvidia0")));
    newSmallProject();
    assertThat(refusal("train", "p", "--device", "cuda"))
        .contains("The device `cuda:0` cannot be used (", "); use --device cpu.");
    assertThat(folder.resolve("p/runs")).doesNotExist();
  }

  private static void cutShort(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 100);
    }
  }

  /// As if the worker had been killed before it could say that it was done.
  private void reopen() throws IOException {
    Path events = run().events();
    Files.write(
        events,
        Files.readAllLines(events).stream().filter(l -> !l.contains("\"completed\"")).toList());
  }

  private RunFolder run() {
    return RunFolder.list(folder.resolve("p/runs")).getLast();
  }

  /// Nothing that is refused needs a process of its own.
  private String refusal(String... arguments) {
    String[] absolute = arguments.clone();
    absolute[1] = folder.resolve(arguments[1]).toString();
    return InProcess.run(absolute).refusal();
  }

  private void newSmallProject() throws Exception {
    Files.writeString(folder.resolve("text.txt"), "the cat sat on a mat.\n".repeat(100));
    CommandLineProcess made =
        CommandLineProcess.run(folder, "new", "p", "--template", "text-char", "--data", "text.txt");
    assertThat(made.exit()).as(made.err()).isZero();
    Path drawing = folder.resolve("p/architecture.yaml");
    Files.writeString(
        drawing,
        Files.readString(drawing)
            .replace("width: 128", "width: 16")
            .replace("hidden: 512", "hidden: 32")
            .replace("repeat: 4", "repeat: 1"));
  }

  private void trainSmallProject() throws Exception {
    newSmallProject();
    CommandLineProcess trained =
        CommandLineProcess.run(
            folder, "train", "p", "--steps", "12", "--set", "training.checkpointEvery=5");
    assertThat(trained.exit()).as(trained.err()).isZero();
  }
}
