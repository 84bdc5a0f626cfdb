package org.modelwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.modelwright.compile.Lora;
import org.modelwright.engine.Parameters;
import org.modelwright.file.InputException;
import org.modelwright.file.Safetensors;
import org.modelwright.file.YamlValue;
import org.modelwright.operator.Program;
import org.modelwright.run.RunFolder;

/// What a new run takes over from an old one: the tokenizer, and the weights of a checkpoint where names
/// and shapes match. What LoRA learned is merged into them. The new run gets copies of its own, so the
/// old one may be deleted.
public final class Inheritance {

  /// The key in [RunConfiguration#provenance] that names the old run and its checkpoint.
  public static final String ORIGIN = "origin";

  /// The key there that names the run that was repeated.
  public static final String REPEATED = "repeated";

  private final RunFolder from;
  private final Path checkpoint;
  private final Map<String, Safetensors.Entry> weights;

  /// @throws InputException where the run has no checkpoint, or a broken one
  public Inheritance(RunFolder from) {
    this.from = from;
    checkpoint = Checkpoints.of(from).forUse();
    weights =
        MergedWeights.read(
            Checkpoints.weights(checkpoint),
            RunConfiguration.read(from.configuration())
                .trainingSettings()
                .fineTuning()
                .adaptation());
  }

  /// The old run and its checkpoint, in words.
  public String origin() {
    return from.name() + ", " + checkpoint.getFileName();
  }

  /// @param taken parameters of the new program whose weights the old run has
  /// @param anew those that begin with first values, with the reason
  /// @param left what the old run has and the new program does not
  public record Match(List<String> taken, List<String> anew, List<String> left) {}

  /// @throws InputException where nothing matches
  public Match match(Program program) {
    var match = new Match(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(weights.keySet()));
    for (Program.Slot slot : program.slots()) {
      Safetensors.Entry old = weights.get(slot.name());
      if (Lora.adds(slot.name())) {
        continue;
      }
      match.left().remove(slot.name());
      if (old == null) {
        match.anew().add(slot.name());
      } else if (!Arrays.equals(old.shape(), Parameters.shape(slot))) {
        match
            .anew()
            .add(
                "%s %s (%s in the old run)"
                    .formatted(slot.name(), slot.type().shape(), Arrays.toString(old.shape())));
      } else {
        match.taken().add(slot.name());
      }
    }
    if (match.taken().isEmpty()) {
      throw new InputException(
          "No parameter of run "
              + from.name()
              + " has the name and shape of one in architecture.yaml; use the drawing it was"
              + " trained with, or train anew.");
    }
    return match;
  }

  /// A configuration that reads text with the old run's tokenizer.
  public RunConfiguration withTokenizer(RunConfiguration configuration) {
    return withTokenizerOf(from, configuration);
  }

  private static RunConfiguration withTokenizerOf(RunFolder run, RunConfiguration configuration) {
    var place = YamlValue.Place.whole(run.name());
    var tokenizer =
        new YamlValue.Mapping(
            place,
            Map.of(
                "kind",
                new YamlValue.Scalar(place, "file", false),
                "path",
                new YamlValue.Scalar(
                    place, "runs/" + run.name() + "/" + TrainingRun.TOKENIZER, true)));
    return configuration.withData(configuration.data().with("tokenizer", tokenizer));
  }

  /// Copies tokenizer and matching weights into the new run's folder.
  ///
  /// @return the configuration that refers to these copies
  public RunConfiguration hand(RunFolder to, RunConfiguration configuration, Match match)
      throws IOException {
    Files.copy(TrainingRun.tokenizer(from), TrainingRun.tokenizer(to));
    Safetensors.write(
        to.initialWeights(),
        match.taken().stream().map(weights::get).toList(),
        Map.of(ORIGIN, origin()));
    Map<String, String> provenance = new TreeMap<>(configuration.provenance());
    provenance.put(ORIGIN, origin());
    return withTokenizerOf(to, configuration).withProvenance(provenance);
  }

  /// Copies what an old run inherited itself, for a repetition.
  public static RunConfiguration repeat(RunFolder old, RunFolder to, RunConfiguration configuration)
      throws IOException {
    Map<String, String> provenance = new TreeMap<>(configuration.provenance());
    provenance.put(REPEATED, old.name());
    RunConfiguration repeated = configuration.withProvenance(provenance);
    if (!Files.exists(old.initialWeights())) {
      return repeated;
    }
    Files.copy(TrainingRun.tokenizer(old), TrainingRun.tokenizer(to));
    Files.copy(old.initialWeights(), to.initialWeights());
    return withTokenizerOf(to, repeated);
  }
}
