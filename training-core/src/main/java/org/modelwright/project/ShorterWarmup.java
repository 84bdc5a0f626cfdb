package org.modelwright.project;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.train.TrainingSettings;

/// The settings of a run that is given fewer steps than the file's warm-up takes, as by `--steps 10`:
/// the file's `warmupSteps` gives way to its default for so few steps.
///
/// @param settings of training.yaml without `warmupSteps`
/// @param note what was done, a sentence
record ShorterWarmup(YamlValue.Mapping settings, String note) {

  private static final String WARMUP = "warmupSteps";

  /// Empty where the warm-up is over in time, or something is wrong that is said elsewhere.
  static Optional<ShorterWarmup> of(YamlValue.Mapping training) {
    try {
      TrainingSettings asked = settings(training);
      if (asked.warmupSteps() <= asked.steps()) {
        return Optional.empty();
      }
      Map<String, YamlValue> left = new LinkedHashMap<>(training.entries());
      left.remove(WARMUP);
      var shorter = new YamlValue.Mapping(training.place(), left);
      long steps = settings(shorter).warmupSteps();
      String note =
          String.format(
              Locale.ROOT,
              "Warm-up: %,d step%s instead of the %,d in training.yaml, since the run has only %,d.",
              steps,
              steps == 1 ? "" : "s",
              asked.warmupSteps(),
              asked.steps());
      return Optional.of(new ShorterWarmup(shorter, note));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  private static TrainingSettings settings(YamlValue.Mapping tree) {
    return TrainingSettings.read(new YamlReader(tree, "training."));
  }
}
