package org.modelwright.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Sequence;

/// The section `layers` of `architecture.yaml`, the drawing's own kinds of layers.
///
/// ```yaml
/// layers:
///   ScaledSwish:
///     inputs: [x]
///     settings: {beta: 1.0}
///     parameters:
///       gain: {shape: [width], init: 1}
///     output: [B, T, width]
///     positionwise: true
///     code: |
///       return x * torch.sigmoid(beta * x) * gain
/// ```
final class CustomLayerYaml {

  /// A text that a literal block (`|`) holds as it stands.
  private static final Pattern LITERAL = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e\\n]*");

  private CustomLayerYaml() {}

  /// One layer; its name has been looked at already.
  static CustomLayer read(String name, YamlReader reader) {
    var layer =
        new CustomLayer(
            name,
            inputs(reader),
            settings(reader.section("settings")),
            parameters(reader.section("parameters")),
            reader.has("output") ? reader.texts("output") : CustomLayer.FEATURES,
            reader.flag("positionwise", false),
            reader.text("multiplyAdds", ""),
            reader.requiredText("code"));
    reader.finish();
    return layer;
  }

  private static Map<String, List<String>> inputs(YamlReader reader) {
    var inputs = new LinkedHashMap<String, List<String>>();
    if (!(reader.value("inputs").orElseThrow(() -> reader.missing("inputs"))
        instanceof Mapping shapes)) {
      reader.texts("inputs").forEach(input -> inputs.put(input, CustomLayer.FEATURES));
      return inputs;
    }
    YamlReader section = reader.section("inputs");
    shapes.entries().keySet().forEach(input -> inputs.put(input, shape(section, input)));
    return inputs;
  }

  private static List<String> shape(YamlReader reader, String key) {
    if (reader.value(key).orElseThrow(() -> reader.missing(key)) instanceof Sequence) {
      return reader.texts(key);
    }
    throw reader.wrong(key, reader.value(key).orElseThrow(), "a shape such as `[B, T, width]`");
  }

  private static Map<String, String> settings(YamlReader reader) {
    var settings = new LinkedHashMap<String, String>();
    reader
        .mapping()
        .entries()
        .forEach((key, value) -> {
          if (ArchitectureYaml.NODE_KEYS.contains(key)) {
            throw new InputException(
                value.place()
                    + ": `"
                    + key
                    + "` is a key of every node; give the setting another name.");
          }
        });
    reader.mapping().entries().keySet().forEach(key -> settings.put(key, reader.requiredText(key)));
    return settings;
  }

  private static Map<String, CustomLayer.Parameter> parameters(YamlReader reader) {
    var parameters = new LinkedHashMap<String, CustomLayer.Parameter>();
    for (String key : reader.mapping().entries().keySet()) {
      YamlReader section = reader.section(key);
      List<String> shape = shape(section, "shape");
      parameters.put(
          key,
          new CustomLayer.Parameter(
              shape,
              section.requiredText("init"),
              section.flag("decay", CustomLayer.Parameter.usuallyDecays(shape))));
      section.finish();
    }
    return parameters;
  }

  static void write(CustomLayer layer, String indent, StringBuilder text) {
    text.append(indent).append("inputs: ").append(inputs(layer.inputs())).append('\n');
    if (!layer.settings().isEmpty()) {
      List<String> entries = new ArrayList<>();
      layer.settings().forEach((key, value) -> entries.add(entry(key, value)));
      text.append(indent).append("settings: ").append(mapping(entries)).append('\n');
    }
    if (!layer.parameters().isEmpty()) {
      text.append(indent).append("parameters:\n");
      layer
          .parameters()
          .forEach((name, p) ->
              text.append(indent)
                  .append("  ")
                  .append(ArchitectureYaml.quoted(name))
                  .append(": ")
                  .append(parameter(p))
                  .append('\n'));
    }
    text.append(indent).append("output: ").append(ArchitectureYaml.list(layer.output()));
    text.append('\n').append(indent).append("positionwise: ").append(layer.positionwise());
    text.append('\n');
    if (!layer.multiplyAdds().isEmpty()) {
      text.append(indent).append(entry("multiplyAdds", layer.multiplyAdds())).append('\n');
    }
    text.append(indent).append("code: ");
    if (LITERAL.matcher(layer.code()).matches()) {
      text.append("|\n");
      layer
          .code()
          .lines()
          .forEach(line -> text.append(line.isEmpty() ? "" : indent + "  " + line).append('\n'));
    } else {
      text.append(ArchitectureYaml.quoted(layer.code())).append('\n');
    }
  }

  private static String inputs(Map<String, List<String>> inputs) {
    if (inputs.values().stream().allMatch(CustomLayer.FEATURES::equals)) {
      return ArchitectureYaml.list(List.copyOf(inputs.keySet()));
    }
    List<String> entries = new ArrayList<>();
    inputs.forEach((name, shape) ->
        entries.add(ArchitectureYaml.quoted(name) + ": " + ArchitectureYaml.list(shape)));
    return mapping(entries);
  }

  private static String parameter(CustomLayer.Parameter parameter) {
    List<String> entries =
        new ArrayList<>(
            List.of(
                "shape: " + ArchitectureYaml.list(parameter.shape()),
                entry("init", parameter.init())));
    if (parameter.decays() != CustomLayer.Parameter.usuallyDecays(parameter.shape())) {
      entries.add("decay: " + parameter.decays());
    }
    return mapping(entries);
  }

  private static String entry(String key, String value) {
    return ArchitectureYaml.quoted(key) + ": " + ArchitectureYaml.quoted(value);
  }

  private static String mapping(List<String> entries) {
    return "{" + String.join(", ", entries) + "}";
  }
}
