package org.modelwright.hardware;

import java.util.Map;

/// A way to make a training fit, faster or cheaper, and what it comes to.
///
/// @param settings new values by their dotted keys in the files; empty where other hardware is advised
/// @param devices in each node, as now or as advised
/// @param why one sentence
/// @param then the plan with it
public record Advice(Map<String, String> settings, int devices, String why, Plan then) {

  public Advice {
    settings = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(settings));
  }

  /// As it is written on a command line: `training.batchSize=8 training.accumulation=2`.
  public String change() {
    return settings.isEmpty()
        ? "device.count=" + devices
        : String.join(
            " ", settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
