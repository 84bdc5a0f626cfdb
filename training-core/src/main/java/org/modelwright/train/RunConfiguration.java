package org.modelwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.LinearForm;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlValue;
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
/// @param frozen what affects bits; null until a worker has prepared the run
/// @param provenance what it was made from and on, for people: architecture, data, tokenizer, versions
public record RunConfiguration(
    String architecture,
    YamlValue.Mapping data,
    YamlValue.Mapping training,
    String device,
    @Nullable Frozen frozen,
    Map<String, String> provenance) {

  private static final int FORMAT = 1;

  /// What resume must use again to give the same bits.
  ///
  /// @param linearForms by [org.modelwright.engine.LinearForms.Product#key]
  public record Frozen(
      int threads, String processor, String libtorch, Map<String, LinearForm> linearForms) {}

  public RunConfiguration prepared(Frozen newFrozen, Map<String, String> newProvenance) {
    return new RunConfiguration(architecture, data, training, device, newFrozen, newProvenance);
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
          root.has("frozen") ? Json.pretty().treeToValue(root.get("frozen"), Frozen.class) : null,
          provenance);
    } catch (IOException | JacksonException e) {
      throw new InputException(
          file + " cannot be read as the configuration of a run: " + e.getMessage() + ".", e);
    }
  }

  private static YamlValue.Mapping section(JsonNode root, String key, Path file) {
    if (Yaml.fromJson(root.path(key), file.getFileName() + " (" + key + ")")
        instanceof YamlValue.Mapping m) {
      return m;
    }
    throw new InputException(
        file + ": the section `" + key + "` is missing; the run cannot be used.");
  }

  public void write(Path file) throws IOException {
    ObjectNode root = Json.pretty().createObjectNode();
    root.put("format", FORMAT);
    root.put("device", device);
    root.set("training", Yaml.toJson(training));
    root.set("data", Yaml.toJson(data));
    root.put("architecture", architecture);
    if (frozen != null) {
      root.set("frozen", Json.pretty().valueToTree(frozen));
    }
    root.set("provenance", Json.pretty().valueToTree(provenance));
    AtomicFile.write(file, Json.pretty().writeValueAsString(root) + "\n");
  }
}
