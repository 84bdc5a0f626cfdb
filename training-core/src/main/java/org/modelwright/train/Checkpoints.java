package org.modelwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import org.modelwright.run.RunFolder;
import org.modelwright.run.StorageTiers;
import tools.jackson.core.JacksonException;

/// The checkpoints of a run: folders `step-000500` with `model.safetensors`, `optimizer.safetensors`,
/// `state.json` and, where averages are kept, `average.safetensors`. A folder appears whole or not at all; the file `best` names the one with the
/// lowest validation loss. They may lie in several tiers of storage: new ones in the fast one, older ones
/// in the archive, see [Archiving]. What is read is found in any of them.
public final class Checkpoints {

  public static final String MODEL = "model.safetensors";
  private static final String AVERAGE = "average.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "state.json";
  private static final String PARTIAL = ".partial-";

  /// The word for the checkpoint with the lowest validation loss, and the file that names it.
  public static final String BEST = "best";

  /// The word for the newest.
  public static final String LAST = "last";

  /// Of a checkpoint's folder; a longer number is none of a step.
  static final String NAME = "step-\\d{6,18}";

  /// The run's own folder of checkpoints, which holds `best` whatever the tiers.
  private final Path home;

  /// Where new ones are written.
  private final Path fast;

  /// Where older ones go; null where they stay.
  private final @Nullable Path archive;

  private final int keepFast;
  private Runnable afterSave = () -> {};

  /// All in one folder.
  public Checkpoints(Path folder) {
    this(folder, folder, null, 1);
  }

  /// @param keepFast how many of the newest stay in the fast tier, 1 or more
  Checkpoints(Path home, Path fast, @Nullable Path archive, int keepFast) {
    this.home = home;
    this.fast = fast;
    this.archive = archive;
    this.keepFast = keepFast;
  }

  /// Those of a run, in the tiers that it was given.
  ///
  /// @throws InputException where its run.json cannot be read
  public static Checkpoints of(RunFolder run) {
    StorageTiers storage = RunConfiguration.read(run.configuration()).storage();
    Path home = run.checkpoints();
    Path fast = storage.fast(run).orElse(home);
    Path slow = storage.archive(run).orElse(fast.equals(home) ? null : home);
    return new Checkpoints(home, fast, slow, storage.keepFast());
  }

  /// @param action after each checkpoint that was saved, in the thread that saved it
  void afterSave(Runnable action) {
    afterSave = action;
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
    Files.createDirectories(home);
    Files.createDirectories(fast);
    String name = "step-%06d".formatted(state.step());
    Path partial = fast.resolve(PARTIAL + name);
    Path target = fast.resolve(name);
    removeWhatAKillLeft(fast);
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
    AtomicFile.forceFolder(fast);
    if (best) {
      AtomicFile.write(home.resolve(BEST), name);
    }
    prune(keep);
    afterSave.run();
    return target;
  }

  /// Removes what is neither best nor among the newest `keep`.
  ///
  /// @return how many bytes that freed
  synchronized long prune(int keep) throws IOException {
    List<Path> all = list();
    Optional<Path> best = best();
    long freed = 0;
    for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
      if (!best.equals(Optional.of(old))) {
        for (Path tier : tiers()) {
          Path copy = tier.resolve(old.getFileName());
          if (FileTree.exists(copy)) {
            long size = FileTree.size(copy);
            FileTree.delete(aside(copy));
            freed += size;
          }
        }
      }
    }
    return freed;
  }

  private List<Path> tiers() {
    return Stream.of(fast, home, archive).filter(Objects::nonNull).distinct().toList();
  }

  /// What lies in the fast tier and ought to be in the archive, oldest first.
  List<Path> overdue() {
    if (archive == null) {
      return List.of();
    }
    List<Path> all = list();
    return all.subList(0, Math.max(0, all.size() - keepFast)).stream()
        .filter(checkpoint -> fast.equals(checkpoint.getParent()))
        .toList();
  }

  /// Copies a checkpoint to the archive and then takes it away from the fast tier. At every moment it
  /// lies whole in one of them. One that is pruned meanwhile goes.
  ///
  /// @throws IOException where it cannot be copied; it then stays where it is
  void archive(Path checkpoint) throws IOException {
    Path to = Objects.requireNonNull(archive, "there is an archive");
    Files.createDirectories(to);
    removeWhatAKillLeft(to);
    Path partial = to.resolve(PARTIAL + checkpoint.getFileName());
    Path gone;
    try {
      FileTree.copyForced(checkpoint, partial);
      gone = exchange(checkpoint, partial, to.resolve(checkpoint.getFileName()));
    } catch (IOException | RuntimeException e) {
      try {
        FileTree.delete(partial);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
    FileTree.delete(gone);
  }

  /// Gives the copy its name and takes the original's away.
  ///
  /// @return what may be deleted
  private synchronized Path exchange(Path checkpoint, Path copy, Path target) throws IOException {
    if (!FileTree.exists(checkpoint)) {
      return copy;
    }
    if (FileTree.exists(target)) {
      FileTree.delete(aside(target));
    }
    Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    AtomicFile.forceFolder(Objects.requireNonNull(target.getParent(), "it lies in the archive"));
    return aside(checkpoint);
  }

  /// Takes a checkpoint's name away before it goes: whoever is killed halfway leaves no half one behind.
  private static Path aside(Path checkpoint) throws IOException {
    Path old = checkpoint.resolveSibling(PARTIAL + "old-" + checkpoint.getFileName());
    FileTree.delete(old);
    return Files.move(checkpoint, old, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void removeWhatAKillLeft(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path left :
          entries.filter(p -> p.getFileName().toString().startsWith(PARTIAL)).toList()) {
        FileTree.delete(left);
      }
    }
  }

  /// All checkpoints, oldest first; one that somebody damaged is among them, and is refused when it is
  /// used. Of one that lies in two tiers, as for a moment while it moves, the faster copy.
  public List<Path> list() {
    var byStep = new TreeMap<Long, Path>();
    for (Path tier : tiers()) {
      list(tier).forEach(checkpoint -> byStep.putIfAbsent(step(checkpoint), checkpoint));
    }
    return List.copyOf(byStep.values());
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(p -> p.getFileName().toString().matches(NAME)).toList();
    } catch (IOException e) {
      throw new InputException(
          folder + " cannot be read: " + IoReason.of(e) + "; check the permissions.", e);
    }
  }

  /// The step after which it was written.
  public static long step(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("step-".length()));
  }

  public Optional<Path> newest() {
    List<Path> all = list();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// The one with the lowest validation loss, where the run has validated.
  public Optional<Path> best() {
    try {
      Path name = Path.of(Files.readString(home.resolve(BEST)).strip());
      Optional<Path> best = list().stream().filter(c -> c.endsWith(name)).findFirst();
      if (best.isEmpty() && archive != null && !Files.isDirectory(archive)) {
        throw new InputException(
            "The best checkpoint, "
                + name
                + ", is in none of the folders that can be reached; see that the archive "
                + archive
                + " is there.");
      }
      return best;
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new InputException(
          home.resolve(BEST)
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
    return best().or(this::newest).orElseThrow(() -> new InputException(noneYet()));
  }

  /// The checkpoint that a word names: `best` as in [#forUse], `last` or the number of a step.
  ///
  /// @throws InputException where there is none
  public Path choose(String word) {
    if (word.equals(BEST)) {
      return forUse();
    }
    List<Path> all = list();
    if (word.equals(LAST) && !all.isEmpty()) {
      return all.getLast();
    }
    return all.stream()
        .filter(c -> Long.toString(step(c)).equals(word))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                all.isEmpty()
                    ? noneYet()
                    : home.getParent()
                        + " has no checkpoint `"
                        + word
                        + "`; use best, last or one of the steps "
                        + all.stream()
                            .map(c -> Long.toString(step(c)))
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private String noneYet() {
    return home.getParent() + " has no checkpoint yet; train it for longer, or resume it.";
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
