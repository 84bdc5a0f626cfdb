package org.modelwright.app.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.modelwright.app.data.DataModel;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.graph.ArchitectureYaml;

/// A project of two narrow layers that trains in a second.
public final class SmallProject {

  public static final String TRAINING =
      """
      # as short as it gets
      steps: 20
      batchSize: 4   # rows
      learningRate: 0.01
      warmupSteps: 5
      evaluateEvery: 10
      checkpointEvery: 10
      """;

  private static final String DRAWING =
      """
      format: 1
      blocks:
        decoder:
          inputs: [x]
          nodes:
            - {id: norm1, kind: RMSNorm, from: [x], at: [0, 80]}
            - {id: attention, kind: SelfAttention, from: [norm1], heads: 2, at: [0, 160]}
            - {id: add1, kind: Add, from: [x, attention], at: [0, 240]}
            - {id: mlp, kind: MLP, from: [add1], hidden: 32, at: [0, 320]}
            - {id: add2, kind: Add, from: [add1, mlp], at: [0, 400]}
          outputs: [add2]
      main:
        nodes:
          - {id: tokens, kind: TokenInput, at: [0, 0]}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 16, at: [0, 80]}
          - {id: stack, kind: decoder, from: [embed], repeat: 2, at: [0, 160]}
          - {id: head, kind: LanguageModelHead, from: [stack], at: [0, 240]}
      """;

  private SmallProject() {}

  public static Path write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("modelwright.yaml"), "format: 1\nname: small\n");
      Files.writeString(folder.resolve("architecture.yaml"), DRAWING);
      Files.writeString(folder.resolve("training.yaml"), TRAINING);
      Files.writeString(folder.resolve("hardware.yaml"), "device: cpu\nthreads: 1\n");
      Files.writeString(
          folder.resolve("data.yaml"),
          """
          sources:
            - {path: text.txt}
          split: {by: tail, validation: 0.1}
          tokenizer: {kind: characters}
          context: 16
          """);
      Files.writeString(
          folder.resolve("text.txt"), "the quick brown fox jumps over the lazy dog\n".repeat(80));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The project under edit. On the FX thread.
  public static ProjectSettings open(Path folder) {
    return open(folder, design(folder));
  }

  /// The same of a drawing that a test edits.
  public static ProjectSettings open(Path folder, DesignModel design) {
    return new ProjectSettings(
        folder,
        "small",
        design.architectureProperty(),
        design.dirtyProperty(),
        new DataModel(folder));
  }

  /// The drawing of the project in a folder.
  public static DesignModel design(Path folder) {
    return Designs.of(ArchitectureYaml.read(folder.resolve("architecture.yaml")).architecture());
  }
}
