package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;
import tools.jackson.databind.JsonNode;

/// What disks, killers and learning rates do to a run: it ends in the right state, in words, and what
/// was saved before stays.
class FaultIT {

  /// Room for two checkpoints of the small model, not for a third.
  private static final String SMALL_DISK = "560k";

  @TempDir private Path folder;

  @Test
  void aDiskThatIsFullInTheMiddleOfACheckpointEndsTheRunInWordsAndResumeGoesOn() throws Exception {
    SmallProject project = SmallProject.in(folder);
    JsonNode whole = project.run("train", "p", "--json").json();
    Path runs = folder.resolve("p/runs");
    List<Double> losses = SmallProject.losses(project.runs().getFirst());
    Path kept = folder.resolve("kept");
    Files.move(runs, kept);
    Files.createDirectory(runs);
    assumeTrue(
        system("mount", "-t", "tmpfs", "-o", "size=" + SMALL_DISK, "tmpfs", runs.toString()),
        "a disk of 560 KiB cannot be mounted here");
    try {
      CommandLineProcess full = CommandLineProcess.run(folder, "train", "p", "--json");
      assertThat(full.exit()).as(full.err()).isEqualTo(Main.FAILED);
      assertThat(full.json().get("state").asString()).isEqualTo("failed");
      assertThat(full.json().get("cause").asString()).contains("disk is full", "free some space");
      RunFolder run = project.runs().getFirst();
      assertSound(run);

      assertThat(system("mount", "-o", "remount,size=16m", runs.toString())).isTrue();
      JsonNode resumed = project.run("resume", "p", "--json").json();
      assertThat(resumed.get("state").asString()).isEqualTo("completed");
      assertThat(resumed.get("bestValidationLoss")).isEqualTo(whole.get("bestValidationLoss"));
      assertThat(SmallProject.losses(run)).isEqualTo(losses);
    } finally {
      system("umount", "-l", runs.toString());
    }
  }

  @Test
  void aWorkerKilledWhileItSavesLeavesWholeCheckpointsAlone() throws Exception {
    SmallProject project = SmallProject.in(folder);
    project.setTraining("steps: 100", "steps: 40");
    project.setTraining("warmupSteps: 100", "warmupSteps: 4");
    JsonNode whole = project.run("train", "p", "--json").json();
    project.setTraining("checkpointEvery: 40", "checkpointEvery: 1");

    boolean caught = false;
    String[] command = {"train", "p", "--json"};
    for (int i = 0; i < 6 && !caught; i++) {
      project.killWhen(2, run -> isSaving(run) && newestStep(run) >= 10, command);
      caught = isSaving(project.runs().getLast());
      assertThat(project.told().get("state").asString()).isEqualTo("failed");
      assertCheckpointsWhole(project.runs().getLast());
      command = new String[] {"resume", "p", "--json"};
    }
    assertThat(caught).as("the worker died while it saved").isTrue();

    JsonNode resumed = project.run("resume", "p", "--json").json();
    assertThat(resumed.get("state").asString()).isEqualTo("completed");
    assertThat(resumed.get("bestValidationLoss")).isEqualTo(whole.get("bestValidationLoss"));
    assertThat(SmallProject.losses(project.runs().getLast()))
        .isEqualTo(SmallProject.losses(project.runs().getFirst()));
    assertSound(project.runs().getLast());
  }

  @Test
  void aLearningRateFarTooHighIsToldAndWithStopEndsTheRun() throws Exception {
    SmallProject project = SmallProject.in(folder);
    String[] high = {
      "train",
      "p",
      "--json",
      "--set",
      "training.learningRate=3",
      "training.minimumLearningRate=3",
      "training.warmupSteps=60",
      "training.clip=0",
      "training.checkpointEvery=5",
      "training.guard.window=10",
      "training.guard.zScore=4"
    };
    JsonNode told = project.run(high).json();
    assertThat(told.get("state").asString()).isEqualTo("completed");
    Event.Fault fault =
        EventLog.read(project.runs().getLast().events()).stream()
            .filter(Event.Fault.class::isInstance)
            .map(Event.Fault.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(fault.skipped()).isFalse();
    assertThat(fault.explanation()).contains("standard deviations above", "largest");

    String[] stop =
        Stream.concat(Stream.of(high), Stream.of("training.guard.spike=stop"))
            .toArray(String[]::new);
    CommandLineProcess stopped = CommandLineProcess.run(folder, stop);
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(Main.FAILED);
    assertThat(stopped.json().get("state").asString()).isEqualTo("failed");
    assertThat(stopped.json().get("cause").asString())
        .startsWith("Training went astray at step " + fault.step())
        .contains("learningRate");
    assertSound(project.runs().getLast());
  }

  private static boolean isSaving(RunFolder run) {
    return partials(run) > 0;
  }

  private static long partials(RunFolder run) {
    try (Stream<Path> entries = Files.list(run.checkpoints())) {
      return entries.filter(p -> p.getFileName().toString().startsWith(".partial-step")).count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long newestStep(RunFolder run) {
    return new Checkpoints(run.checkpoints())
        .newest()
        .map(p -> Long.parseLong(p.getFileName().toString().substring("step-".length())))
        .orElse(0L);
  }

  private static void assertSound(RunFolder run) {
    assertThat(partials(run)).isZero();
    assertCheckpointsWhole(run);
  }

  /// Every checkpoint that has its name is whole.
  private static void assertCheckpointsWhole(RunFolder run) {
    RunConfiguration configuration = RunConfiguration.read(run.configuration());
    long vocabulary =
        org.modelwright.data.tokenizer.Tokenizers.load(TrainingRun.tokenizer(run)).vocabularySize();
    List<Path> all = new Checkpoints(run.checkpoints()).list();
    assertThat(all).isNotEmpty();
    for (Path checkpoint : all) {
      Checkpoints.verify(
          checkpoint,
          TrainingRun.compile(configuration, vocabulary),
          configuration.trainingSettings());
    }
  }

  private static boolean system(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
