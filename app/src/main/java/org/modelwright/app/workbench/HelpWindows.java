package org.modelwright.app.workbench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.Glossary;
import org.modelwright.app.common.Texts;

/// The windows of the help menu: shortcuts, glossary, about. Each is made when first asked for and then
/// kept.
final class HelpWindows {

  /// A line of two columns.
  private record Line(String left, String right) {}

  private final Window owner;
  private final Texts texts;
  private final Theme theme;
  private @Nullable Stage shortcuts;
  private @Nullable Stage glossary;
  private @Nullable Stage about;

  HelpWindows(Window owner, Texts texts, Theme theme) {
    this.owner = owner;
    this.texts = texts;
    this.theme = theme;
  }

  void showShortcuts() {
    if (shortcuts == null) {
      shortcuts = stage("workbench.shortcuts.title", shortcutList(), 520, 560);
    }
    bringUp(shortcuts);
  }

  void showGlossary() {
    if (glossary == null) {
      glossary = stage("workbench.glossary.title", glossaryList(), 640, 560);
    }
    bringUp(glossary);
  }

  void showAbout() {
    if (about == null) {
      about = stage("workbench.about.title", aboutText(), 480, 320);
    }
    bringUp(about);
  }

  void close() {
    for (Stage stage : new Stage[] {shortcuts, glossary, about}) {
      if (stage != null) {
        stage.close();
      }
    }
  }

  private static void bringUp(Stage stage) {
    stage.show();
    stage.toFront();
  }

  private Stage stage(String title, Parent content, double width, double height) {
    var stage = new Stage();
    stage.initOwner(owner);
    stage.titleProperty().bind(texts.text(title));
    var scene = new Scene(new Group(), width, height);
    theme.dress(scene);
    scene.setRoot(content); // after the style sheets: its colours are looked up at once
    scene.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ESCAPE) {
        stage.close();
      }
    });
    stage.setScene(scene);
    return stage;
  }

  private Parent shortcutList() {
    return searchable(
        "shortcuts",
        () -> {
          var lines = new ArrayList<Line>();
          for (CommandId id : CommandId.values()) {
            id.keys()
                .ifPresent(
                    keys -> lines.add(new Line(texts.get(id.textKey()), keys.getDisplayText())));
          }
          return lines;
        },
        220);
  }

  private Parent glossaryList() {
    return searchable(
        "glossary",
        () ->
            Glossary.all(texts).stream()
                .map(term -> new Line(term.name(), term.meaning()))
                .sorted(Comparator.comparing(line -> line.left().toLowerCase(Locale.ROOT)))
                .toList(),
        176);
  }

  private Parent searchable(String id, java.util.function.Supplier<List<Line>> read, double left) {
    var search = new TextField();
    search.setId(id + "-search");
    search.promptTextProperty().bind(texts.text("workbench.search"));
    var list = new ListView<Line>();
    list.setId(id + "-list");
    list.setCellFactory(_ -> new Cell(left));
    VBox.setVgrow(list, Priority.ALWAYS);
    var shown =
        Bindings.createObjectBinding(
            () -> {
              String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
              return FXCollections.observableList(
                  read.get().stream()
                      .filter(line ->
                          (line.left() + " " + line.right())
                              .toLowerCase(Locale.ROOT)
                              .contains(wanted))
                      .toList());
            },
            search.textProperty(),
            texts.localeProperty());
    list.itemsProperty().bind(shown);
    var box = new VBox(12, search, list);
    box.setId(id);
    box.setPadding(new Insets(16));
    return box;
  }

  private Parent aboutText() {
    var name = new Label("Modelwright");
    name.getStyleClass().add("title-2");
    var version = new Label();
    version.setId("about-version");
    version.textProperty().bind(texts.text("workbench.about.version", version()));
    var runtime =
        new Label(
            "Java "
                + Runtime.version().feature()
                + " · JavaFX "
                + System.getProperty("javafx.runtime.version", "?"));
    runtime.getStyleClass().add("muted");
    var licence = new Label();
    licence.setId("about-licence");
    licence.textProperty().bind(texts.text("workbench.about.licence"));
    licence.setWrapText(true);
    licence.setMinHeight(Region.USE_PREF_SIZE);
    var others = new Label();
    others.textProperty().bind(texts.text("workbench.about.others"));
    others.setWrapText(true);
    others.setMinHeight(Region.USE_PREF_SIZE);
    var box = new VBox(12, name, version, runtime, licence, others);
    box.setId("about");
    box.setPadding(new Insets(24));
    return box;
  }

  private String version() {
    String version = HelpWindows.class.getPackage().getImplementationVersion();
    return version == null ? texts.get("workbench.about.unpackaged") : version;
  }

  private static final class Cell extends ListCell<Line> {
    private final Label left = new Label();
    private final Label right = new Label();
    private final HBox line = new HBox(16, left, right);

    private Cell(double width) {
      left.setMinWidth(width);
      left.setPrefWidth(width);
      left.setMaxWidth(width);
      left.setWrapText(true);
      left.getStyleClass().add("term");
      right.setWrapText(true);
      right.setMinHeight(Region.USE_PREF_SIZE);
      left.setMinHeight(Region.USE_PREF_SIZE);
      HBox.setHgrow(right, Priority.ALWAYS);
      line.setAlignment(Pos.TOP_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Line item, boolean empty) {
      super.updateItem(item, empty);
      setGraphic(item == null || empty ? null : line);
      if (item != null && !empty) {
        left.setText(item.left());
        right.setText(item.right());
      }
    }
  }
}
