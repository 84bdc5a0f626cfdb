package org.modelwright.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.engine.DeviceName;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;
import org.modelwright.project.Templates;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;

class CalibrationTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final CpuFacts HERE = new CpuFacts("x", 2, 4, Set.of(CpuFacts.Feature.AVX2));

  @TempDir private Path folder;
  private Path project;
  private Calibrations calibrations;

  @BeforeEach
  void project() throws IOException {
    project = Files.createDirectory(folder.resolve("p"));
    Templates.write(project, "text-char", "p");
    Files.writeString(
        project.resolve("data.yaml"),
        "sources: [{path: text.txt}]\ntokenizer: {kind: bytes}\ncontext: 64\nsplit: {by: tail}\n");
    Files.writeString(project.resolve("text.txt"), "to be or not to be\n".repeat(200));
    calibrations = Calibrations.read(folder.resolve("calibration.json"));
  }

  private Project opened() {
    return Project.open(project);
  }

  /// What the planner says of a run with two threads before anything is known.
  private Plan plain() {
    return Planner.bare(
        opened().workload(Progress.NONE), ThisMachine.detect(DeviceName.CPU, 2), Factors.NONE);
  }

  private RunFolder run(String processor, int steps, Event... last) throws IOException {
    Project opened = opened();
    RunFolder run = RunFolder.create(project.resolve("runs"), "p", LocalDate.of(2026, 11, 23));
    opened
        .configuration(DeviceName.CPU)
        .prepared(
            new RunConfiguration.Frozen(2, processor, "2.7.1", Map.of(), Map.of(), null), Map.of())
        .write(run.configuration());
    try (var dataset = opened.dataset(Progress.NONE)) {
      Files.writeString(TrainingRun.tokenizer(run), dataset.tokenizer().json());
    }
    try (var log = new EventLog(run.events())) {
      log.append(new Event.StateChanged(NOW, RunState.RUNNING));
      for (int i = 1; i <= steps; i++) {
        log.append(step(i));
      }
      List.of(last).forEach(log::append);
    }
    return run;
  }

  private static Event step(long step) {
    return new Event.Step(NOW, step, 1, 1, 1, 1, null, null, null, 1, null, 1, 0, 999);
  }

  private static Event completed(double millis, long peak) {
    return new Event.Completed(NOW, new Event.Summary(20, 1.0, null, null, 1, millis, 0, peak));
  }

  private List<Measurement> learn() {
    return Calibration.learn(project, project.resolve("runs"), calibrations, HERE);
  }

  private Factors factors() {
    Project opened = opened();
    return Calibration.factors(
        calibrations,
        ThisMachine.detect(DeviceName.CPU, 2),
        opened.workload(Progress.NONE),
        DeviceName.CPU,
        2,
        opened.architectureText(),
        HERE);
  }

  @Test
  void aFinishedRunTeachesTimeAndHalfOfItsMemory() throws IOException {
    Plan plan = plain();
    MemoryNeed memory = plan.memory();
    long state = memory.weights() + memory.gradients() + memory.optimizer();
    // 4 times what was estimated besides the state: a factor of 4, half of it on a scale of factors
    // is 2
    long peak = state + 4 * (memory.total() - state);
    double millis = 1.7 * 1000 * plan.time().seconds();
    RunFolder run = run(HERE.description(), 20, completed(millis, peak));
    Measurement measured = learn().getFirst();
    assertThat(measured.run()).isEqualTo(run.name());
    assertThat(measured.timeFactor()).isCloseTo(1.7, within(1e-9));
    assertThat(measured.memoryFactor()).isCloseTo(2, within(1e-6));
    assertThat(measured.memoryBytes()).isEqualTo(peak);
    assertThat(measured.predictedMemoryBytes()).isEqualTo(memory.total());
    assertThat(measured.predictedMillisPerStep())
        .isCloseTo(1000 * plan.time().seconds(), within(1e-9));
    double tokens = opened().training().tokensPerStep(64);
    assertThat(measured.flopsPerSecond())
        .isCloseTo(
            tokens * plan.workload().flopsPerToken() / (millis / 1000),
            within(1e-6 * measured.flopsPerSecond()));
    assertThat(factors().time()).isCloseTo(1.7, within(1e-9));
    assertThat(factors().runs()).containsExactly(run.name());
    assertThat(factors().sameDrawing()).isTrue();
  }

  @Test
  void theNextRunIsPredictedWithWhatTheFirstTaught() throws IOException {
    double seconds = plain().time().seconds();
    run(HERE.description(), 20, completed(3000 * seconds, 1_000_000_000));
    learn();
    RunFolder second = run(HERE.description(), 20, completed(2500 * seconds, 1_000_000_000));
    List<Measurement> both = learn();
    assertThat(both).hasSize(2);
    assertThat(both.getLast().run()).isEqualTo(second.name());
    assertThat(both.getLast().predictedMillisPerStep()).isCloseTo(3000 * seconds, within(1e-6));
    assertThat(factors().time()).isCloseTo(2.5, within(1e-9));
    // known by now, and read back as they were written
    assertThat(learn()).isEqualTo(both);
    assertThat(
            Calibrations.read(folder.resolve("calibration.json"))
                .of(project.toString(), second.name()))
        .contains(both.getLast());
  }

  @Test
  void aRunOfAnotherDrawingIsCalledSo() throws IOException {
    run(HERE.description(), 20, completed(3000 * plain().time().seconds(), 1_000_000_000));
    learn();
    Path drawing = project.resolve("architecture.yaml");
    Files.writeString(drawing, Files.readString(drawing).replace("repeat: 4", "repeat: 2"));
    assertThat(factors().time()).isCloseTo(3, within(1e-9));
    assertThat(factors().sameDrawing()).isFalse();
  }

  @Test
  void whatDidNotEndHereOrWasTooShortTeachesNothing() throws IOException {
    double millis = 1000 * plain().time().seconds();
    run("another processor", 20, completed(millis, 1_000_000_000));
    run(HERE.description(), 10, completed(millis, 1_000_000_000));
    run(HERE.description(), 20, new Event.Failed(NOW, "no memory"));
    run(HERE.description(), 20);
    // its last worker made 5 steps
    run(
        HERE.description(),
        20,
        new Event.Resumed(NOW, 20),
        step(21),
        step(22),
        step(23),
        step(24),
        step(25),
        completed(millis, 1_000_000_000));
    // somebody else was using the machine
    run(HERE.description(), 20, completed(100 * millis, 1_000_000_000));
    RunFolder damaged = run(HERE.description(), 20, completed(millis, 1_000_000_000));
    Files.delete(TrainingRun.tokenizer(damaged));
    RunFolder broken = run(HERE.description(), 20, completed(millis, 1_000_000_000));
    Files.writeString(broken.configuration(), "{");
    assertThat(learn()).isEmpty();
    assertThat(factors()).isEqualTo(Factors.NONE);
  }

  @Test
  void stoppedRunsCountAndOfManyTheNewest() throws IOException {
    double millis = 2000 * plain().time().seconds();
    var summary = new Event.Summary(20, 1.0, null, null, 1, millis, 0, 1_000_000_000);
    run(HERE.description(), 20, new Event.Stopped(NOW, summary));
    assertThat(learn()).hasSize(1);
    Optional<Measurement> first = calibrations.of(project.toString(), learn().getFirst().run());
    for (int i = 0; i < 50; i++) {
      run(HERE.description(), 0);
    }
    // it is too old to be looked at, so it is not learned again once it has been forgotten
    assertThat(learn()).isEmpty();
    assertThat(first).isPresent();
  }

  @Test
  void otherHardwareIsNotCorrected() throws IOException {
    run(HERE.description(), 20, completed(3000 * plain().time().seconds(), 1_000_000_000));
    learn();
    Project opened = opened();
    for (String name : List.of("laptop", "h200")) {
      assertThat(
              Calibration.factors(
                  calibrations,
                  Profiles.builtIn(name),
                  opened.workload(Progress.NONE),
                  DeviceName.CPU,
                  2,
                  opened.architectureText(),
                  HERE))
          .isEqualTo(Factors.NONE);
    }
  }
}
