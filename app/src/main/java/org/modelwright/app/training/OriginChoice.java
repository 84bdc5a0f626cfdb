package org.modelwright.app.training;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;

/// What weights a training begins with: new ones, or those of a run that has been trained.
final class OriginChoice extends VBox {

  private final ComboBox<String> choice = new ComboBox<>();
  private final TrainingModel model;

  OriginChoice(TrainingModel model, Texts texts) {
    super(4);
    this.model = model;
    getStyleClass().add("training-origin");
    var name = new Label(texts.get("training.origin"));
    name.getStyleClass().add("setting-field-name");
    name.setLabelFor(choice);
    choice.setId("training-origin");
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setTooltip(Tips.soon(texts.get("training.origin.help")));
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable String run) {
            return run == null || run.isEmpty() ? texts.get("training.origin.none") : run;
          }

          @Override
          public @Nullable String fromString(String words) {
            return null;
          }
        });
    model.origins().addListener((ListChangeListener<String>) _ -> fill());
    fill();
    choice
        .valueProperty()
        .addListener((_, _, run) -> {
          if (run != null) {
            model.setOrigin(run);
          }
        });
    getChildren().addAll(name, choice);
  }

  private void fill() {
    String chosen = model.originProperty().get();
    List<String> runs = new ArrayList<>(List.of(""));
    runs.addAll(model.origins());
    if (!runs.contains(chosen)) {
      runs.add(chosen);
    }
    choice.getItems().setAll(runs);
    choice.setValue(chosen);
  }

  void focusChoice() {
    choice.requestFocus();
  }
}
