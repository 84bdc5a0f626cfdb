package org.modelwright.app.playground;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.modelwright.file.InputException;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;

/// A run with the checkpoints that it has now.
///
/// @param steps of its checkpoints, the newest first; empty where it has none
/// @param best of them, where the run has validated
record PromptableRun(RunFolder run, List<Long> steps, OptionalLong best) {

  /// Of more runs only the newest are looked at, besides those that are chosen.
  private static final int NEWEST = 50;

  String name() {
    return run.name();
  }

  /// What can be chosen, in the words of [Checkpoints#choose].
  List<String> choices() {
    List<String> choices = new ArrayList<>();
    if (!steps.isEmpty()) {
      choices.add(Checkpoints.BEST);
      choices.add(Checkpoints.LAST);
      steps.forEach(step -> choices.add(Long.toString(step)));
    }
    return choices;
  }

  /// The step that a choice means now.
  OptionalLong step(String choice) {
    return switch (choice) {
      case Checkpoints.BEST -> best.isPresent() ? best : newest();
      case Checkpoints.LAST -> newest();
      default ->
          steps.stream()
              .filter(s -> Long.toString(s).equals(choice))
              .mapToLong(Long::longValue)
              .findFirst();
    };
  }

  private OptionalLong newest() {
    return steps.isEmpty() ? OptionalLong.empty() : OptionalLong.of(steps.getFirst());
  }

  /// The runs that have a checkpoint, the newest first, and those that are chosen, whether they have one
  /// or not. One whose files are broken is left out; its own page says so.
  static List<PromptableRun> of(Path runs, Set<String> chosen) {
    List<PromptableRun> found = new ArrayList<>();
    int looked = 0;
    for (RunFolder run : RunFolder.list(runs).reversed()) {
      boolean wanted = chosen.contains(run.name());
      if (looked++ < NEWEST || wanted) {
        read(run).filter(r -> wanted || !r.steps().isEmpty()).ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  private static Optional<PromptableRun> read(RunFolder run) {
    try {
      Checkpoints checkpoints = Checkpoints.of(run);
      Optional<Path> best = checkpoints.best();
      return Optional.of(
          new PromptableRun(
              run,
              checkpoints.list().reversed().stream().map(Checkpoints::step).toList(),
              best.isPresent()
                  ? OptionalLong.of(Checkpoints.step(best.get()))
                  : OptionalLong.empty()));
    } catch (InputException e) {
      return Optional.empty();
    }
  }
}
