package org.modelwright.app.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.app.settings.ProjectSettings;

/// A few settings that go together.
///
/// @param id the last part of its words' keys
/// @param settings by their full keys; blank leaves one to its default
record Preset(String id, String icon, Map<String, String> settings) {

  Preset {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /// @param from what is set now; blank where nothing is
  /// @param to what will be; blank for the default
  record Change(String key, String from, String to) {}

  static final List<Preset> ALL =
      List.of(
          new Preset(
              "quick",
              "mdi2t-timer-outline",
              settings(
                  "training.steps", "200",
                  "training.batchSize", "8",
                  "training.accumulation", "1",
                  "training.warmupSteps", "20",
                  "training.evaluateEvery", "50",
                  "training.checkpointEvery", "100")),
          new Preset(
              "cpu",
              "mdi2l-laptop",
              settings(
                  "hardware.device", "cpu",
                  "hardware.threads", "",
                  "training.precision", "fp32",
                  "training.batchSize", "8",
                  "training.accumulation", "2",
                  "training.activationCheckpointing", "",
                  "training.keepCheckpoints", "2")),
          new Preset(
              "gpu",
              "mdi2e-expansion-card",
              settings(
                  "hardware.device", "cuda",
                  "training.precision", "bf16",
                  "training.batchSize", "auto",
                  "training.accumulation", "1",
                  "training.activationCheckpointing", "")),
          new Preset(
              "fineTuning",
              "mdi2s-source-branch",
              settings(
                  "training.steps", "500",
                  "training.learningRate", "0.0002",
                  "training.minimumLearningRate", "",
                  "training.warmupSteps", "25",
                  "training.weightDecay", "0",
                  "training.evaluateEvery", "50",
                  "training.earlyStop", "4",
                  "training.lora.rank", "8",
                  "training.lora.alpha", "")));

  private static Map<String, String> settings(String... keysAndWords) {
    var settings = new LinkedHashMap<String, String>();
    for (int i = 0; i < keysAndWords.length; i += 2) {
      settings.put(keysAndWords[i], keysAndWords[i + 1]);
    }
    return settings;
  }

  /// What it would change; empty where all is so already.
  List<Change> changes(ProjectSettings project) {
    var changes = new ArrayList<Change>();
    settings.forEach((key, to) -> {
      String from = project.text(key);
      if (!from.equals(to)) {
        changes.add(new Change(key, from, to));
      }
    });
    return changes;
  }
}
