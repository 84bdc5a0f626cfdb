package org.modelwright.app.runs.queue;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Latest;
import org.modelwright.app.common.Texts;
import org.modelwright.app.settings.CurrentProject;
import org.modelwright.file.InputException;
import org.modelwright.graph.Architecture;

/// A form for a new sweep: which settings, which values, all combinations or some.
final class SweepForm extends ScrollPane implements Disposable {

  private final AppContext context;
  private final Texts texts;
  private final QueueModel queue;
  private final CurrentProject project;
  private final Runnable added;
  private final SweepModel sweep = new SweepModel();
  private final VBox factors = new VBox(8);
  private final Label outcome = new Label();
  private final Button start = new Button();
  private final Subscription shown;
  private final Latest<CurrentProject, List<SweepSuggestion>> suggesting;
  private boolean busy;
  private List<SweepSuggestion> suggestions = SweepSuggestion.of(Architecture.empty());

  /// @param added called when the runs of a sweep stand in the queue
  SweepForm(AppContext context, QueueModel queue, CurrentProject project, Runnable added) {
    this.context = context;
    this.texts = context.texts();
    this.queue = queue;
    this.project = project;
    this.added = added;
    suggesting = new Latest<>(SweepForm::suggestions, this::know);
    setId("sweep-form");
    setFitToWidth(true);
    getStyleClass().add("edge-to-edge");
    var about = label("queue.sweep.about");
    about.getStyleClass().add("muted");
    about.setWrapText(true);
    about.setMinHeight(Region.USE_PREF_SIZE);
    var more = new Button(null, new FontIcon("mdi2p-plus"));
    more.setId("sweep-more");
    more.textProperty().bind(texts.text("queue.sweep.more"));
    more.setOnAction(_ -> addFactor());
    start.setId("sweep-start");
    start.getStyleClass().add("accent");
    start.setMinWidth(Region.USE_PREF_SIZE);
    start.setOnAction(_ -> start());
    outcome.setId("sweep-outcome");
    outcome.setWrapText(true);
    outcome.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(outcome, Priority.ALWAYS);
    var end = new HBox(16, start, outcome);
    end.setAlignment(Pos.CENTER_LEFT);
    var content = new VBox(16, about, factors, more, draw(), end);
    content.getStyleClass().add("sweep-page");
    setContent(content);
    shown =
        Subscription.combine(
            sweep.outcomeProperty().subscribe(_ -> describe()),
            texts.localeProperty().subscribe(_ -> describe()));
    addFactor();
    suggesting.submit(project);
  }

  private static List<SweepSuggestion> suggestions(CurrentProject project) {
    try {
      return SweepSuggestion.of(project.read().architecture().architecture());
    } catch (InputException e) {
      // what is wrong is said where the runs are added
      return SweepSuggestion.of(Architecture.empty());
    }
  }

  private void know(List<SweepSuggestion> all) {
    suggestions = all;
    factors.getChildren().forEach(row -> ((FactorRow) row).offer(all));
  }

  private void addFactor() {
    var factor = new SweepModel.Factor();
    List<String> taken = sweep.factors().stream().map(f -> f.keyProperty().get()).toList();
    suggestions.stream()
        .filter(s -> !taken.contains(s.key()))
        .findFirst()
        .ifPresent(factor::suggest);
    sweep.factors().add(factor);
    var row = new FactorRow(texts, factor, sweep.randomProperty(), this::removeFactor);
    row.offer(suggestions);
    factors.getChildren().add(row);
    number();
  }

  private void removeFactor(FactorRow row) {
    sweep.factors().remove(row.factor());
    factors.getChildren().remove(row);
    number();
  }

  private void number() {
    for (int i = 0; i < factors.getChildren().size(); i++) {
      ((FactorRow) factors.getChildren().get(i)).number(i, factors.getChildren().size() > 1);
    }
  }

  private Node draw() {
    var group = new ToggleGroup();
    var random = radio("random", group);
    var grid = radio("grid", group);
    group.selectToggle(random);
    sweep.randomProperty().bind(random.selectedProperty());
    TextField count = field("sweep-count", 5);
    count.textProperty().bindBidirectional(sweep.countProperty());
    TextField seed = field("sweep-seed", 6);
    seed.textProperty().bindBidirectional(sweep.seedProperty());
    TextField name = field("sweep-name", 14);
    name.textProperty().bindBidirectional(sweep.nameProperty());
    name.promptTextProperty().bind(texts.text("queue.sweep.name.prompt"));
    Node runs = labelled("queue.sweep.count", count);
    Node from = labelled("queue.sweep.seed", seed);
    runs.visibleProperty().bind(random.selectedProperty());
    from.visibleProperty().bind(random.selectedProperty());
    runs.managedProperty().bind(runs.visibleProperty());
    from.managedProperty().bind(from.visibleProperty());
    return new VBox(
        8,
        new FlowPane(16, 8, random, grid),
        new FlowPane(16, 8, runs, from, labelled("queue.sweep.name", name)));
  }

  private RadioButton radio(String key, ToggleGroup group) {
    var button = new RadioButton();
    button.setId("sweep-" + key);
    button.textProperty().bind(texts.text("queue.sweep." + key));
    button.setToggleGroup(group);
    return button;
  }

  private static TextField field(String id, int columns) {
    var field = new TextField();
    field.setId(id);
    field.setPrefColumnCount(columns);
    return field;
  }

  private Label label(String key) {
    var label = new Label();
    label.textProperty().bind(texts.text(key));
    return label;
  }

  private Node labelled(String key, TextField field) {
    Label label = label(key);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setLabelFor(field);
    var box = new HBox(8, label, field);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private void describe() {
    SweepModel.Outcome now = sweep.outcomeProperty().get();
    start.setText(texts.get("queue.sweep.start", now.runs()));
    start.setDisable(busy || now.sweep().isEmpty());
    outcome.setText(now.refusal());
    outcome.getStyleClass().setAll("label", "queue-why");
  }

  /// Saves what is not saved, as a sweep is of what the files say, and adds the runs.
  private void start() {
    if (!project.isSaved()) {
      context.commands().run(CommandId.SAVE);
    }
    if (project.isSaved()) {
      addRuns();
    }
  }

  private void addRuns() {
    sweep
        .outcomeProperty()
        .get()
        .sweep()
        .ifPresent(what -> {
          busy = true;
          describe();
          context
              .tasks()
              .start(
                  texts.get("command.newSweep"),
                  progress -> queue.add(what, project.read(), progress),
                  _ -> {
                    ready();
                    queue.refresh();
                    added.run();
                  },
                  why -> {
                    ready();
                    queue.tell(why);
                  });
        });
  }

  private void ready() {
    busy = false;
    describe();
  }

  @Override
  public void requestFocus() {
    ((FactorRow) factors.getChildren().getFirst()).requestFocus();
  }

  @Override
  public void dispose() {
    shown.unsubscribe();
  }
}
