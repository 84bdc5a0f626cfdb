package org.modelwright.app.design.custom;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.CodeEditor;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.WordField;
import org.modelwright.app.design.DesignModel;
import org.modelwright.compile.LayerKinds;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Problem;
import org.modelwright.project.LayerTrust;

/// One custom layer: its code, parameters and shapes, what is wrong with them while they are typed, and
/// a trial of it.
public final class CustomLayerView extends BorderPane implements Disposable {

  private static final Pattern PLACE = Pattern.compile("Line (\\d+), column (\\d+)");

  /// Below this width code and definition stand one above the other.
  private static final double WIDE = 620;

  /// The height of what is said below the code, where it is much.
  private static final double MOST_SAID = 240;

  /// So long nothing has to be typed before what is right goes into the drawing.
  private static final Duration PAUSE = Duration.millis(600);

  private final Texts texts;
  private final CustomLayerModel model;
  private final LayerTrial trial;
  private final CodeEditor code = new CodeEditor();
  private final DefinitionForm definition;
  private final WordField name;
  private final VBox problems = new VBox();
  private final TrialPane trialPane;
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private final InvalidationListener language = _ -> showWords();

  /// @param layer its name
  public CustomLayerView(AppContext context, DesignModel design, Path project, String layer) {
    this(context, design, layer, LayerTrust.ofUser());
  }

  /// @param trust which layers may run on this machine
  CustomLayerView(AppContext context, DesignModel design, String layer, LayerTrust trust) {
    texts = context.texts();
    model = new CustomLayerModel(design, layer);
    trial = new LayerTrial(context.tasks(), trust);
    trialPane = new TrialPane(trial, texts);
    definition = new DefinitionForm(model, texts);
    name = new WordField("custom-name", texts, model::renameRefusal, model::rename);
    getStyleClass().add("custom-layer");
    getStylesheets().add(StyleSheets.of("custom"));
    setTop(bar());
    setCenter(content());
    disableCenterWhenGone();
    listen();
    show(model.draft());
    showWords();
  }

  /// For the title of what shows it; follows when the layer is renamed.
  public ReadOnlyStringProperty nameProperty() {
    return model.nameProperty();
  }

  /// Lets go of the drawing; what was typed goes into it first.
  @Override
  public void dispose() {
    pause.stop();
    model.apply();
    trial.cancel();
    texts.localeProperty().removeListener(language);
    model.dispose();
    code.dispose();
  }

  private void listen() {
    model
        .draftProperty()
        .addListener((_, _, draft) -> {
          show(draft);
          trial.forget();
        });
    model.problemsProperty().addListener((_, _, _) -> showProblems());
    model.faultProperty().addListener((_, _, _) -> showProblems());
    model.nameProperty().addListener((_, _, now) -> name.show(now, ""));
    model
        .soundProperty()
        .addListener((_, _, sound) -> {
          if (sound) {
            pause.playFromStart();
          } else {
            pause.stop();
          }
        });
    pause.setOnFinished(_ -> model.apply());
    code.textProperty().addListener((_, _, text) -> model.edit(model.draft().withCode(text)));
    code.codeFocusedProperty().addListener((_, _, focused) -> leave(focused));
    definition.focusWithinProperty().addListener((_, _, focused) -> leave(focused));
    trial.stateProperty().addListener((_, _, _) -> trialPane.show());
    texts.localeProperty().addListener(language);
  }

  private void leave(boolean focused) {
    if (!focused) {
      model.apply();
    }
  }

  private Node bar() {
    var stripe = new Region();
    stripe.getStyleClass().add("stripe");
    name.setTooltip(new Tooltip());
    name.field().getTooltip().textProperty().bind(texts.text("custom.name.help"));
    name.setPrefWidth(190);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button check = button("custom-check", "custom.check", "mdi2f-flask-outline", this::check);
    check.getStyleClass().add("accent");
    check
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    !model.soundProperty().get()
                        || trial.stateProperty().get() instanceof LayerTrial.State.Running,
                model.soundProperty(),
                trial.stateProperty()));
    Button remove = button("custom-remove", "custom.remove", "mdi2d-delete-outline", model::remove);
    remove.disableProperty().bind(model.goneProperty());
    var bar = new HBox(stripe, name, space, check, remove);
    bar.getStyleClass().add("bar");
    return bar;
  }

  private Button button(String id, String key, String icon, Runnable action) {
    var button = new Button(null, new FontIcon(icon));
    button.setId(id);
    button.textProperty().bind(texts.text(key));
    button.setMinWidth(Region.USE_PREF_SIZE);
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text(key + ".help"));
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(320);
    button.setTooltip(tooltip);
    button.getStyleClass().add("small");
    button.setOnAction(_ -> action.run());
    return button;
  }

  private Node content() {
    code.setId("custom-code");
    problems.setId("custom-problems");
    problems.getStyleClass().add("layer-problems");
    VBox.setVgrow(code, Priority.ALWAYS);
    code.setMinHeight(80);
    var lines = new VBox(problems, trialPane);
    var said = new ScrollPane(lines);
    said.setFitToWidth(true);
    // as high as what is said, since a scroll pane does not ask how high wrapped words become
    lines
        .heightProperty()
        .addListener(
            (_, _, high) -> said.setPrefHeight(Math.min(MOST_SAID, high.doubleValue() + 2)));
    said.setMinHeight(Region.USE_PREF_SIZE);
    said.setMaxHeight(Region.USE_PREF_SIZE);
    said.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    said.getStyleClass().add("said");
    var left = new VBox(code, said);
    left.getStyleClass().add("code-side");
    var right = new ScrollPane(definition);
    right.setFitToWidth(true);
    right.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    right.getStyleClass().add("definition-side");
    var split = new SplitPane(left, right);
    split
        .orientationProperty()
        .bind(
            Bindings.createObjectBinding(
                () -> getWidth() < WIDE ? Orientation.VERTICAL : Orientation.HORIZONTAL,
                widthProperty()));
    split.setDividerPositions(0.58);
    return split;
  }

  private void disableCenterWhenGone() {
    getCenter().disableProperty().bind(model.goneProperty());
    name.disableProperty().bind(model.goneProperty());
  }

  private void show(Draft draft) {
    definition.show(draft);
    // the model keeps code without blanks at its ends, which must not vanish under the caret
    if (!code.text().stripTrailing().equals(draft.code().stripTrailing())) {
      code.setText(draft.code());
    }
  }

  private void showWords() {
    name.show(model.nameProperty().get(), "");
    showProblems();
    trialPane.show();
  }

  private void showProblems() {
    problems.getChildren().clear();
    model
        .faultProperty()
        .get()
        .ifPresentOrElse(
            fault -> problems.getChildren().add(line(fault.in(texts), true)),
            () -> model.problemsProperty().get().forEach(this::add));
    if (problems.getChildren().isEmpty()) {
      Label fine = line(texts.get("custom.problems.none"), false);
      fine.setGraphic(null);
      fine.getStyleClass().setAll("label", "none");
      problems.getChildren().add(fine);
    }
    code.showProblems(
        model.problemsProperty().get().stream()
            .filter(p -> p.node().equals(model.nameProperty().get()))
            .flatMap(p -> place(p).stream())
            .toList());
  }

  private void add(Problem problem) {
    boolean here = problem.node().equals(model.nameProperty().get());
    String words = problem.sentences(texts.locale());
    boolean error = problem.severity() == Problem.Severity.ERROR;
    Optional<CodeEditor.Place> place = here ? place(problem) : Optional.empty();
    Label line = line(here ? words : problem.node() + ": " + words, error);
    if (place.isEmpty()) {
      problems.getChildren().add(line);
      return;
    }
    var go = new Hyperlink(texts.get("custom.problem.go"));
    go.setMinWidth(Region.USE_PREF_SIZE);
    go.setOnAction(_ -> code.goTo(place.get()));
    HBox.setHgrow(line, Priority.ALWAYS);
    var both = new HBox(line, go);
    both.getStyleClass().add("line");
    problems.getChildren().add(both);
  }

  private static Label line(String words, boolean error) {
    var line = new Label(words, new FontIcon(error ? "mdi2a-alert-circle" : "mdi2a-alert"));
    line.setWrapText(true);
    line.setMinHeight(Region.USE_PREF_SIZE);
    line.setMaxWidth(Double.MAX_VALUE);
    line.getStyleClass().add(error ? "error" : "warning");
    return line;
  }

  private static Optional<CodeEditor.Place> place(Problem problem) {
    Matcher place = PLACE.matcher(problem.message());
    return place.find()
        ? Optional.of(
            new CodeEditor.Place(
                Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2))))
        : Optional.empty();
  }

  private void check() {
    model.apply();
    Architecture drawing = model.drawing();
    String layer = model.nameProperty().get();
    new LayerKinds(drawing)
        .custom().stream()
            .filter(kind -> kind.kind().equals(layer))
            .findFirst()
            .ifPresent(kind -> trial.begin(drawing, kind, texts.get("custom.trial.task")));
  }
}
