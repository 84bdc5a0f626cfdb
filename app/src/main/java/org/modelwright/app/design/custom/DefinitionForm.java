package org.modelwright.app.design.custom;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.modelwright.app.common.Texts;

/// What a custom layer takes, declares and gives: all of it but the code.
final class DefinitionForm extends VBox {

  private final CustomLayerModel model;
  private final Texts texts;
  private final LineTable inputs;
  private final LineTable settings;
  private final LineTable parameters;
  private final TextField output;
  private final CheckBox positionwise = new CheckBox();
  private final TextField multiplyAdds;
  private boolean showing;

  DefinitionForm(CustomLayerModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("definition");
    inputs =
        new LineTable(
            "custom-input",
            texts,
            "custom.inputs",
            List.of(
                new LineTable.Column("custom.input.name", 34, false),
                new LineTable.Column("custom.shape", 54, false)),
            this::editInputs,
            () -> edit(d -> d.withInputs(more(d.inputs(), nextInput(d)))));
    settings =
        new LineTable(
            "custom-setting",
            texts,
            "custom.settings",
            List.of(
                new LineTable.Column("custom.setting.name", 54, false),
                new LineTable.Column("custom.setting.default", 34, false)),
            this::editSettings,
            () -> edit(d -> d.withSettings(more(d.settings(), nextSetting(d)))));
    parameters =
        new LineTable(
            "custom-parameter",
            texts,
            "custom.parameters",
            List.of(
                new LineTable.Column("custom.parameter.name", 25, false),
                new LineTable.Column("custom.shape", 29, false),
                new LineTable.Column("custom.parameter.init", 20, false),
                new LineTable.Column("custom.parameter.decay", 14, true)),
            this::editParameters,
            () -> edit(d -> d.withParameters(more(d.parameters(), nextParameter(d)))));
    output = field("custom-output", Draft::withOutput);
    multiplyAdds = field("custom-multiply-adds", Draft::withMultiplyAdds);
    positionwise.setId("custom-positionwise");
    positionwise.textProperty().bind(texts.text("custom.positionwise"));
    positionwise.setTooltip(tooltip("custom.positionwise.help"));
    positionwise.setWrapText(true);
    positionwise.setOnAction(_ -> edit(d -> d.withPositionwise(positionwise.isSelected())));
    multiplyAdds.promptTextProperty().bind(texts.text("custom.multiplyAdds.none"));
    getChildren()
        .addAll(
            inputs,
            settings,
            parameters,
            labelled("custom.output", output),
            positionwise,
            labelled("custom.multiplyAdds", multiplyAdds));
  }

  private TextField field(String id, BiFunction<Draft, String, Draft> change) {
    var field = new TextField();
    field.setId(id);
    field.setPrefColumnCount(8);
    field.textProperty().addListener((_, _, word) -> edit(d -> change.apply(d, word)));
    return field;
  }

  private VBox labelled(String key, Control control) {
    var label = new Label();
    label.textProperty().bind(texts.text(key));
    label.getStyleClass().add("section-heading");
    label.setLabelFor(control);
    control.setTooltip(tooltip(key + ".help"));
    var box = new VBox(label, control);
    box.getStyleClass().add("labelled");
    return box;
  }

  private Tooltip tooltip(String key) {
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text(key));
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(320);
    return tooltip;
  }

  private void editInputs(List<List<String>> lines) {
    edit(d -> d.withInputs(lines.stream().map(l -> new Draft.Input(l.get(0), l.get(1))).toList()));
  }

  private void editSettings(List<List<String>> lines) {
    edit(d ->
        d.withSettings(lines.stream().map(l -> new Draft.Setting(l.get(0), l.get(1))).toList()));
  }

  private void editParameters(List<List<String>> lines) {
    edit(d ->
        d.withParameters(
            lines.stream()
                .map(
                    l -> new Draft.Parameter(l.get(0), l.get(1), l.get(2), l.get(3).equals("true")))
                .toList()));
  }

  private void edit(UnaryOperator<Draft> change) {
    if (!showing) {
      model.edit(change.apply(model.draft()));
    }
  }

  private static <T> List<T> more(List<T> lines, T line) {
    List<T> more = new ArrayList<>(lines);
    more.add(line);
    return more;
  }

  private static Draft.Input nextInput(Draft draft) {
    return new Draft.Input(fresh(draft, "y"), "B, T, width");
  }

  private static Draft.Setting nextSetting(Draft draft) {
    return new Draft.Setting(fresh(draft, "scale"), "1.0");
  }

  private static Draft.Parameter nextParameter(Draft draft) {
    return new Draft.Parameter(fresh(draft, "weight"), "width", "normal", false);
  }

  private static String fresh(Draft draft, String wanted) {
    List<String> taken = new ArrayList<>();
    taken.addAll(names(draft.inputs(), Draft.Input::name));
    taken.addAll(names(draft.settings(), Draft.Setting::name));
    taken.addAll(names(draft.parameters(), Draft.Parameter::name));
    String name = wanted;
    for (int n = 2; taken.contains(name); n++) {
      name = wanted + n;
    }
    return name;
  }

  private static <T> List<String> names(List<T> lines, Function<T, String> name) {
    return lines.stream().map(name).toList();
  }

  void show(Draft draft) {
    showing = true;
    try {
      inputs.show(draft.inputs().stream().map(i -> List.of(i.name(), i.shape())).toList());
      settings.show(draft.settings().stream().map(s -> List.of(s.name(), s.word())).toList());
      parameters.show(
          draft.parameters().stream()
              .map(p -> List.of(p.name(), p.shape(), p.init(), Boolean.toString(p.decays())))
              .toList());
      set(output, draft.output());
      set(multiplyAdds, draft.multiplyAdds());
      positionwise.setSelected(draft.positionwise());
    } finally {
      showing = false;
    }
  }

  private static void set(TextField field, String word) {
    if (!field.getText().equals(word)) {
      field.setText(word);
    }
  }
}
