package org.modelwright.app.design.custom;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modelwright.app.common.Sentence;
import org.modelwright.graph.CustomLayer;

/// A custom layer as it stands in the fields of its editor: also what cannot be a layer yet, such as
/// two inputs of one name.
record Draft(
    List<Input> inputs,
    List<Setting> settings,
    List<Parameter> parameters,
    String output,
    boolean positionwise,
    String multiplyAdds,
    String code) {

  record Input(String name, String shape) {}

  record Setting(String name, String word) {}

  record Parameter(String name, String shape, String init, boolean decays) {}

  Draft {
    inputs = List.copyOf(inputs);
    settings = List.copyOf(settings);
    parameters = List.copyOf(parameters);
  }

  static Draft of(CustomLayer layer) {
    return new Draft(
        layer.inputs().entrySet().stream()
            .map(e -> new Input(e.getKey(), shape(e.getValue())))
            .toList(),
        layer.settings().entrySet().stream()
            .map(e -> new Setting(e.getKey(), e.getValue()))
            .toList(),
        layer.parameters().entrySet().stream()
            .map(e ->
                new Parameter(
                    e.getKey(),
                    shape(e.getValue().shape()),
                    e.getValue().init(),
                    e.getValue().decays()))
            .toList(),
        shape(layer.output()),
        layer.positionwise(),
        layer.multiplyAdds(),
        layer.code());
  }

  private static String shape(List<String> words) {
    return String.join(", ", words);
  }

  /// `B, T, 2 * width` as one word a dimension; brackets around are let pass.
  private static List<String> words(String shape) {
    String inside = shape.strip().replaceFirst("^\\[", "").replaceFirst("]$", "");
    return inside.isBlank()
        ? List.of()
        : Arrays.stream(inside.split(",", -1)).map(String::strip).toList();
  }

  /// Why this cannot be kept in a drawing yet; what is merely wrong can.
  Optional<Sentence> fault() {
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, List<String>> names :
        Map.of(
                "custom.fault.input", inputs.stream().map(Input::name).toList(),
                "custom.fault.setting", settings.stream().map(Setting::name).toList(),
                "custom.fault.parameter", parameters.stream().map(Parameter::name).toList())
            .entrySet()) {
      seen.clear();
      for (String name : names.getValue()) {
        if (name.isBlank()) {
          return Optional.of(Sentence.of(names.getKey() + ".blank"));
        }
        if (!seen.add(name)) {
          return Optional.of(Sentence.of(names.getKey() + ".twice", name));
        }
      }
    }
    if (settings.stream().anyMatch(s -> s.word().isBlank())) {
      return Optional.of(Sentence.of("custom.fault.default"));
    }
    return parameters.stream().anyMatch(p -> p.init().isBlank())
        ? Optional.of(Sentence.of("custom.fault.init"))
        : Optional.empty();
  }

  /// The layer, where there is no fault.
  CustomLayer layer(String name) {
    var inputShapes = new LinkedHashMap<String, List<String>>();
    inputs.forEach(i -> inputShapes.put(i.name(), words(i.shape())));
    var defaults = new LinkedHashMap<String, String>();
    settings.forEach(s -> defaults.put(s.name(), s.word()));
    var trained = new LinkedHashMap<String, CustomLayer.Parameter>();
    parameters.forEach(p ->
        trained.put(p.name(), new CustomLayer.Parameter(words(p.shape()), p.init(), p.decays())));
    return new CustomLayer(
        name,
        inputShapes,
        defaults,
        trained,
        words(output),
        positionwise,
        multiplyAdds.strip(),
        code);
  }

  Draft withInputs(List<Input> changed) {
    return new Draft(changed, settings, parameters, output, positionwise, multiplyAdds, code);
  }

  Draft withSettings(List<Setting> changed) {
    return new Draft(inputs, changed, parameters, output, positionwise, multiplyAdds, code);
  }

  Draft withParameters(List<Parameter> changed) {
    return new Draft(inputs, settings, changed, output, positionwise, multiplyAdds, code);
  }

  Draft withOutput(String changed) {
    return new Draft(inputs, settings, parameters, changed, positionwise, multiplyAdds, code);
  }

  Draft withPositionwise(boolean changed) {
    return new Draft(inputs, settings, parameters, output, changed, multiplyAdds, code);
  }

  Draft withMultiplyAdds(String changed) {
    return new Draft(inputs, settings, parameters, output, positionwise, changed, code);
  }

  Draft withCode(String changed) {
    return new Draft(inputs, settings, parameters, output, positionwise, multiplyAdds, changed);
  }
}
