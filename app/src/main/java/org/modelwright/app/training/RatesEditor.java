package org.modelwright.app.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;
import org.modelwright.app.settings.SettingsFile;
import org.modelwright.app.settings.YamlTree;

/// `learningRates`: patterns of parameters, each with what multiplies their learning rate.
final class RatesEditor extends VBox {

  private static final String LIST = "learningRates";
  private static final Insets BELOW_THE_NAMES = new Insets(26, 0, 0, 0);

  private final SettingsFile<?> file;
  private final Texts texts;
  private final VBox rows = new VBox(8);
  private final List<SettingField> fields = new ArrayList<>();
  private final Label problem = Section.words("", "setting-problem");

  RatesEditor(SettingsFile<?> file, Texts texts) {
    super(8);
    this.file = file;
    this.texts = texts;
    var name = new Label(texts.get("training.rates"));
    name.getStyleClass().add("setting-field-name");
    var add = new Button(texts.get("training.rates.add"), new FontIcon("mdi2p-plus"));
    add.setId("training-rates-add");
    add.setTooltip(Tips.soon(texts.get("training.rates.help")));
    add.setOnAction(_ -> file.addItem(LIST, Map.of("parameters", "*", "factor", "1")));
    getChildren().addAll(name, rows, problem, add);
    build();
  }

  void refresh() {
    if (fields.size() != 2 * size()) {
      build();
    }
    fields.forEach(SettingField::refresh);
    String sentence =
        file.problemsProperty().get().entrySet().stream()
            .filter(wrong -> owns(wrong.getKey()))
            .filter(wrong -> fields.stream().noneMatch(f -> f.key().equals(wrong.getKey())))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    problem.setText(sentence);
    SettingField.show(problem, !sentence.isEmpty());
  }

  boolean owns(String key) {
    return key.startsWith(LIST);
  }

  private int size() {
    return YamlTree.items(file.treeProperty().get(), LIST).size();
  }

  private void build() {
    fields.clear();
    rows.getChildren().clear();
    for (int i = 0; i < size(); i++) {
      int number = i;
      SettingField parameters = field(number, "parameters", "*");
      SettingField factor = field(number, "factor", "1");
      fields.add(parameters);
      fields.add(factor);
      var remove = new Button("", new FontIcon("mdi2c-close"));
      remove.setId("training-rates-remove-" + number);
      remove.getStyleClass().addAll("flat", "button-icon", "small");
      remove.setTooltip(Tips.soon(texts.get("training.rates.remove")));
      remove.setAccessibleText(texts.get("training.rates.remove"));
      remove.setOnAction(_ -> file.removeItem(LIST, number));
      var row = new FlowPane(16, 8, parameters, factor, remove);
      row.setRowValignment(VPos.TOP);
      FlowPane.setMargin(remove, BELOW_THE_NAMES);
      row.setAlignment(Pos.CENTER_LEFT);
      row.setPrefWrapLength(0);
      rows.getChildren().add(row);
    }
    SettingField.show(rows, size() > 0);
    if (!fields.isEmpty()) {
      fields.forEach(SettingField::refresh);
    }
  }

  private SettingField field(int number, String key, String ifAbsent) {
    return new SettingField.Word(
        file,
        LIST + "[" + number + "]." + key,
        "training-rates-" + number + "-" + key,
        texts.get("training.rates." + key),
        texts.get("training.rates." + key + ".help"),
        ifAbsent);
  }
}
