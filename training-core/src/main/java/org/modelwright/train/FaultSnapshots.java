package org.modelwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.modelwright.engine.Stepper.Norms;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.FileTree;
import org.modelwright.file.Json;

/// What went wrong in a step, kept for whoever looks into it: folders `step-000123` with
/// `model.safetensors` (the weights after the step, which are those before it where the update was not
/// made), `batch.safetensors` (its tokens) and `fault.json` (norms of all parameters). The newest two
/// stay.
final class FaultSnapshots {

  private static final int KEPT = 2;

  private final Path folder;

  FaultSnapshots(Path folder) {
    this.folder = folder;
  }

  record Report(
      long step,
      String fault,
      double loss,
      double gradientNorm,
      double learningRate,
      boolean updated,
      List<Norms> parameters) {}

  /// @return the snapshot's folder
  /// @throws IOException where it cannot be written; nothing of it is left then
  Path save(Report report, Trainee trainee) throws IOException {
    String name = "step-%06d".formatted(report.step());
    Path partial = folder.resolve(".partial-" + name);
    Path target = folder.resolve(name);
    Files.createDirectories(folder);
    FileTree.delete(partial);
    try {
      Files.createDirectory(partial);
      trainee
          .parameters()
          .save(partial.resolve(Checkpoints.MODEL), Map.of("step", Long.toString(report.step())));
      trainee.saveBatch(report.step(), partial.resolve("batch.safetensors"));
      AtomicFile.write(partial.resolve("fault.json"), Json.pretty().writeValueAsString(report));
      FileTree.delete(target);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      FileTree.delete(partial);
      throw e;
    }
    prune();
    return target;
  }

  private void prune() throws IOException {
    List<Path> all;
    try (Stream<Path> entries = Files.list(folder)) {
      all =
          entries
              .filter(p -> p.getFileName().toString().matches(Checkpoints.NAME))
              .sorted(Comparator.comparingLong(Checkpoints::step))
              .toList();
    }
    for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
      FileTree.delete(old);
    }
  }
}
