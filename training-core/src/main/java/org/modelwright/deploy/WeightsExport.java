package org.modelwright.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.modelwright.compile.Costs;
import org.modelwright.compile.KernelForms;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.Evaluator;
import org.modelwright.engine.Parameters;
import org.modelwright.engine.Session;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Safetensors;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;
import org.modelwright.train.MergedWeights;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;

/// A run's best checkpoint as a folder that stands by itself: `model.safetensors` in float32, LoRA merged
/// and averages in place of the weights where they are kept, `architecture.yaml` and `tokenizer.json`.
///
/// @param sizeBytes of the weights
/// @param maxDifference the largest difference of any score between the run's own model and the
///     exported one, on one window of random tokens
public record WeightsExport(Path folder, long sizeBytes, double maxDifference) {

  private static final int LONGEST_WINDOW = 64;

  /// @param folder to be made
  /// @throws InputException where the folder exists or cannot be written, or the run has no whole
  ///     checkpoint
  public static WeightsExport write(RunFolder run, Path folder) {
    if (FileTree.exists(folder)) {
      throw new InputException(folder + " exists; delete or rename it, and export again.");
    }
    RunConfiguration configuration = RunConfiguration.read(run.configuration());
    Path checkpoint = Checkpoints.of(run).forUse();
    Path weights = Checkpoints.weights(checkpoint);
    List<Safetensors.Entry> merged =
        List.copyOf(
            MergedWeights.read(weights, configuration.trainingSettings().fineTuning().adaptation())
                .values());
    Path partial = folder.resolveSibling(".partial-" + folder.getFileName());
    try {
      FileTree.delete(partial);
      Files.createDirectories(partial);
      Path model = partial.resolve(Checkpoints.MODEL);
      Safetensors.write(
          model,
          merged,
          Map.of("run", run.name(), "checkpoint", checkpoint.getFileName().toString()));
      Files.writeString(partial.resolve("architecture.yaml"), configuration.architecture());
      Files.copy(
          TrainingRun.tokenizer(run),
          partial.resolve("tokenizer.json"),
          StandardCopyOption.REPLACE_EXISTING);
      double difference = difference(run, configuration, weights, model);
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
      return new WeightsExport(folder, Files.size(folder.resolve(Checkpoints.MODEL)), difference);
    } catch (IOException e) {
      throw new InputException(
          folder
              + " cannot be written ("
              + IoReason.withFile(e)
              + "); check the disk and the permissions.",
          e);
    }
  }

  private static double difference(
      RunFolder run, RunConfiguration configuration, Path trained, Path exported) {
    int vocabulary = Tokenizers.load(TrainingRun.tokenizer(run)).vocabularySize();
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      double[] own =
          scores(session, TrainingRun.compile(configuration, vocabulary), trained, vocabulary);
      double[] other =
          scores(session, TrainingRun.drawn(configuration, vocabulary), exported, vocabulary);
      double most = 0;
      for (int i = 0; i < own.length; i++) {
        most = Math.max(most, Math.abs(own[i] - other[i]));
      }
      return most;
    }
  }

  private static double[] scores(Session session, Program program, Path weights, int vocabulary) {
    int length =
        (int) Math.min(LONGEST_WINDOW, Costs.longestWindow(program).orElse(LONGEST_WINDOW));
    LongBuffer tokens =
        ByteBuffer.allocateDirect(Long.BYTES * length)
            .order(ByteOrder.nativeOrder())
            .asLongBuffer();
    var random = new Random(1);
    for (int i = 0; i < length; i++) {
      tokens.put(i, random.nextInt(vocabulary));
    }
    Parameters parameters = Parameters.load(session, program, weights);
    try (var evaluator =
        new Evaluator(parameters, program, KernelForms.PLAIN, ElementType.FLOAT32)) {
      return evaluator.scores(tokens, 1, length);
    }
  }
}
