package org.modelwright.app.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.modelwright.app.common.Latest;
import org.modelwright.app.common.Texts;
import org.modelwright.project.Templates;

/// The templates as cards of which one is chosen: picture, name, parameters, what it is for.
final class TemplateCards extends TilePane {

  private static final double WIDTH = 204;
  private static final double HEIGHT = 216;

  private final Texts texts;
  private final ToggleGroup group = new ToggleGroup();
  private final ReadOnlyStringWrapper chosen = new ReadOnlyStringWrapper("");
  private final List<ToggleButton> cards = new ArrayList<>();

  TemplateCards(Texts texts) {
    super(12, 12);
    this.texts = texts;
    setId("template-cards");
    setTileAlignment(Pos.TOP_LEFT);
    setPrefColumns(3);
    group
        .selectedToggleProperty()
        .subscribe((before, now) -> {
          if (now == null && before != null) {
            before.setSelected(true); // one is always chosen
          } else if (now != null) {
            chosen.set(String.valueOf(now.getUserData()));
          }
        });
    for (Templates.Template template : Templates.all()) {
      ToggleButton card = card(template);
      cards.add(card);
    }
    getChildren().setAll(cards);
    group.selectToggle(cards.getFirst());
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /// The chosen template's name.
  ReadOnlyStringProperty chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  private ToggleButton card(Templates.Template template) {
    var picture = new StackPane();
    picture.setAlignment(Pos.CENTER_LEFT);
    picture.setMinHeight(Thumbnail.HEIGHT);
    var name = new Label(template.name());
    name.getStyleClass().add("card-title");
    var parameters = new Label();
    parameters.getStyleClass().add("muted");
    var summary = new Label();
    summary.setWrapText(true);
    summary.setAlignment(Pos.TOP_LEFT);
    summary.setMaxHeight(Double.MAX_VALUE);
    VBox.setVgrow(summary, Priority.ALWAYS);
    String key = "start.template." + template.name();
    summary
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> texts.has(key) ? texts.get(key) : template.summary(),
                texts.localeProperty()));
    var content = new VBox(4, picture, name, parameters, summary);
    content.setPrefWidth(WIDTH - 26);
    content.setMaxWidth(WIDTH - 26);
    content.setMouseTransparent(true);
    var card = new ToggleButton();
    card.setId("template-" + template.name());
    card.setUserData(template.name());
    card.setGraphic(content);
    card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    card.getStyleClass().add("template-card");
    card.setToggleGroup(group);
    card.setPrefWidth(WIDTH);
    // by itself a wrapped text asks for the height of its longest word a line
    card.setPrefHeight(HEIGHT);
    card.accessibleTextProperty()
        .bind(Bindings.concat(template.name(), ". ", summary.textProperty()));
    load(template.name(), picture, parameters);
    return card;
  }

  private void load(String template, StackPane picture, Label parameters) {
    // held in one place, so that the count follows the language
    var count = new SimpleObjectProperty<>(OptionalLong.empty());
    parameters
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    count.get().isEmpty()
                        ? ""
                        : texts.get("start.parameters", rounded(count.get().getAsLong())),
                count,
                texts.localeProperty()));
    new Latest<>(
            TemplateFacts::read,
            facts -> {
              count.set(facts.parameters());
              picture.getChildren().setAll(new Thumbnail(facts.drawing()));
            })
        .submit(template);
  }

  /// `1.8 M`, `124 M`, `1.1 B`: three digits at most.
  static String rounded(long count) {
    if (count < 1_000_000) {
      return count < 1_000 ? Long.toString(count) : Math.round(count / 1e3) + " k";
    }
    double value = count < 1_000_000_000 ? count / 1e6 : count / 1e9;
    String unit = count < 1_000_000_000 ? " M" : " B";
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value) + unit;
  }

  /// The arrows go from card to card; Tab leaves them.
  private void pressed(KeyEvent event) {
    int at = cards.indexOf(group.getSelectedToggle());
    int columns = Math.max(1, (int) ((getWidth() + getHgap()) / (WIDTH + getHgap())));
    KeyCode code = event.getCode();
    int to =
        switch (code) {
          case LEFT -> at - 1;
          case RIGHT -> at + 1;
          case UP -> at - columns;
          case DOWN -> at + columns;
          case HOME -> 0;
          case END -> cards.size() - 1;
          default -> -1;
        };
    if (to >= 0 && to < cards.size()) {
      group.selectToggle(cards.get(to));
      cards.get(to).requestFocus();
    }
    if (code.isArrowKey()) {
      event.consume();
    }
  }
}
