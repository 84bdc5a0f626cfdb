package org.modelwright.app.workbench;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Choosers;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;

/// What the window shows while no project is open: a new one from a template, open one, recent ones.
final class StartPage extends BorderPane implements Disposable {

  private static final String PARENT = "newProjectFolder";

  private final AppContext context;
  private final Texts texts;
  private final Projects projects;
  private final TemplateCards cards;
  private final TextField name = new TextField();
  private final TextField parent = new TextField();
  private final TextField data = new TextField();
  private final Label complaint = new Label();
  private final Button create = new Button();
  private final RecentList recent;
  private final Subscription language;

  StartPage(AppContext context, Projects projects) {
    this.context = context;
    this.texts = context.texts();
    this.projects = projects;
    setId("start-page");
    getStyleClass().add("start-page");
    cards = new TemplateCards(texts);
    recent = new RecentList(texts, projects);
    setLeft(side());
    var scroll = new ScrollPane(cards);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("start-scroll");
    Label heading = label("start.new", "section-title");
    var middle = new BorderPane(scroll);
    middle.setTop(heading);
    BorderPane.setMargin(heading, new Insets(0, 0, 12, 0));
    Node form = form();
    BorderPane.setMargin(form, new Insets(12, 0, 0, 0));
    middle.setBottom(form);
    middle.setPadding(new Insets(24));
    setCenter(middle);
    name.textProperty().subscribe(this::check);
    parent.textProperty().subscribe(this::check);
    data.textProperty().subscribe(this::check);
    cards.chosenProperty().subscribe(chosen -> name.setText("my-" + chosen));
    language = texts.localeProperty().subscribe(this::check);
  }

  private Node side() {
    Label title = new Label("Modelwright");
    title.setId("heading");
    title.getStyleClass().add("title-2");
    Label what = label("start.what", "muted");
    what.setWrapText(true);
    Button open = button("start.open", "open-project");
    open.setMaxWidth(Double.MAX_VALUE);
    open.setOnAction(_ ->
        context
            .choosers()
            .folder(texts.get("start.open.title"), Choosers.home())
            .ifPresent(projects::open));
    Label failure = new Label();
    failure.setId("start-failure");
    failure.getStyleClass().addAll("danger", "failure");
    failure.setWrapText(true);
    failure.setMinHeight(Region.USE_PREF_SIZE);
    failure.textProperty().bind(projects.failureProperty());
    failure.visibleProperty().bind(projects.failureProperty().isNotEmpty());
    failure.managedProperty().bind(failure.visibleProperty());
    VBox.setVgrow(recent, Priority.ALWAYS);
    var side =
        new VBox(12, title, what, open, failure, label("start.recent", "section-title"), recent);
    side.setPadding(new Insets(24, 16, 24, 24));
    side.setPrefWidth(248);
    side.setMinWidth(248);
    side.getStyleClass().add("start-side");
    return side;
  }

  private Node form() {
    name.setId("new-name");
    parent.setId("new-folder");
    data.setId("new-data");
    parent.setText(context.preferences().get(PARENT, Choosers.home().toString()));
    data.promptTextProperty().bind(texts.text("start.data.prompt"));
    name.setTooltip(Tips.of(texts, "start.name.help"));
    parent.setTooltip(Tips.of(texts, "start.folder.help"));
    data.setTooltip(Tips.of(texts, "start.data.help"));
    Button browseFolder = button("start.browse", "browse-folder");
    browseFolder.setOnAction(_ ->
        context
            .choosers()
            .folder(texts.get("start.folder.title"), path(parent))
            .ifPresent(p -> parent.setText(p.toString())));
    Button dataFile = button("start.browse.file", "browse-data-file");
    dataFile.setOnAction(_ ->
        context
            .choosers()
            .file(texts.get("start.data.title"), Choosers.home())
            .ifPresent(p -> data.setText(p.toString())));
    Button dataFolder = button("start.browse.folder", "browse-data-folder");
    dataFolder.setOnAction(_ ->
        context
            .choosers()
            .folder(texts.get("start.data.title"), Choosers.home())
            .ifPresent(p -> data.setText(p.toString())));
    complaint.setId("new-complaint");
    complaint.setWrapText(true);
    complaint.getStyleClass().add("warning");
    complaint.setMaxWidth(Double.MAX_VALUE);
    complaint.setMinHeight(36);
    HBox.setHgrow(complaint, Priority.ALWAYS);
    create.setId("create-project");
    create.textProperty().bind(texts.text("start.create"));
    create.setDefaultButton(true);
    create.setMinWidth(Region.USE_PREF_SIZE);
    create.setOnAction(_ -> create());
    var grid = new GridPane(12, 8);
    var labels = new ColumnConstraints();
    labels.setHalignment(HPos.LEFT);
    labels.setMinWidth(Region.USE_PREF_SIZE);
    var fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(labels, fields);
    grid.addRow(0, named("start.name", name), name);
    grid.addRow(1, named("start.folder", parent), parent, browseFolder);
    grid.addRow(2, named("start.data", data), data, new HBox(8, dataFile, dataFolder));
    GridPane.setColumnSpan(name, 2);
    var last = new HBox(16, complaint, create);
    last.setAlignment(Pos.CENTER_RIGHT);
    return new VBox(12, grid, last);
  }

  private void check() {
    Optional<NewProject.Complaint> wrong = typed().complaint();
    create.setDisable(wrong.isPresent());
    complaint.setText(wrong.map(w -> texts.get(w.key(), w.about())).orElse(""));
  }

  private NewProject typed() {
    return new NewProject(
        cards.chosenProperty().get(), name.getText(), parent.getText(), data.getText());
  }

  private void create() {
    NewProject wanted = typed();
    // the disk may have changed since the last key
    if (wanted.complaint().isPresent()) {
      check();
      return;
    }
    context.preferences().set(PARENT, parent.getText().strip());
    projects.create(wanted.folder(), wanted.template(), wanted.ownData());
  }

  /// Gives the keyboard to the templates.
  void focusFirst() {
    Panes.focus(cards);
  }

  private static Path path(TextField field) {
    try {
      return Path.of(field.getText().strip());
    } catch (InvalidPathException e) {
      return Choosers.home();
    }
  }

  private Label named(String key, Node field) {
    Label label = label(key, "form-label");
    label.setLabelFor(field);
    return label;
  }

  private Label label(String key, String style) {
    var label = new Label();
    label.textProperty().bind(texts.text(key));
    label.getStyleClass().add(style);
    return label;
  }

  private Button button(String key, String id) {
    var button = new Button();
    button.textProperty().bind(text(key));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private ObservableValue<String> text(String key) {
    return texts.text(key);
  }

  @Override
  public void dispose() {
    recent.dispose();
    language.unsubscribe();
  }
}
