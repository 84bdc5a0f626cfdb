package org.modelwright.app.design.custom;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.CodeEditor;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.common.Texts;

/// The trial of a layer under its code: the question whether it may run, that it runs, what came of it.
final class TrialPane extends VBox {

  private final LayerTrial trial;
  private final Texts texts;

  TrialPane(LayerTrial trial, Texts texts) {
    this.trial = trial;
    this.texts = texts;
    getStyleClass().add("trial");
    setId("custom-trial");
    managedProperty().bind(visibleProperty());
    show();
  }

  void show() {
    getChildren().clear();
    LayerTrial.State state = trial.stateProperty().get();
    setVisible(!(state instanceof LayerTrial.State.Idle));
    switch (state) {
      case LayerTrial.State.Idle _ -> {}
      case LayerTrial.State.Asking(String code) -> ask(code);
      case LayerTrial.State.Running _ -> {
        var indicator = new ProgressIndicator();
        indicator.setPrefSize(16, 16);
        indicator.setMinSize(16, 16);
        var line =
            new HBox(
                indicator, words(texts.get("custom.trial.running")), cancel("custom.trial.stop"));
        line.getStyleClass().add("line");
        getChildren().add(line);
      }
      case LayerTrial.State.Done done -> {
        for (Sentence sentence : done.sentences()) {
          Label line = words(sentence.in(texts));
          line.setGraphic(
              new FontIcon(done.passed() ? "mdi2c-check-circle" : "mdi2a-alert-circle"));
          line.getStyleClass().add(done.passed() ? "passed" : "failed");
          getChildren().add(line);
        }
      }
    }
  }

  private void ask(String code) {
    var editor = new CodeEditor();
    editor.setEditable(false);
    editor.setText(code);
    editor.setPrefHeight(110);
    editor.setMinHeight(60);
    var allow = new Button(texts.get("custom.trust.allow"));
    allow.setId("custom-trust-allow");
    allow.getStyleClass().addAll("small", "accent");
    allow.setOnAction(_ -> trial.allow(texts.get("custom.trial.task")));
    var buttons = new HBox(allow, cancel("custom.trust.refuse"));
    buttons.getStyleClass().add("line");
    getChildren().addAll(words(texts.get("custom.trust.question")), editor, buttons);
  }

  private Button cancel(String key) {
    var cancel = new Button(texts.get(key));
    cancel.setId("custom-trial-cancel");
    cancel.getStyleClass().add("small");
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setOnAction(_ -> trial.cancel());
    return cancel;
  }

  private static Label words(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    return label;
  }
}
