package org.modelwright.app.hardware;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelwright.hardware.Plan;

/// What was found out for a question.
///
/// @param profiles all there are
/// @param plan null where there is none
/// @param otherwise the plan without activation checkpointing where there is some, and with it where
///     there is none; null where the drawing has no block
/// @param problem why there is no plan, one sentence; null where there is one
/// @param vocabularyAssumed whether the number of tokens is a guess until the data is prepared
/// @param compared the plans whose costs stand side by side
/// @param disk what is free on the project's disk, in bytes
/// @param memory what is free of this machine's memory, in bytes
record Estimate(
    List<ListedProfile> profiles,
    @Nullable Plan plan,
    @Nullable Plan otherwise,
    @Nullable String problem,
    boolean vocabularyAssumed,
    List<Compared> compared,
    long disk,
    long memory) {

  /// A plan on one of the two profiles.
  ///
  /// @param profile its name
  record Compared(String profile, @Nullable Plan plan, @Nullable String problem) {}

  Estimate {
    profiles = List.copyOf(profiles);
    compared = List.copyOf(compared);
  }
}
