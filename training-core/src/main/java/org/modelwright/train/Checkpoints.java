package org.modelwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.Parameters;
import org.modelwright.engine.Stepper;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Json;
import org.modelwright.operator.Program;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import tools.jackson.core.JacksonException;

/// The checkpoints of a run: folders `step-000500` with `model.safetensors`, `optimizer.safetensors`,
/// `state.json` and, where averages are kept, `average.safetensors`. A folder appears whole or not at all; the file `best` names the one with the
/// lowest validation loss.
public final class Checkpoints {

  public static final String MODEL = "model.safetensors";
  private static final String AVERAGE = "average.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "state.json";
  private static final String BEST = "best";
  private static final String PARTIAL = ".partial-";

  /// Of a checkpoint's folder; a longer number is none of a step.
  static final String NAME = "step-\\d{6,18}";

  private final Path folder;

  public Checkpoints(Path folder) {
    this.folder = folder;
  }

  /// Where the run stands, besides weights and moments.
  ///
  /// @param trainLoss null before the first step
  /// @param validationsSinceBest validations in a row without a new best loss
  /// @param learningRateFactor what a user's command multiplied the schedule with
  /// @param lossScale null in checkpoints of precisions without one
  public record State(
      long step,
      @Nullable Double trainLoss,
      @Nullable Double validationLoss,
      @Nullable Double bestValidationLoss,
      int validationsSinceBest,
      double learningRateFactor,
      LossScale.@Nullable State lossScale,
      Guard.State guard) {
    public State {
      Objects.requireNonNull(guard, "guard is missing");
    }
  }

  /// Writes a checkpoint, then removes what is neither best nor among the newest `keep`.
  ///
  /// @param best whether it has the lowest validation loss so far
  /// @throws IOException where it cannot be written; the earlier ones are then untouched
  public Path save(State state, Parameters parameters, Stepper stepper, boolean best, int keep)
      throws IOException {
    Files.createDirectories(folder);
    String name = "step-%06d".formatted(state.step());
    Path partial = folder.resolve(PARTIAL + name);
    Path target = folder.resolve(name);
    removeWhatAKillLeft();
    try {
      Files.createDirectory(partial);
      Map<String, String> metadata = Map.of("step", Long.toString(state.step()));
      parameters.save(partial.resolve(MODEL), metadata);
      if (stepper.averaged().isPresent()) {
        stepper.averaged().get().save(partial.resolve(AVERAGE), metadata);
      }
      stepper.save(partial.resolve(OPTIMIZER));
      AtomicFile.write(partial.resolve(STATE), Json.pretty().writeValueAsString(state));
      if (FileTree.exists(target)) {
        // the same step again, after a resume; the older copy may go only once this one is whole
        Path old = aside(target);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        FileTree.delete(old);
      } else {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException | RuntimeException e) {
      try {
        FileTree.delete(partial);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
    AtomicFile.forceFolder(folder);
    if (best) {
      AtomicFile.write(folder.resolve(BEST), name);
    }
    prune(keep);
    return target;
  }

  /// Removes what is neither best nor among the newest `keep`.
  ///
  /// @return how many bytes that freed
  long prune(int keep) throws IOException {
    List<Path> all = list();
    Optional<Path> best = best();
    long freed = 0;
    for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
      if (!best.equals(Optional.of(old))) {
        long size = FileTree.size(old);
        FileTree.delete(aside(old));
        freed += size;
      }
    }
    return freed;
  }

  /// Removes the checkpoints of a run that are neither its best nor among its newest.
  ///
  /// @param keep how many of the newest stay, 1 or more, so that the run can be resumed
  /// @return how many bytes that freed
  /// @throws InputException where the run's worker lives, which prunes by itself, or a checkpoint
  ///     cannot be removed
  public static long prune(RunFolder run, int keep) {
    if (keep < 1) {
      throw new InputException(
          "Keeping " + keep + " checkpoints leaves nothing to resume from; keep 1 or more.");
    }
    if (Heartbeat.isAlive(run)) {
      throw new InputException(
          "Run " + run.name() + " is running and prunes its own checkpoints; stop it first.");
    }
    try {
      return new Checkpoints(run.checkpoints()).prune(keep);
    } catch (IOException e) {
      throw new InputException(
          "Checkpoints of run "
              + run.name()
              + " cannot be removed ("
              + IoReason.withFile(e)
              + "); check the permissions.",
          e);
    }
  }

  /// Takes a checkpoint's name away before it goes: whoever is killed halfway leaves no half one behind.
  private Path aside(Path checkpoint) throws IOException {
    Path old = folder.resolve(PARTIAL + "old-" + checkpoint.getFileName());
    FileTree.delete(old);
    return Files.move(checkpoint, old, StandardCopyOption.ATOMIC_MOVE);
  }

  private void removeWhatAKillLeft() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path left :
          entries.filter(p -> p.getFileName().toString().startsWith(PARTIAL)).toList()) {
        FileTree.delete(left);
      }
    }
  }

  /// All checkpoints, oldest first; one that somebody damaged is among them, and is refused when it is
  /// used.
  public List<Path> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(p -> p.getFileName().toString().matches(NAME))
          .sorted(Comparator.comparingLong(Checkpoints::step))
          .toList();
    } catch (IOException e) {
      throw new InputException(
          folder + " cannot be read: " + IoReason.of(e) + "; check the permissions.", e);
    }
  }

  static long step(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("step-".length()));
  }

  public Optional<Path> newest() {
    List<Path> all = list();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// The one with the lowest validation loss, where the run has validated.
  public Optional<Path> best() {
    try {
      Path best = folder.resolve(Files.readString(folder.resolve(BEST)).strip());
      return list().contains(best) ? Optional.of(best) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new InputException(
          folder.resolve(BEST)
              + " cannot be read: "
              + IoReason.of(e)
              + "; delete it to use the newest checkpoint.",
          e);
    }
  }

  /// The checkpoint to evaluate, write text with or export: the best, or else the newest.
  ///
  /// @throws InputException where there is none
  public Path forUse() {
    return best()
        .or(this::newest)
        .orElseThrow(() ->
            new InputException(
                folder.getParent() + " has no checkpoint yet; train it for longer, or resume it."));
  }

  /// @throws InputException where it is broken
  public static State state(Path checkpoint) {
    Path file = checkpoint.resolve(STATE);
    try {
      State state = Json.pretty().readValue(Files.readString(file), State.class);
      if (state != null && state.step() == step(checkpoint)) {
        return state;
      }
      throw broken(file, null);
    } catch (IOException | JacksonException e) {
      throw broken(file, e);
    }
  }

  private static InputException broken(Path file, @Nullable Exception cause) {
    return new InputException(
        file + " is broken; delete its folder to resume from an earlier checkpoint.", cause);
  }

  /// The weights to evaluate, write text with or export: the averages, where they are kept.
  public static Path weights(Path checkpoint) {
    Path average = checkpoint.resolve(AVERAGE);
    return Files.exists(average) ? average : checkpoint.resolve(MODEL);
  }

  /// @throws InputException where one of the checkpoint's files is cut short, otherwise broken or of
  ///     another architecture
  public static void verify(Path checkpoint, Program program, TrainingSettings settings) {
    var _ = state(checkpoint);
    Parameters.verify(program, checkpoint.resolve(MODEL));
    if (settings.optimizer().averageDecay() > 0) {
      Parameters.verify(program, checkpoint.resolve(AVERAGE));
    }
    Stepper.verify(
        program,
        settings.optimizer().optimizer(),
        settings.fineTuning().trained(),
        checkpoint.resolve(OPTIMIZER));
  }

  /// Takes moments, step count and averages back into the optimizer.
  static void restore(Path checkpoint, Stepper stepper) {
    stepper.load(checkpoint.resolve(OPTIMIZER));
    if (stepper.averaged().isPresent()) {
      stepper.loadAverages(checkpoint.resolve(AVERAGE));
    }
  }
}
