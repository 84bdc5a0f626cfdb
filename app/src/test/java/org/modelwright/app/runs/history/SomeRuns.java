package org.modelwright.app.runs.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.modelwright.file.Json;
import org.modelwright.project.Project;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunLabels;
import org.modelwright.run.RunState;
import tools.jackson.databind.node.ObjectNode;

/// A project with folders of runs as workers leave them, without any training.
public final class SomeRuns {

  private static final Instant BEGIN = Instant.parse("2026-11-20T08:00:00Z");

  private SomeRuns() {}

  /// Numbers 1 to `count`: every fourth failed, every seventh stopped, the others completed. The first
  /// has the tag `baseline`.
  static Path project(Path folder, int count) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(Project.FILE), "name: some-runs\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(folder, count);
    return folder;
  }

  /// The same in a project that is there.
  public static void write(Path project, int count) {
    try {
      for (int i = 1; i <= count; i++) {
        write(project, i, 100 + 20 * i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(int number) {
    return String.format(Locale.ROOT, "2026-11-20-%02d-small-java", number);
  }

  static RunFolder folder(Path project, int number) {
    return RunFolder.open(Project.runs(project).resolve(name(number)));
  }

  private static void write(Path project, int number, int steps) throws IOException {
    Files.createDirectories(Project.runs(project).resolve(name(number)));
    RunFolder run = folder(project, number);
    ObjectNode root = Json.line().createObjectNode();
    root.put("format", 1).put("device", "cpu");
    root.putObject("training")
        .put("learningRate", number / 10_000.0)
        .put("steps", steps)
        .put("precision", "bf16");
    root.putObject("data").put("context", number % 2 == 0 ? 256 : 128);
    root.put("architecture", drawing(number % 2 == 0 ? 8 : 4));
    Files.writeString(run.configuration(), root.toString());
    Instant start = BEGIN.plusSeconds(5000L * number);
    try (var log = new EventLog(run.events())) {
      log.append(new Event.StateChanged(start, RunState.PREPARING));
      var random = new Random(number);
      for (int step = 1; step <= steps; step++) {
        log.append(step(start.plusMillis(400L * step), step, 1.4 + 0.02 * number, random));
        if (step % 40 == 0) {
          log.append(
              new Event.Validated(
                  start.plusMillis(400L * step), step, 1.6 + 2.0 / (1 + step / 40.0), 4096));
        }
      }
      Instant end = start.plusMillis(400L * steps + 900);
      var summary =
          new Event.Summary(
              steps, 1.5 + 0.02 * number, 1.9, 1.85, 18_000 + 300.0 * number, 110, 0.01, 1L << 30);
      log.append(
          number % 4 == 0
              ? new Event.Failed(end, "The disk is full (no space left); free some space.")
              : number % 7 == 0
                  ? new Event.Stopped(end, summary)
                  : new Event.Completed(end, summary));
    }
    for (int step : new int[] {40, 80, 120}) {
      Path checkpoint = run.checkpoints().resolve(String.format(Locale.ROOT, "step-%06d", step));
      Files.createDirectories(checkpoint);
      Files.write(checkpoint.resolve("model.safetensors"), new byte[300_000 + 1000 * number]);
    }
    if (number == 1) {
      new RunLabels(List.of("baseline"), "the one to beat").write(run);
    }
  }

  static Event.Step step(Instant time, int step, double floor, Random random) {
    double loss = floor + 3.5 * Math.pow(1 + step / 12.0, -0.8) + 0.05 * random.nextGaussian();
    return new Event.Step(
        time,
        step,
        step * 4096L,
        loss,
        3e-4,
        0.8,
        null,
        null,
        null,
        18_000,
        null,
        1L << 30,
        0.01,
        110);
  }

  private static String drawing(int heads) {
    return """
    format: 1
    main:
      nodes:
        - {id: tokens, kind: TokenInput, at: [0, 0]}
        - {id: embed, kind: TokenEmbedding, from: [tokens], width: 64, at: [0, 80]}
        - {id: attention, kind: SelfAttention, from: [embed], heads: %d, at: [0, 160]}
        - {id: head, kind: LanguageModelHead, from: [attention], at: [0, 240]}
    """
        .formatted(heads);
  }
}
