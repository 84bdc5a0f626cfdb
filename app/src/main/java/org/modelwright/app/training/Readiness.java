package org.modelwright.app.training;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Sentence;
import org.modelwright.graph.Problem;
import org.modelwright.layer.custom.CustomKind;

/// Whether a training can begin, and why not.
///
/// @param checks in the order of the page
/// @param unknownLayers custom layers that the user has not allowed to run here
/// @param problem the drawing's first; null where it has none
record Readiness(List<Check> checks, List<CustomKind> unknownLayers, @Nullable Problem problem) {

  Readiness {
    checks = List.copyOf(checks);
    unknownLayers = List.copyOf(unknownLayers);
  }

  Readiness(List<Check> checks) {
    this(checks, List.of(), null);
  }

  /// What is looked at.
  enum Subject {
    SETTINGS,
    DRAWING,
    DATA,
    MEMORY,
    DISK,
    DEVICE,
    ENGINE,
    LAYERS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How it stands.
  enum Verdict {
    GOOD,
    /// worth knowing, but a training can begin
    DOUBT,
    BAD
  }

  /// @param place where to go for it: a full key, or the name of a file's section; empty for none
  record Check(Subject subject, Verdict verdict, Sentence words, String place) {}

  /// Whether nothing is in the way.
  boolean ready() {
    return checks.stream().noneMatch(c -> c.verdict() == Verdict.BAD);
  }

  boolean doubtful() {
    return checks.stream().anyMatch(c -> c.verdict() == Verdict.DOUBT);
  }
}
