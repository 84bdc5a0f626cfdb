package org.modelwright.app.workbench;

import java.util.Optional;
import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.animation.SequentialTransition;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Periodic;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.workbench.Messages.Message;
import org.modelwright.hardware.MemoryFacts;

/// The window's last line: project, what was just said, what is going on, device and memory.
final class StatusBar extends HBox implements Disposable {

  private static final Duration READING_TIME = Duration.seconds(8);

  private final Texts texts;
  private final Tasks tasks;
  private final Stage stage;
  private final Label project = new Label();
  private final Label message = new Label();
  private final Label task = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final Button cancel = new Button();
  private final HBox running = new HBox(8, task, progress, cancel);
  private final Label device = new Label();
  private final Label memory = new Label();
  private final SequentialTransition fade;
  private final Periodic clock = new Periodic(java.time.Duration.ofSeconds(2), this::measure);
  private final ListChangeListener<Tasks.Running> tasksListener = _ -> showTask();
  private final Tooltip deviceHelp = new Tooltip();
  private final ObjectProperty<Optional<String>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private final Subscription language;
  private @Nullable MemoryFacts facts;
  private @Nullable Devices devices;

  StatusBar(AppContext context, Projects projects, Messages messages, Stage stage) {
    super(16);
    this.texts = context.texts();
    this.tasks = context.tasks();
    this.stage = stage;
    setId("status-bar");
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    project.setId("status-project");
    project.setMinWidth(Region.USE_PREF_SIZE);
    project.textProperty().bind(projects.sessionProperty().map(s -> s.name()).orElse(""));
    message.setId("status-message");
    message.setMaxWidth(Double.MAX_VALUE);
    message.setMinWidth(0);
    HBox.setHgrow(message, Priority.ALWAYS);
    var words = new Tooltip();
    words.textProperty().bind(message.textProperty());
    words.setWrapText(true);
    words.setMaxWidth(480);
    message.setTooltip(words);
    var pause = new PauseTransition(READING_TIME);
    var out = new FadeTransition(Duration.millis(600), message);
    out.setFromValue(1);
    out.setToValue(0);
    fade = new SequentialTransition(pause, out);
    fade.setOnFinished(_ -> message.setText(""));
    messages.newestProperty().subscribe(this::show);
    task.setId("status-task");
    progress.setPrefWidth(120);
    progress.setId("status-progress");
    cancel.setId("status-cancel");
    cancel.getStyleClass().add("small");
    cancel.textProperty().bind(texts.text("workbench.cancel"));
    running.setAlignment(Pos.CENTER_LEFT);
    running.setMinWidth(Region.USE_PREF_SIZE);
    device.setId("status-device");
    device.setMinWidth(Region.USE_PREF_SIZE);
    deviceHelp.setWrapText(true);
    deviceHelp.setMaxWidth(480);
    device.setTooltip(deviceHelp);
    chosen.bind(
        projects
            .sessionProperty()
            .flatMap(s -> s.machineProperty().map(m -> Optional.of(m.device().toString())))
            .orElse(Optional.empty()));
    chosen.subscribe(this::showDevice);
    memory.setId("status-memory");
    memory.setMinWidth(Region.USE_PREF_SIZE);
    var memoryHelp = new Tooltip();
    memoryHelp.textProperty().bind(texts.text("workbench.status.memory.help"));
    memory.setTooltip(memoryHelp);
    getChildren().addAll(project, message, running, device, memory);
    tasks.running().addListener(tasksListener);
    showTask();
    language =
        texts
            .localeProperty()
            .subscribe(() -> {
              showMemory();
              showDevice();
            });
    measure();
    // asking a driver takes up to a second, and the window is not to wait for it
    Thread.ofPlatform()
        .daemon()
        .name("devices")
        .start(() -> {
          Devices found = Devices.probe();
          Platform.runLater(() -> {
            devices = found;
            showDevice();
          });
        });
  }

  private void show(@Nullable Message newest) {
    if (newest == null) {
      return;
    }
    fade.stop();
    message.setText(newest.sentence());
    message.setOpacity(1);
    message.getStyleClass().removeAll("danger", "warning");
    switch (newest.weight()) {
      case NOTE -> {}
      case REFUSAL -> message.getStyleClass().add("warning");
      case FAILURE -> message.getStyleClass().add("danger");
    }
    fade.playFromStart();
  }

  private void showTask() {
    boolean any = !tasks.running().isEmpty();
    running.setVisible(any);
    running.setManaged(any);
    task.textProperty().unbind();
    progress.progressProperty().unbind();
    if (any) {
      Tasks.Running newest = tasks.running().getLast();
      task.textProperty()
          .bind(
              Bindings.createStringBinding(
                  () -> {
                    int others = tasks.running().size() - 1;
                    return others <= 0
                        ? newest.name()
                        : texts.get("workbench.status.tasks", newest.name(), others);
                  },
                  texts.localeProperty()));
      progress.progressProperty().bind(newest.fractionProperty());
      cancel.setOnAction(_ -> newest.cancel());
    }
  }

  private void measure() {
    if (stage.isIconified()) {
      return;
    }
    Thread.ofVirtual()
        .name("memory")
        .start(() -> {
          MemoryFacts now = MemoryFacts.read();
          Platform.runLater(() -> {
            facts = now;
            showMemory();
            showDevice();
          });
        });
  }

  private void showMemory() {
    if (facts != null) {
      memory.setText(
          texts.get(
              "workbench.status.memory",
              gibibytes(facts.resident()),
              gibibytes(facts.total() - facts.available()),
              gibibytes(facts.total())));
    }
  }

  private void showDevice() {
    if (devices != null) {
      device.setText(devices.name(chosen.get()));
      deviceHelp.setText(facts == null ? "" : devices.details(texts, facts.total()));
    }
  }

  private String gibibytes(long bytes) {
    return String.format(texts.locale(), "%.1f", bytes / 1073741824.0);
  }

  @Override
  public void dispose() {
    language.unsubscribe();
    chosen.unbind();
    clock.dispose();
    fade.stop();
    tasks.running().removeListener(tasksListener);
  }
}
