package org.modelwright.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.modelwright.file.Json;
import tools.jackson.databind.node.ObjectNode;

/// Folders of runs as workers leave them, without any training: for tests and measurements.
public final class GeneratedRuns {

  private static final Instant BEGIN = Instant.parse("2026-11-01T08:00:00Z");

  private final Path runs;

  /// What a run is to look like.
  ///
  /// @param loss of the first step; it falls towards 1.5 from there
  /// @param end completed, stopped or failed
  public record Plan(
      String title,
      int number,
      int steps,
      double learningRate,
      double loss,
      RunState end,
      List<String> tags,
      String note) {}

  public GeneratedRuns(Path runs) {
    this.runs = runs;
  }

  /// A mixture of all sorts, the same for the same seed.
  public static List<Plan> plans(int count, int steps, long seed) {
    var random = new Random(seed);
    List<Plan> plans = new ArrayList<>();
    String[] titles = {"small-java", "wide", "text-char", "repeat", "java-lm"};
    String[] tags = {"baseline", "long", "keep", "warmup"};
    for (int i = 0; i < count; i++) {
      RunState end =
          switch (random.nextInt(6)) {
            case 0 -> RunState.FAILED;
            case 1 -> RunState.STOPPED;
            default -> RunState.COMPLETED;
          };
      List<String> chosen = new ArrayList<>();
      for (String tag : tags) {
        if (random.nextInt(4) == 0) {
          chosen.add(tag);
        }
      }
      plans.add(
          new Plan(
              titles[random.nextInt(titles.length)],
              i + 1,
              steps == 0 ? 0 : 1 + random.nextInt(steps),
              Double.parseDouble(
                  String.format(Locale.ROOT, "%.1e", 1e-4 * Math.pow(30, random.nextDouble()))),
              3 + 2 * random.nextDouble(),
              end,
              chosen,
              random.nextInt(5) == 0 ? "wider feed-forward, first try" : ""));
    }
    return plans;
  }

  /// Writes a run's folder, `2026-11-DD-NNNN-title`.
  public RunFolder write(Plan plan) {
    String name =
        String.format(
            Locale.ROOT,
            "2026-11-%02d-%02d-%s",
            1 + plan.number() / 500,
            plan.number(),
            plan.title());
    try {
      RunFolder run = RunFolder.open(Files.createDirectories(runs.resolve(name)));
      Files.writeString(run.configuration(), configuration(plan));
      Files.write(run.events(), events(plan));
      if (!plan.tags().isEmpty() || !plan.note().isEmpty()) {
        new RunLabels(plan.tags(), plan.note()).write(run);
      }
      Path checkpoint = Files.createDirectories(run.checkpoints().resolve("step-000001"));
      Files.write(checkpoint.resolve("model.safetensors"), new byte[64 + plan.number()]);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<RunFolder> write(List<Plan> plans) {
    return plans.stream().map(this::write).toList();
  }

  /// The drawing of a small model.
  public static String drawing(int heads, boolean norm) {
    return """
    format: 1
    main:
      nodes:
        - {id: tokens, kind: TokenInput, at: [0, 0]}
        - {id: embed, kind: TokenEmbedding, from: [tokens], width: 32, at: [0, 80]}
        - {id: attention, kind: SelfAttention, from: [embed], heads: %d, at: [0, 160]}
    %s    - {id: head, kind: LanguageModelHead, from: [%s], at: [0, 320]}
    """
        .formatted(
            heads,
            norm ? "    - {id: norm, kind: RMSNorm, from: [attention], at: [0, 240]}\n" : "",
            norm ? "norm" : "attention");
  }

  private static String configuration(Plan plan) {
    ObjectNode root = Json.line().createObjectNode();
    root.put("format", 1);
    root.put("device", plan.number() % 3 == 0 ? "cuda:0" : "cpu");
    root.put("threads", 0);
    ObjectNode training = root.putObject("training");
    training.put("steps", plan.steps());
    training.put("learningRate", plan.learningRate());
    training.put("precision", plan.number() % 2 == 0 ? "bf16" : "fp32");
    training.put("batchSize", 8);
    ObjectNode data = root.putObject("data");
    data.put("context", plan.number() % 2 == 0 ? 128 : 256);
    data.putObject("split").put("seed", 1);
    data.putArray("sources").addObject().put("kind", "text").put("path", "java");
    root.put("architecture", drawing(plan.number() % 2 == 0 ? 4 : 2, plan.number() % 3 == 0));
    ObjectNode provenance = root.putObject("provenance");
    provenance.put("seed", Integer.toString(plan.number()));
    if (plan.title().equals("repeat")) {
      provenance.put("repeated", "2026-11-01-01-small-java");
    }
    return root.toString();
  }

  private static List<String> events(Plan plan) {
    List<Event> events = new ArrayList<>();
    Instant start = BEGIN.plusSeconds(3600L * plan.number());
    events.add(new Event.StateChanged(start, RunState.PREPARING));
    events.add(new Event.StateChanged(start.plusSeconds(2), RunState.RUNNING));
    var noise = new Random(plan.number());
    double best = Double.POSITIVE_INFINITY;
    double loss = plan.loss();
    for (int step = 1; step <= plan.steps(); step++) {
      Instant time = start.plusSeconds(2).plusMillis(step * 100L);
      loss =
          1.5
              + (plan.loss() - 1.5) * Math.exp(-4.0 * step / Math.max(plan.steps(), 1))
              + 0.08 * noise.nextGaussian();
      events.add(
          new Event.Step(
              time,
              step,
              step * 2048L,
              loss,
              plan.learningRate(),
              0.5 + 0.1 * noise.nextDouble(),
              null,
              null,
              null,
              20_000 + 100 * noise.nextInt(20),
              null,
              1 << 28,
              0.01,
              100));
      if (step % 50 == 0) {
        best = Math.min(best, loss + 0.1);
        events.add(new Event.Validated(time, step, loss + 0.1, 4096));
      }
    }
    Instant end = start.plusSeconds(3).plusMillis(plan.steps() * 100L);
    Double bestOrNone = Double.isFinite(best) ? best : null;
    Double trainLoss = plan.steps() == 0 ? null : Double.valueOf(loss);
    var summary =
        new Event.Summary(
            plan.steps(), trainLoss, bestOrNone, bestOrNone, 21_000, 100, 0.01, 1 << 28);
    events.add(
        switch (plan.end()) {
          case FAILED ->
              new Event.Failed(end, "The disk is full (no space left on device); free some space.");
          case STOPPED -> new Event.Stopped(end, summary);
          default -> new Event.Completed(end, summary);
        });
    return events.stream()
        .map(e -> Json.line().writerFor(Event.class).writeValueAsString(e))
        .toList();
  }
}
