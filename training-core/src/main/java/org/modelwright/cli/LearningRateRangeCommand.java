package org.modelwright.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.launch.LearningRateTrial;
import org.modelwright.launch.ProcessFailedException;
import org.modelwright.project.Project;
import org.modelwright.train.LearningRateRange;
import org.modelwright.train.RunConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "lr-range",
    description =
        "Try learning rates from low to high in a few steps and suggest one; nothing of it is"
            + " kept.")
final class LearningRateRangeCommand implements Callable<Integer> {

  /// The most that `training.learningRate` may be.
  private static final double HIGHEST = 10;

  private static final int FEWEST_STEPS = 20;
  private static final int MOST_STEPS = 100_000;
  private static final int ROWS = 20;
  private static final int BAR = 40;

  @Mixin private final ProjectArgument argument = new ProjectArgument();

  @Option(
      names = "--from",
      paramLabel = "RATE",
      defaultValue = "1e-6",
      description = "The first learning rate, above 0 (default: ${DEFAULT-VALUE}).")
  private double from = 1e-6;

  @Option(
      names = "--to",
      paramLabel = "RATE",
      defaultValue = "1",
      description = "The last learning rate, at most 10 (default: ${DEFAULT-VALUE}).")
  private double to = 1;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "Steps from one to the other, 20 to 100000 (default: ${DEFAULT-VALUE}).")
  private int steps = 100;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N",
      description = "In place of the device in hardware.yaml.")
  private @Nullable String device;

  @Mixin private final SettingOptions settings = new SettingOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    requireSound();
    DeviceName chosen = device == null ? null : DeviceName.parse(device);
    Project project = Project.open(argument.folder, settings.overrides());
    Consent.require(project, argument.folder);
    RunConfiguration configuration =
        project.configuration(chosen == null ? project.device() : chosen);
    var _ = Training.starting(runs -> runs.check(project.folder(), project.name(), configuration));
    var range = new LearningRateRange(from, to, steps);
    try (var progress = new TerminalProgress()) {
      LearningRateTrial.run(
          range, configuration, project.folder(), progress, text -> Output.note("%s", text));
    } catch (ProcessFailedException e) {
      Output.note("%s", String.valueOf(e.getMessage()));
      return Main.FAILED;
    }
    if (json) {
      Output.json(document(range, configuration));
    } else {
      print(range, project);
    }
    return 0;
  }

  private void requireSound() {
    if (!(from > 0 && from < to && to <= HIGHEST)) {
      throw new InputException(
          "--from %s --to %s: the first learning rate must be above 0 and below the last, which is at most %.0f."
              .formatted(from, to, HIGHEST));
    }
    if (steps < FEWEST_STEPS || steps > MOST_STEPS) {
      throw new InputException(
          "--steps is %d, but must be a whole number from %d to %d."
              .formatted(steps, FEWEST_STEPS, MOST_STEPS));
    }
  }

  private static void print(LearningRateRange range, Project project) {
    List<LearningRateRange.Point> points = range.points();
    if (points.isEmpty()) {
      Output.result(
          "Already the first step has no finite loss and gradient, whatever the learning rate; look for"
              + " the cause in the drawing or in training.precision.");
      return;
    }
    double low = points.stream().mapToDouble(p -> p.smoothedLoss()).min().orElse(0);
    double high = points.stream().mapToDouble(p -> p.smoothedLoss()).max().orElse(1);
    int every = Math.max(1, Math.ceilDiv(points.size(), ROWS));
    Output.result("%-10s %10s", "rate", "loss");
    for (int i = 0; i < points.size(); i += every) {
      LearningRateRange.Point point = points.get(i);
      double share = high == low ? 0 : (point.smoothedLoss() - low) / (high - low);
      Output.result(
          "%-10.2g %10.4f  %s",
          point.learningRate(), point.smoothedLoss(), "#".repeat((int) Math.round(share * BAR)));
    }
    if (range.diverged()) {
      Output.result("The loss left after a rate of %.2g.", range.rate(points.size() - 1));
    }
    OptionalDouble suggestion = range.suggestion();
    if (suggestion.isEmpty()) {
      Output.result("The loss falls at none of these rates; try others with --from and --to.");
      return;
    }
    Output.result(
        "It falls most steeply at %.2g and is lowest at %.2g.",
        range.steepest().orElseThrow(), range.lowest().orElseThrow());
    double rate = rounded(suggestion.getAsDouble());
    // a minimum above the rate would be refused
    String minimum =
        project.training().minimumLearningRate() > rate
            ? " training.minimumLearningRate=" + rounded(rate / 10)
            : "";
    Output.result("Suggestion: --set training.learningRate=%s%s", rate, minimum);
  }

  /// To two digits: the test tells no more.
  private static double rounded(double rate) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.1e", rate));
  }

  private static Map<String, Object> document(
      LearningRateRange range, RunConfiguration configuration) {
    Map<String, Object> document = new LinkedHashMap<>();
    OptionalDouble suggestion = range.suggestion();
    document.put("suggestion", suggestion.isPresent() ? rounded(suggestion.getAsDouble()) : null);
    document.put("steepest", orNull(range.steepest()));
    document.put("lowest", orNull(range.lowest()));
    document.put("diverged", range.diverged());
    document.put("device", configuration.device());
    document.put("points", range.points());
    return document;
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
