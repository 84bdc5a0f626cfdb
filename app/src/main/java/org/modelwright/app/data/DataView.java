package org.modelwright.app.data;

import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.settings.BrokenSection;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;
import org.modelwright.file.InputException;

/// The data page: sources, tokenizer, windows and split as fields; then what they come to.
public final class DataView extends BorderPane implements Disposable {

  private final AppContext context;
  private final DataModel data;
  private final InvalidationListener edited = _ -> refresh();
  private final InvalidationListener came = _ -> showResult();
  private final InvalidationListener went = _ -> showProgress();
  private final InvalidationListener spoken = _ -> build();
  private final VBox page = new VBox(16);
  private final VBox statistics = new VBox();
  private final VBox batch = new VBox();

  private Label state = new Label();
  private Label refusal = new Label();
  private Button save = new Button();
  private Button revert = new Button();
  private Button prepare = new Button();
  private @Nullable SourcesSection sources;
  private @Nullable SettingsSections settings;
  private @Nullable PrepareSection progress;
  private @Nullable DocumentsPreview documents;

  public DataView(AppContext context, DataModel data) {
    this.context = context;
    this.data = data;
    getStyleClass().addAll("settings-view", "data-view");
    getStylesheets().addAll(StyleSheets.of("settings"), StyleSheets.of("data"));
    setId("data-view");
    page.getStyleClass().add("settings-page");
    var centred = new HBox(page);
    centred.setAlignment(Pos.TOP_CENTER);
    HBox.setHgrow(page, Priority.ALWAYS);
    var scroll = new ScrollPane(centred);
    scroll.setId("data-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setCenter(scroll);
    data.treeProperty().addListener(edited);
    data.brokenProperty().addListener(spoken);
    data.dirtyProperty().addListener(edited);
    data.preparedProperty().addListener(came);
    data.preparingProperty().addListener(went);
    data.failureProperty().addListener(went);
    context.texts().localeProperty().addListener(spoken);
    bindCommands();
    build();
  }

  /// Takes its commands out of the menus and ends what it began.
  @Override
  public void dispose() {
    data.treeProperty().removeListener(edited);
    data.brokenProperty().removeListener(spoken);
    data.dirtyProperty().removeListener(edited);
    data.preparedProperty().removeListener(came);
    data.preparingProperty().removeListener(went);
    data.failureProperty().removeListener(went);
    context.texts().localeProperty().removeListener(spoken);
    context.commands().unbind(CommandId.ADD_SOURCE, CommandId.PREPARE_DATA);
    Tasks.Running running = data.preparingProperty().get();
    if (running != null) {
      running.cancel();
    }
    if (documents != null) {
      documents.cancel();
    }
  }

  private void bindCommands() {
    context
        .commands()
        .bind(
            CommandId.ADD_SOURCE,
            () -> {
              if (sources != null) {
                sources.askForMore();
              }
            },
            Bindings.createStringBinding(
                () -> data.brokenProperty().get() == null ? "" : "data.whyNot.broken",
                data.brokenProperty()));
    context
        .commands()
        .bind(
            CommandId.PREPARE_DATA,
            this::prepare,
            Bindings.createStringBinding(
                () ->
                    data.preparingProperty().get() != null
                        ? "data.whyNot.running"
                        : data.settingsProperty().get() == null ? "data.whyNot.invalid" : "",
                data.preparingProperty(),
                data.settingsProperty()));
  }

  private Texts texts() {
    return context.texts();
  }

  private void prepare() {
    data.prepare(context.tasks(), texts().get("data.prepare"));
  }

  private void save() {
    try {
      data.save();
      refuse(null);
    } catch (InputException e) {
      refuse(e.getMessage());
    }
  }

  private void refuse(@Nullable String sentence) {
    refusal.setText(sentence == null ? "" : sentence);
    SettingField.show(refusal, sentence != null);
  }

  /// Puts the page together, in the language of the moment.
  private void build() {
    setTop(bar());
    String broken = data.brokenProperty().get();
    page.getChildren().clear();
    if (broken != null) {
      sources = null;
      settings = null;
      progress = null;
      documents = null;
      page.getChildren().add(new BrokenSection(data, "data", texts()));
      refresh();
      return;
    }
    sources = new SourcesSection(data, texts(), context.choosers());
    settings = new SettingsSections(data, texts(), context.choosers());
    progress = new PrepareSection(data, texts());
    documents = new DocumentsPreview(data, context.tasks(), texts());
    var read =
        new Section(
            "mdi2t-text-box-outline",
            texts().get("data.documents"),
            texts().get("data.documents.about"));
    read.getChildren().add(documents);
    var seen =
        new Section(
            "mdi2e-eye-outline", texts().get("data.batch"), texts().get("data.batch.about"));
    seen.getChildren().add(batch);
    page.getChildren().add(sources);
    page.getChildren().addAll(settings.nodes());
    page.getChildren().addAll(progress, statistics, read, seen);
    showResult();
  }

  private Node bar() {
    var title = new Label(texts().get("data.title"));
    title.getStyleClass().add("settings-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    state = new Label();
    state.setId("data-saved");
    state.getStyleClass().add("settings-help");
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    revert = button("data.revert", "data-revert");
    revert.setOnAction(_ -> {
      data.reload();
      refuse(null);
    });
    save = button("data.save", "data-save");
    save.setOnAction(_ -> save());
    prepare = button("data.prepare", "data-prepare");
    prepare.setGraphic(new FontIcon("mdi2p-play"));
    prepare.getStyleClass().add("accent");
    prepare.setOnAction(_ -> prepare());
    var line = new HBox(8, title, state, gap, revert, save, prepare);
    line.setAlignment(Pos.CENTER_LEFT);
    refusal = Section.words("", "settings-failure");
    refusal.setId("data-refusal");
    refuse(null);
    var bar = new VBox(8, line, refusal);
    bar.getStyleClass().add("settings-bar");
    return bar;
  }

  private Button button(String key, String id) {
    var button = new Button(texts().get(key));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(Tips.soon(texts().get(key + ".help")));
    return button;
  }

  private void refresh() {
    boolean dirty = data.dirtyProperty().get();
    boolean valid = data.settingsProperty().get() != null;
    state.setText(
        texts()
            .get(
                data.brokenProperty().get() != null
                    ? "data.state.broken"
                    : dirty ? "data.state.dirty" : "data.state.saved"));
    save.setDisable(!dirty || !valid);
    revert.setDisable(!dirty);
    if (sources != null && settings != null && documents != null) {
      sources.refresh();
      settings.refresh();
      documents.refresh();
    }
    refuse(elsewhere());
    showProgress();
  }

  /// What is wrong with a key that no field stands for.
  private @Nullable String elsewhere() {
    return data.problemsProperty().get().entrySet().stream()
        .filter(problem -> !hasField(problem.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private boolean hasField(String key) {
    return key.startsWith("sources") || (settings != null && settings.has(key));
  }

  private void showProgress() {
    prepare.setDisable(
        data.settingsProperty().get() == null || data.preparingProperty().get() != null);
    if (progress != null) {
      progress.refresh();
    }
  }

  private void showResult() {
    Prepared prepared = data.preparedProperty().get();
    statistics.getChildren().setAll(new StatisticsSection(prepared, texts()));
    batch.getChildren().setAll(BatchPreview.of(prepared, texts()));
    refresh();
  }
}
