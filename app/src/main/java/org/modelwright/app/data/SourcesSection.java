package org.modelwright.app.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Choosers;
import org.modelwright.app.common.Latest;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;

/// Where the text comes from.
final class SourcesSection extends Section {

  private final DataModel data;
  private final Texts texts;
  private final MenuButton add;
  private final VBox rows = new VBox(12);
  private final Label problem = words("", "setting-problem");
  private final List<SettingField> fields = new ArrayList<>();
  private final List<Label> rowProblems = new ArrayList<>();
  private final Latest<List<Optional<Path>>, List<SourceFacts>> looking =
      new Latest<>(
          paths ->
              paths.stream()
                  .map(path -> path.map(SourceFacts::of).orElse(SourceFacts.OF_JDK))
                  .toList(),
          this::know);
  private final Latest<Path, Found> adding =
      new Latest<>(path -> new Found(path, SourceFacts.of(path)), this::add);

  private List<Optional<Path>> shown = List.of();
  private List<SourceFacts> facts = List.of();

  private record Found(Path path, SourceFacts facts) {}

  SourcesSection(DataModel data, Texts texts, Choosers choosers) {
    this(data, texts, choosers, new MenuButton(texts.get("data.sources.add")));
  }

  private SourcesSection(DataModel data, Texts texts, Choosers choosers, MenuButton add) {
    super(
        "mdi2d-database-outline", texts.get("data.sources"), texts.get("data.sources.about"), add);
    this.data = data;
    this.texts = texts;
    this.add = add;
    add.setId("data-add-source");
    add.setGraphic(new FontIcon("mdi2p-plus"));
    add.setMinWidth(USE_PREF_SIZE);
    item("file", "mdi2f-file-document-outline", () -> choosers.file(title("file"), data.project()));
    item("folder", "mdi2f-folder-outline", () -> choosers.folder(title("folder"), data.project()));
    item(
        "zip",
        "mdi2z-zip-box-outline",
        () ->
            choosers.file(
                title("zip"),
                data.project(),
                new Choosers.Kind(texts.get("data.sources.add.zip.files"), "*.zip")));
    var jdk = menuItem("jdk", "mdi2l-language-java");
    jdk.setOnAction(_ -> data.addJdk());
    problem.setId("data-sources-problem");
    getChildren().addAll(problem, rows);
    refresh();
  }

  private String title(String kind) {
    return texts.get("data.sources.add." + kind + ".title");
  }

  private void item(String kind, String icon, Supplier<Optional<Path>> ask) {
    menuItem(kind, icon).setOnAction(_ -> ask.get().ifPresent(adding::submit));
  }

  private MenuItem menuItem(String kind, String icon) {
    var item = new MenuItem(texts.get("data.sources.add." + kind), new FontIcon(icon));
    item.setId("data-add-" + kind);
    add.getItems().add(item);
    return item;
  }

  private void add(Found found) {
    data.addSource(found.path(), found.facts());
  }

  /// Opens the choice of what to add.
  void askForMore() {
    add.requestFocus();
    add.show();
  }

  /// Shows what the model says.
  void refresh() {
    List<Optional<Path>> paths = new ArrayList<>();
    for (int i = 0; i < data.sources(); i++) {
      paths.add(data.path(i));
    }
    if (!paths.equals(shown) || rows.getChildren().isEmpty()) {
      shown = paths;
      facts = List.of();
      build();
      looking.submit(paths);
    }
    fields.forEach(SettingField::refresh);
    for (int i = 0; i < rowProblems.size(); i++) {
      String wrong = data.problemsProperty().get().get("sources[" + i + "]");
      say(rowProblems.get(i), wrong == null && isRaw(i) ? texts.get("data.sources.raw") : wrong);
    }
    say(problem, data.sources() == 0 ? null : data.problemsProperty().get().get("sources"));
  }

  /// Whether a table's lines would be trained on as they stand, with all that is around the text.
  private boolean isRaw(int source) {
    return source < facts.size()
        && facts.get(source).kind() == SourceFacts.Kind.TABLE
        && data.text(key(source, "field")).isEmpty()
        && data.text(key(source, "column")).isEmpty();
  }

  private static void say(Label label, @Nullable String sentence) {
    label.setText(sentence == null ? "" : sentence);
    SettingField.show(label, sentence != null);
  }

  private void know(List<SourceFacts> found) {
    if (found.size() == shown.size()) {
      facts = found;
      build();
      refresh();
    }
  }

  private void build() {
    fields.clear();
    rowProblems.clear();
    rows.getChildren().clear();
    if (shown.isEmpty()) {
      rows.getChildren().add(words(texts.get("data.sources.none"), "data-empty"));
    }
    for (int i = 0; i < shown.size(); i++) {
      rows.getChildren().add(row(i, i < facts.size() ? facts.get(i) : null));
    }
  }

  private VBox row(int number, @Nullable SourceFacts known) {
    var name =
        words(
            data.text("sources[" + number + "].path").orElse(texts.get("data.sources.kind.jdk")),
            "data-source-name");
    name.setId("data-source-" + number);
    var names = new VBox(2, name);
    if (known != null && !known.trouble().isEmpty()) {
      names.getChildren().add(words(known.trouble(), "setting-problem"));
    } else if (known != null) {
      names.getChildren().add(words(kind(known), "settings-help"));
    }
    HBox.setHgrow(names, Priority.ALWAYS);
    var remove = new Button("", new FontIcon("mdi2c-close"));
    remove.setId("data-source-remove-" + number);
    remove.getStyleClass().addAll("flat", "button-icon", "small");
    String words = texts.get("data.sources.remove");
    remove.setTooltip(Tips.soon(words));
    remove.setAccessibleText(words);
    remove.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    remove.setOnAction(_ -> data.removeSource(number));
    var head = new HBox(8, new FontIcon(icon(known)), names, remove);
    head.setAlignment(Pos.TOP_LEFT);
    var problems = words("", "setting-problem");
    rowProblems.add(problems);
    var row = new VBox(8, head, problems);
    row.getStyleClass().add("data-source");
    List<SettingField> own = known == null ? List.of() : fields(number, known);
    fields.addAll(own);
    row.getChildren().add(fields(own.toArray(SettingField[]::new)));
    return row;
  }

  private List<SettingField> fields(int number, SourceFacts known) {
    List<SettingField> own = new ArrayList<>();
    if (known.kind() == SourceFacts.Kind.TABLE && known.table() != null) {
      List<String> columns = known.table().text();
      String key = known.table().key();
      own.add(
          new SettingField.Choice(
              data,
              key(number, key),
              id(number, key),
              texts.get("data.sources." + key),
              texts.get("data.sources." + key + ".help"),
              columns.isEmpty() ? known.table().all() : columns,
              null,
              word -> word));
    }
    if (known.kind().holdsFiles()) {
      own.add(words(number, "include", texts.get("data.sources.include.all")));
      own.add(words(number, "exclude", texts.get("data.sources.exclude.none")));
    }
    if (known.kind() == SourceFacts.Kind.FOLDER || known.kind() == SourceFacts.Kind.ZIP) {
      own.add(word(number, "field", texts.get("data.sources.plain")));
      own.add(word(number, "column", texts.get("data.sources.plain")));
    }
    own.add(word(number, "weight", "1"));
    return own;
  }

  private SettingField words(int number, String key, String ifAbsent) {
    return new SettingField.Words(
        data,
        key(number, key),
        id(number, key),
        texts.get("data.sources." + key),
        texts.get("data.sources." + key + ".help"),
        ifAbsent);
  }

  private SettingField word(int number, String key, String ifAbsent) {
    return new SettingField.Word(
        data,
        key(number, key),
        id(number, key),
        texts.get("data.sources." + key),
        texts.get("data.sources." + key + ".help"),
        ifAbsent);
  }

  private static String key(int number, String key) {
    return "sources[" + number + "]." + key;
  }

  private static String id(int number, String key) {
    return "data-source-" + number + "-" + key;
  }

  private String kind(SourceFacts known) {
    return known.table() == null
        ? texts.get("data.sources.kind." + known.kind().word())
        : texts.get("data.sources.kind.table", known.table().format());
  }

  private static String icon(@Nullable SourceFacts known) {
    if (known == null) {
      return "mdi2d-dots-horizontal";
    }
    return switch (known.kind()) {
      case FILE -> "mdi2f-file-document-outline";
      case TABLE -> "mdi2t-table";
      case FOLDER -> "mdi2f-folder-outline";
      case ZIP -> "mdi2z-zip-box-outline";
      case JDK -> "mdi2l-language-java";
      case MISSING -> "mdi2a-alert-circle-outline";
    };
  }
}
