package org.modelwright.app.runs.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlValue;
import org.modelwright.project.Project;
import org.modelwright.project.Templates;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.train.RunConfiguration;

/// Projects and runs for tests: a tiny model that trains in earnest, and runs that only look as if.
public final class RunFiles {

  public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private RunFiles() {}

  /// A project whose model has some 4,000 parameters, on a text of its own.
  public static Path tinyProject(Path folder, int steps) throws IOException {
    Path text = Files.createTempFile("text", ".txt");
    var random = new Random(1);
    var words = new StringBuilder();
    for (int i = 0; i < 4000; i++) {
      words.append(List.of("the ", "cat ", "sat ", "on ", "a ", "mat.\n").get(random.nextInt(6)));
    }
    Files.writeString(text, words);
    Templates.create(folder, "text-char", Optional.of(text));
    Path drawing = folder.resolve(Project.ARCHITECTURE);
    Files.writeString(
        drawing,
        Files.readString(drawing)
            .replace("width: 128", "width: 16")
            .replace("heads: 4", "heads: 2")
            .replace("hidden: 512", "hidden: 32")
            .replace("length: 64", "length: 16")
            .replace("repeat: 4", "repeat: 1"));
    Path data = folder.resolve(Project.DATA);
    Files.writeString(data, Files.readString(data).replace("context: 64", "context: 16"));
    Path training = folder.resolve(Project.TRAINING);
    Files.writeString(
        training,
        Files.readString(training)
            .replace("steps: 2000", "steps: " + steps)
            .replace("batchSize: 12", "batchSize: 4")
            .replace("evaluateEvery: 250", "evaluateEvery: 20000"));
    return folder;
  }

  /// A run of 20,000 steps that nobody has begun.
  public static RunFolder prepared(Path project) throws IOException {
    Files.createDirectories(project);
    if (!Files.exists(project.resolve(Project.FILE))) {
      Templates.write(project, "text-char", "text-char");
    }
    RunFolder run = RunFolder.create(Project.runs(project), "small", LocalDate.of(2026, 11, 23));
    YamlValue.Mapping training =
        Yaml.parse(
            Files.readString(project.resolve(Project.TRAINING))
                .replace("steps: 2000", "steps: 20000"),
            "training");
    new RunConfiguration(
            Files.readString(project.resolve(Project.ARCHITECTURE)),
            Yaml.read(project.resolve(Project.DATA)),
            training,
            "cpu",
            0,
            null,
            Map.of())
        .write(run.configuration());
    return run;
  }

  public static Event.Step step(long step, Instant time, double loss) {
    return new Event.Step(
        time, step, 768 * step, loss, 1e-3, 1.0, null, null, null, 9000, null, 1 << 20, 0.01, 90);
  }

  /// What a training of that many steps writes: noise, validations, checkpoints, statistics, a resume, a
  /// change of the learning rate, a fault.
  public static List<Event> history(int steps) {
    var random = new Random(5);
    var events = new ArrayList<Event>();
    Instant now = START;
    events.add(new Event.StateChanged(now, RunState.PREPARING));
    events.add(new Event.StateChanged(now, RunState.RUNNING));
    double factor = 1;
    for (int i = 1; i <= steps; i++) {
      now = now.plusMillis(90);
      double mean = 1.45 + 2.7 * Math.pow(1 + 30.0 * i / steps, -0.7);
      double rate =
          factor * (i < 100 ? 1e-3 * i / 101 : 1e-4 + 4.5e-4 * (1 + Math.cos(Math.PI * i / steps)));
      events.add(
          new Event.Step(
              now,
              i,
              768L * i,
              mean + 0.08 * random.nextGaussian(),
              rate,
              Math.exp(0.25 * random.nextGaussian()) * (0.5 + 2.0 * 300 / (i + 300)),
              null,
              null,
              null,
              8500 + 300 * random.nextGaussian() - (i % 1500 < 20 ? 2500 : 0),
              null,
              (286L << 20) + (long) (1 << 20) * (i / 2000),
              0.012,
              90));
      if (i % 100 == 0) {
        var groups = new ArrayList<Event.Group>();
        for (int layer = 0; layer < 4; layer++) {
          for (String part : List.of("attention", "mlp", "norm1", "norm2")) {
            double size = part.equals("mlp") ? 3 : part.equals("attention") ? 2 : 0.6;
            groups.add(
                new Event.Group(
                    "stack." + layer + "." + part,
                    size * (8 + 4.0 * i / steps),
                    size * (0.1 + 0.02 * layer + 0.02 * random.nextDouble()),
                    1e-3 * size * (1 + 0.1 * random.nextDouble())));
          }
        }
        events.add(new Event.Statistics(now, i, groups));
      }
      if (i % 1000 == 0) {
        events.add(
            new Event.Validated(now, i, mean + 0.06 + (i > 0.8 * steps ? 0.02 : 0), 111_539));
        events.add(new Event.CheckpointSaved(now, i, "step-%06d".formatted(i), i <= 0.8 * steps));
      }
      if (i == steps / 2) {
        events.add(new Event.LearningRateSet(now, i, 0.5));
        factor = 0.5;
      }
      if (i == steps / 4) {
        events.add(new Event.StateChanged(now, RunState.PREPARING));
        events.add(new Event.Resumed(now, i));
        events.add(new Event.StateChanged(now, RunState.RUNNING));
        now = now.plusSeconds(600);
      }
      if (i == (int) (0.7 * steps)) {
        events.add(
            new Event.Fault(now, i, "The loss rose to 4 times its usual value.", null, false));
      }
    }
    return events;
  }

  public static void write(RunFolder run, List<Event> events) {
    try (var log = new EventLog(run.events())) {
      events.forEach(log::append);
    }
  }

  /// Adds bytes, as a worker that is killed within a line does.
  public static void append(RunFolder run, String bytes) throws IOException {
    Files.writeString(
        run.events(),
        bytes,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
