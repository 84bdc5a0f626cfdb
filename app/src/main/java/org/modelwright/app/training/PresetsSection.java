package org.modelwright.app.training;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.settings.ProjectSettings;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;

/// Presets: a choice of one shows what it would change, a second press applies that.
final class PresetsSection extends Section {

  private final ProjectSettings project;
  private final Texts texts;
  private final ToggleGroup choice = new ToggleGroup();
  private final VBox preview = new VBox(8);

  PresetsSection(ProjectSettings project, Texts texts) {
    super(
        "mdi2p-playlist-check", texts.get("training.presets"), texts.get("training.presets.about"));
    this.project = project;
    this.texts = texts;
    var buttons = new FlowPane(8, 8);
    for (Preset preset : Preset.ALL) {
      var button = new ToggleButton(texts.get("training.preset." + preset.id()));
      button.setGraphic(new FontIcon(preset.icon()));
      button.setId("training-preset-" + preset.id());
      button.getStyleClass().add("small");
      button.setToggleGroup(choice);
      button.setUserData(preset);
      button.setTooltip(Tips.soon(texts.get("training.preset." + preset.id() + ".help")));
      buttons.getChildren().add(button);
    }
    choice.selectedToggleProperty().subscribe(_ -> refresh());
    preview.setId("training-preset-preview");
    getChildren().addAll(buttons, preview);
  }

  void refresh() {
    preview.getChildren().clear();
    Toggle chosen = choice.getSelectedToggle();
    SettingField.show(preview, chosen != null);
    if (chosen != null && chosen.getUserData() instanceof Preset preset) {
      preview
          .getChildren()
          .add(words(texts.get("training.preset." + preset.id() + ".help"), "settings-help"));
      List<Preset.Change> changes = preset.changes(project);
      preview.getChildren().add(changes.isEmpty() ? none() : table(changes));
      preview.getChildren().add(buttons(preset, changes.isEmpty()));
    }
  }

  private Label none() {
    return words(texts.get("training.presets.none"), "settings-help");
  }

  private GridPane table(List<Preset.Change> changes) {
    var grid = new GridPane();
    grid.setHgap(16);
    grid.setVgap(4);
    for (int i = 0; i < changes.size(); i++) {
      Preset.Change change = changes.get(i);
      var name =
          new Label(
              TrainingField.of(change.key())
                  .map(field -> texts.get(field.textKey()))
                  .orElse(change.key()));
      var from = new Label(orDefault(change.from()));
      from.getStyleClass().add("settings-help");
      var to = new Label(orDefault(change.to()));
      to.getStyleClass().add("training-preset-to");
      grid.addRow(i, name, from, new FontIcon("mdi2a-arrow-right"), to);
    }
    return grid;
  }

  private String orDefault(String word) {
    return word.isEmpty() ? texts.get("training.presets.default") : word;
  }

  private HBox buttons(Preset preset, boolean nothing) {
    var apply = new Button(texts.get("training.presets.apply"));
    apply.setId("training-preset-apply");
    apply.getStyleClass().add("accent");
    apply.setDisable(nothing);
    apply.setOnAction(_ -> {
      choice.selectToggle(null);
      project.set(preset.settings());
    });
    var leave = new Button(texts.get("training.presets.leave"));
    leave.setId("training-preset-leave");
    leave.setOnAction(_ -> choice.selectToggle(null));
    var row = new HBox(8, apply, leave);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
