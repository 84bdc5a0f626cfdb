package org.modelwright.app.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.ThemedChart;
import org.modelwright.app.settings.BrokenSection;
import org.modelwright.app.settings.ProjectSettings;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingsFile;
import org.modelwright.app.training.TrainingField.Group;
import org.modelwright.project.LayerTrust;
import org.modelwright.run.RunFolder;
import org.modelwright.train.TrainingSettings;

/// The training page: whether all is ready, presets, settings in groups, the learning rate to come, and
/// the start.
public final class TrainingView extends BorderPane implements Disposable {

  private static final double CHART_HEIGHT = 180;

  private final AppContext context;
  private final ProjectSettings project;
  private final TrainingModel model;
  private final Consumer<RunFolder> started;

  /// What starting a training means while this page is closed.
  private final Optional<Commands.Binding> otherwise;

  private final InvalidationListener edited = _ -> refresh();
  private final InvalidationListener built = _ -> build();
  private final InvalidationListener looked = _ -> showReadiness();
  private final List<Observable> outside;
  private final VBox page = new VBox(16);
  private final List<GroupPane> groups = new ArrayList<>();

  private StartBar bar;
  private @Nullable ReadinessCard readiness;
  private @Nullable PresetsSection presets;
  private @Nullable ScheduleChart schedule;
  private @Nullable RatesEditor rates;
  private @Nullable OriginChoice origin;
  private Label scheduleNote = new Label();

  /// @param started told of each training that was started here
  public TrainingView(AppContext context, ProjectSettings project, Consumer<RunFolder> started) {
    this(context, project, started, LayerTrust.ofUser());
  }

  /// @param trust which custom layers may run on this machine
  TrainingView(
      AppContext context, ProjectSettings project, Consumer<RunFolder> started, LayerTrust trust) {
    this.context = context;
    this.project = project;
    this.started = started;
    otherwise = context.commands().find(CommandId.START_TRAINING);
    model = new TrainingModel(project, context.tasks(), trust);
    getStyleClass().addAll("settings-view", "training-view");
    getStylesheets().addAll(StyleSheets.of("settings"), StyleSheets.of("training"));
    setId("training-view");
    page.getStyleClass().add("settings-page");
    var centred = new HBox(page);
    centred.setAlignment(Pos.TOP_CENTER);
    HBox.setHgrow(page, Priority.ALWAYS);
    var scroll = new ScrollPane(centred);
    scroll.setId("training-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setCenter(scroll);
    outside = List.of(project.version(), project.dirtyProperty(), project.drawingDirtyProperty());
    outside.forEach(o -> o.addListener(edited));
    project.training().brokenProperty().addListener(built);
    project.hardware().brokenProperty().addListener(built);
    context.texts().localeProperty().addListener(built);
    model.readinessProperty().addListener(looked);
    model.engineProperty().addListener(looked);
    model.startingProperty().addListener(looked);
    model.failureProperty().addListener(looked);
    model.startedProperty().addListener(looked);
    model.devicesProperty().addListener(looked);
    bar = newBar();
    bindCommands();
    build();
    model.tryEngine();
  }

  /// Gives its command back. A training that was started goes on.
  @Override
  public void dispose() {
    outside.forEach(o -> o.removeListener(edited));
    project.training().brokenProperty().removeListener(built);
    project.hardware().brokenProperty().removeListener(built);
    context.texts().localeProperty().removeListener(built);
    context.commands().unbind(CommandId.START_TRAINING);
    otherwise.ifPresent(binding -> context.commands().bind(CommandId.START_TRAINING, binding));
    model.dispose();
  }

  private StartBar newBar() {
    return new StartBar(model, texts(), this::start, this::save, this::revert);
  }

  private void bindCommands() {
    context
        .commands()
        .bind(
            CommandId.START_TRAINING,
            this::start,
            Bindings.createStringBinding(
                model::whyNot,
                model.readinessProperty(),
                model.engineProperty(),
                model.startingProperty()));
  }

  private Texts texts() {
    return context.texts();
  }

  private void save() {
    context.commands().run(CommandId.SAVE);
  }

  private void revert() {
    project.training().reload();
    project.hardware().reload();
  }

  /// Saves what is not saved, as a training is of what the files say, and starts it.
  private void start() {
    if (!model.whyNot().isEmpty()) {
      return;
    }
    if (model.unsaved()) {
      save();
    }
    // what could not be saved, or only after a question, is not trained
    if (!model.unsaved()) {
      model.start(texts().get("training.start"), started);
    }
  }

  /// Puts the page together, in the language of the moment.
  private void build() {
    bar = newBar();
    setTop(bar);
    groups.clear();
    page.getChildren().clear();
    readiness = new ReadinessCard(model, texts(), this::go);
    page.getChildren().add(readiness);
    if (project.training().brokenProperty().get() != null) {
      page.getChildren().add(new BrokenSection(project.training(), "training", texts()));
    } else if (project.hardware().brokenProperty().get() != null) {
      page.getChildren().add(new BrokenSection(project.hardware(), "hardware", texts()));
    } else {
      presets = new PresetsSection(project, texts());
      rates = new RatesEditor(project.training(), texts());
      origin = new OriginChoice(model, texts());
      page.getChildren().add(presets);
      Arrays.stream(Group.values()).forEach(group -> groups.add(pane(group)));
      page.getChildren().add(new VBox(8, groups.toArray(Node[]::new)));
    }
    refresh();
  }

  private GroupPane pane(Group group) {
    Node[] more =
        switch (group) {
          case RATE -> new Node[] {chart()};
          case OPTIMIZER -> rates == null ? new Node[0] : new Node[] {rates};
          case FINE_TUNING -> origin == null ? new Node[0] : new Node[] {origin};
          default -> new Node[0];
        };
    return new GroupPane(project, texts(), group, more);
  }

  private Node chart() {
    schedule = new ScheduleChart(texts());
    var chart = new ThemedChart(schedule.chart());
    chart.setId("training-schedule-chart");
    chart.setPrefHeight(CHART_HEIGHT);
    chart.setMinHeight(CHART_HEIGHT);
    chart.setAccessibleText(texts().get("training.schedule"));
    scheduleNote = Section.words("", "settings-help");
    scheduleNote.setId("training-schedule-note");
    return new VBox(4, chart, scheduleNote);
  }

  private void refresh() {
    groups.forEach(GroupPane::refresh);
    if (presets != null) {
      presets.refresh();
    }
    if (rates != null) {
      rates.refresh();
    }
    showSchedule();
    showReadiness();
  }

  private void showSchedule() {
    TrainingSettings settings = project.training().settingsProperty().get();
    if (settings != null && schedule != null) {
      schedule.show(settings);
    }
    scheduleNote.setText(
        settings == null
            ? texts().get("training.schedule.wrong")
            : texts()
                .get(
                    "training.schedule.words",
                    rate(settings.learningRate()),
                    rate(settings.learningRateAt(settings.steps())),
                    Long.toString(settings.warmupSteps())));
  }

  private static String rate(double exact) {
    return TrainingField.number(new BigDecimal(exact).round(new MathContext(4)).doubleValue());
  }

  private void showReadiness() {
    groups.forEach(group -> group.offerDevices(model.devicesProperty().get()));
    if (readiness != null) {
      readiness.refresh();
    }
    bar.refresh(elsewhere());
  }

  /// What is wrong with a key that no field stands for; empty where nothing is.
  private String elsewhere() {
    for (SettingsFile<?> file : List.of(project.training(), project.hardware())) {
      for (Map.Entry<String, String> problem : file.problemsProperty().get().entrySet()) {
        String key = file.section() + "." + problem.getKey();
        if (TrainingField.of(key).isEmpty() && (rates == null || !rates.owns(problem.getKey()))) {
          return problem.getValue();
        }
      }
    }
    return "";
  }

  /// Goes where something has to be done.
  private void go(String place) {
    switch (place) {
      case "data" -> context.commands().run(CommandId.SHOW_DATA);
      case "drawing" -> {
        context.commands().run(CommandId.SHOW_DRAWING);
        context.commands().run(CommandId.SHOW_PROBLEMS);
      }
      case "plan" -> {
        if (context.commands().find(CommandId.SHOW_PLANNER).isPresent()) {
          context.commands().run(CommandId.SHOW_PLANNER);
        } else {
          focus(TrainingField.BATCH_SIZE.fullKey());
        }
      }
      case "engine" -> model.tryEngine();
      case "training.layers" -> {
        if (readiness != null) {
          readiness.focusCode();
        }
      }
      case "training.origin" -> {
        group(Group.FINE_TUNING);
        if (origin != null) {
          origin.focusChoice();
        }
      }
      case "training", "hardware" -> focus(TrainingField.STEPS.fullKey());
      default -> focus(place);
    }
  }

  private void group(Group wanted) {
    groups.stream().filter(g -> g.group() == wanted).forEach(g -> g.setExpanded(true));
  }

  /// Gives a field the keyboard, and shows it.
  private void focus(String fullKey) {
    String key = fullKey.replaceFirst("\\[.*", "");
    groups.stream()
        .filter(group ->
            group.has(key)
                || (key.equals("training.learningRates") && group.group() == Group.OPTIMIZER))
        .findFirst()
        .ifPresent(group -> {
          group.focus(key);
          Platform.runLater(() -> scrollTo(group));
        });
  }

  private void scrollTo(Node node) {
    if (getCenter() instanceof ScrollPane scroll) {
      double height = scroll.getContent().getBoundsInLocal().getHeight();
      double seen = scroll.getViewportBounds().getHeight();
      double top =
          scroll.getContent().sceneToLocal(node.localToScene(node.getBoundsInLocal())).getMinY();
      scroll.setVvalue(height <= seen ? 0 : Math.clamp(top / (height - seen), 0, 1));
    }
  }

  TrainingModel model() {
    return model;
  }

  @Nullable ScheduleChart schedule() {
    return schedule;
  }
}
