package org.modelwright.app.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;
import org.modelwright.app.training.Readiness.Check;
import org.modelwright.app.training.Readiness.Subject;
import org.modelwright.app.training.Readiness.Verdict;
import org.modelwright.layer.custom.CustomKind;

/// Whether all is ready for a training; what is not, in words, each with a way to go there.
final class ReadinessCard extends Section {

  private final TrainingModel model;
  private final Texts texts;
  private final Consumer<String> go;
  private final FontIcon sign = new FontIcon();
  private final Label verdict = new Label();
  private final ToggleButton all = new ToggleButton();
  private final VBox rows = new VBox(8);
  private final VBox code = new VBox(8);
  private List<CustomKind> shown = List.of();

  /// @param go given a check's place, goes there
  ReadinessCard(TrainingModel model, Texts texts, Consumer<String> go) {
    super("mdi2c-clipboard-check-outline", texts.get("training.ready"), "");
    this.model = model;
    this.texts = texts;
    this.go = go;
    setId("training-readiness");
    verdict.setId("training-ready-verdict");
    verdict.getStyleClass().add("training-verdict");
    verdict.setMinWidth(Region.USE_PREF_SIZE);
    all.setText(texts.get("training.ready.all"));
    all.setId("training-ready-all");
    all.getStyleClass().addAll("small", "flat");
    all.setMinWidth(Region.USE_PREF_SIZE);
    all.setOnAction(_ -> refresh());
    if (getChildren().getFirst() instanceof HBox head) {
      head.getChildren().addAll(sign, verdict, all);
    }
    rows.setId("training-checks");
    getChildren().addAll(rows, code);
    refresh();
  }

  void refresh() {
    Readiness readiness = model.readinessProperty().get();
    var checks = new ArrayList<Check>();
    if (readiness != null) {
      checks.addAll(readiness.checks());
      checks.add(model.engineCheck());
    }
    boolean bad = checks.stream().anyMatch(c -> c.verdict() == Verdict.BAD);
    boolean doubt = checks.stream().anyMatch(c -> c.verdict() == Verdict.DOUBT);
    String word = readiness == null ? "looking" : bad ? "bad" : doubt ? "doubt" : "good";
    verdict.setText(texts.get("training.ready.verdict." + word));
    sign.setIconLiteral(readiness == null ? "mdi2d-dots-horizontal" : icon(worst(bad, doubt)));
    sign.getStyleClass().setAll("ikonli-font-icon", "training-" + word);
    verdict.getStyleClass().setAll("label", "training-verdict", "training-" + word);
    rows.getChildren()
        .setAll(
            checks.stream()
                .filter(c ->
                    all.isSelected()
                        || c.verdict() != Verdict.GOOD
                        || c.subject() == Subject.MEMORY)
                .map(this::row)
                .toList());
    SettingField.show(rows, !rows.getChildren().isEmpty());
    showCode(readiness == null ? List.of() : readiness.unknownLayers());
  }

  private static Verdict worst(boolean bad, boolean doubt) {
    return bad ? Verdict.BAD : doubt ? Verdict.DOUBT : Verdict.GOOD;
  }

  private static String icon(Verdict verdict) {
    return switch (verdict) {
      case GOOD -> "mdi2c-check-circle-outline";
      case DOUBT -> "mdi2i-information-outline";
      case BAD -> "mdi2a-alert-circle-outline";
    };
  }

  private HBox row(Check check) {
    var mark = new FontIcon(icon(check.verdict()));
    mark.getStyleClass()
        .add(
            switch (check.verdict()) {
              case GOOD -> "training-good";
              case DOUBT -> "training-doubt";
              case BAD -> "training-bad";
            });
    String subject = check.subject().word();
    var name = new Label(texts.get("training.ready.subject." + subject));
    name.getStyleClass().add("training-check-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    var words = Section.words(words(check));
    words.setId("training-check-" + subject);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    var row = new HBox(8, mark, name, words);
    row.setAlignment(Pos.TOP_LEFT);
    if (!check.place().isEmpty()) {
      row.getChildren().add(way(subject, check.place()));
    }
    return row;
  }

  private String words(Check check) {
    Readiness now = model.readinessProperty().get();
    String said = check.words().in(texts);
    return check.subject() == Subject.DRAWING && now != null && now.problem() != null
        ? said + " " + now.problem().message(texts.locale())
        : said;
  }

  private Button way(String subject, String place) {
    String key =
        switch (place) {
          case "data", "drawing", "plan", "engine" -> place;
          case "training.layers" -> "layers";
          default -> "field";
        };
    var button = new Button(texts.get("training.go." + key));
    button.setId("training-go-" + subject);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> go.accept(place));
    return button;
  }

  /// The code of layers that have not run here, and the question whether they may.
  private void showCode(List<CustomKind> unknown) {
    SettingField.show(code, !unknown.isEmpty());
    if (unknown.equals(shown) && code.getChildren().isEmpty() == unknown.isEmpty()) {
      return;
    }
    shown = unknown;
    code.getChildren().clear();
    if (unknown.isEmpty()) {
      return;
    }
    var text =
        new TextArea(unknown.stream().map(CustomKind::method).collect(Collectors.joining("\n")));
    text.setId("training-layers-code");
    text.setEditable(false);
    text.getStyleClass().add("training-code");
    text.setPrefRowCount(Math.clamp(text.getText().lines().count(), 3, 12));
    text.setAccessibleText(texts.get("training.layers"));
    var allow = new Button(texts.get("training.layers.allow"));
    allow.setId("training-layers-allow");
    allow.setTooltip(Tips.soon(texts.get("training.layers.allow.help")));
    allow.setOnAction(_ -> model.allowLayers());
    code.getChildren().addAll(words(texts.get("training.layers"), "settings-help"), text, allow);
  }

  /// Gives the code of unknown layers the keyboard.
  void focusCode() {
    code.getChildren().stream()
        .filter(TextArea.class::isInstance)
        .findFirst()
        .ifPresent(Node::requestFocus);
  }
}
