package org.modelwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.AttentionForm;
import org.modelwright.compile.LinearForm;
import org.modelwright.data.Dataset;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Json;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.run.StorageTiers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// run.json: everything a run was started with, so that nothing outside the folder is needed to repeat
/// or resume it but the data itself.
///
/// @param architecture the drawing as YAML
/// @param data the settings of data.yaml
/// @param training the settings of training.yaml, command-line overrides applied
/// @param device as users write it
/// @param threads how many a kernel may use on the CPU; 0 for as many as the machine has cores
/// @param frozen what affects bits; null until a worker has prepared the run
/// @param provenance what it was made from and on, for people: architecture, data, tokenizer, versions
/// @param storage where its checkpoints lie
public record RunConfiguration(
    String architecture,
    YamlValue.Mapping data,
    YamlValue.Mapping training,
    String device,
    int threads,
    @Nullable Frozen frozen,
    Map<String, String> provenance,
    StorageTiers storage) {

  private static final int FORMAT = 1;

  /// What messages call the drawing.
  static final String DRAWING = "the drawing in run.json";

  /// What resume must use again to give the same bits.
  ///
  /// @param linearForms by [org.modelwright.engine.LinearForms.Product#key]
  /// @param attentionForms by [org.modelwright.engine.AttentionForms.Attention#key]
  /// @param batch what `batchSize: auto` came to; null where the settings say a number
  public record Frozen(
      int threads,
      String processor,
      String libtorch,
      Map<String, LinearForm> linearForms,
      Map<String, AttentionForm> attentionForms,
      @Nullable Batch batch) {
    public Frozen {
      if (threads < 1) {
        throw new IllegalArgumentException("frozen.threads is " + threads + ", not 1 or more");
      }
      Objects.requireNonNull(linearForms, "frozen.linearForms is missing");
      Objects.requireNonNull(attentionForms, "frozen.attentionForms is missing");
    }
  }

  /// How a step's windows are shared out.
  ///
  /// @param batchSize windows a micro-batch
  /// @param accumulation micro-batches a step
  public record Batch(int batchSize, int accumulation) {}

  /// A run that keeps its checkpoints in its own folder.
  public RunConfiguration(
      String architecture,
      YamlValue.Mapping data,
      YamlValue.Mapping training,
      String device,
      int threads,
      @Nullable Frozen frozen,
      Map<String, String> provenance) {
    this(
        architecture, data, training, device, threads, frozen, provenance, StorageTiers.RUN_FOLDER);
  }

  /// The drawing, parsed.
  ///
  /// @throws InputException where it is not one
  public Architecture drawing() {
    return ArchitectureYaml.parse(architecture, DRAWING).architecture();
  }

  /// The settings of training.yaml, with what `batchSize: auto` came to where that is known.
  ///
  /// @throws InputException naming the key and the remedy
  public TrainingSettings trainingSettings() {
    YamlValue.Mapping settled = training;
    if (frozen != null && frozen.batch() != null) {
      settled =
          training
              .with("batchSize", number(frozen.batch().batchSize()))
              .with("accumulation", number(frozen.batch().accumulation()));
    }
    return TrainingSettings.read(new YamlReader(settled, "training."));
  }

  private static YamlValue number(int value) {
    return new YamlValue.Scalar(
        YamlValue.Place.whole("frozen in run.json"), Integer.toString(value), false);
  }

  public RunConfiguration prepared(Frozen newFrozen, Map<String, String> newProvenance) {
    return new RunConfiguration(
        architecture, data, training, device, threads, newFrozen, newProvenance, storage);
  }

  public RunConfiguration withData(YamlValue.Mapping newData) {
    return new RunConfiguration(
        architecture, newData, training, device, threads, frozen, provenance, storage);
  }

  public RunConfiguration withProvenance(Map<String, String> newProvenance) {
    return new RunConfiguration(
        architecture, data, training, device, threads, frozen, newProvenance, storage);
  }

  public RunConfiguration withStorage(StorageTiers newStorage) {
    return new RunConfiguration(
        architecture, data, training, device, threads, frozen, provenance, newStorage);
  }

  /// @param run its name, for the message
  /// @throws InputException where this run was made or begun with other text or another tokenizer
  public void requireSame(Dataset dataset, String run) {
    String then = provenance.get("data");
    if (then != null && !then.equals(dataset.fingerprint())) {
      throw new InputException(
          "The data of run "
              + run
              + " has changed since "
              + (frozen == null
                  ? "it was queued, so it is not what was asked for;"
                  : "it was trained, so nobody can tell what was held out;")
              + " restore the data, or train again.");
    }
  }

  /// @throws InputException where the file is missing, broken or of a newer format
  public static RunConfiguration read(Path file) {
    try {
      JsonNode root = Json.pretty().readTree(Files.readString(file));
      if (root.path("format").asInt(0) > FORMAT) {
        throw new InputException(
            file + " was written by a newer version of Modelwright; use that version.");
      }
      Map<String, String> provenance = new TreeMap<>();
      root.path("provenance")
          .properties()
          .forEach(e -> provenance.put(e.getKey(), e.getValue().asString("")));
      return new RunConfiguration(
          root.path("architecture").asString(""),
          section(root, "data", file),
          section(root, "training", file),
          root.path("device").asString("cpu"),
          root.path("threads").asInt(0),
          root.has("frozen") ? Json.pretty().treeToValue(root.get("frozen"), Frozen.class) : null,
          provenance,
          StorageTiers.fromJson(root.path("storage"), file));
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be read (" + IoReason.of(e) + "); restore it, or train again.", e);
    } catch (JacksonException e) {
      String why = e.getOriginalMessage().lines().findFirst().orElse("not JSON");
      throw new InputException(file + " is damaged (" + why + "); restore it, or train again.", e);
    }
  }

  private static YamlValue.Mapping section(JsonNode root, String key, Path file) {
    if (Yaml.fromJson(root.path(key), file + " (" + key + ")") instanceof YamlValue.Mapping m) {
      return m;
    }
    throw new InputException(
        file + ": the section `" + key + "` is missing; restore it, or train again.");
  }

  public void write(Path file) throws IOException {
    ObjectNode root = Json.pretty().createObjectNode();
    root.put("format", FORMAT);
    root.put("device", device);
    root.put("threads", threads);
    root.set("training", Yaml.toJson(training));
    root.set("data", Yaml.toJson(data));
    root.put("architecture", architecture);
    if (frozen != null) {
      root.set("frozen", Json.pretty().valueToTree(frozen));
    }
    root.set("provenance", Json.pretty().valueToTree(provenance));
    if (storage.isTiered()) {
      root.set("storage", storage.toJson());
    }
    AtomicFile.write(file, Json.pretty().writeValueAsString(root) + "\n");
  }
}
