package org.modelwright.app.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.settings.SettingsFile;
import org.modelwright.app.settings.YamlTree;
import org.modelwright.data.DataSettings;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.project.Project;

/// data.yaml as it is edited, and what is known of the data. Belongs to the FX thread.
public final class DataModel extends SettingsFile<DataSettings> {

  private static final String KIND = "tokenizer.kind";

  private final Path project;
  private final ReadOnlyObjectWrapper<@Nullable Prepared> prepared = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Tasks.@Nullable Running> preparing =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable String> failure = new ReadOnlyObjectWrapper<>();

  /// What a kind of tokenizer was set to, for when it is chosen again.
  private final Map<String, YamlValue> tokenizers = new HashMap<>();

  /// Reads data.yaml. One that is no YAML is not touched: see [#brokenProperty].
  ///
  /// @param project the project's folder
  public DataModel(Path project) {
    super(project.resolve(Project.DATA), form(project.toAbsolutePath().normalize()));
    this.project = project.toAbsolutePath().normalize();
  }

  private static Form<DataSettings> form(Path project) {
    return new Form<>(
        "data", true, reader -> DataSettings.read(reader, project), DataModel::without);
  }

  private static Mapping without(Mapping settings, String key) {
    if (key.equals("sources")) {
      return settings.with(
          "sources", YamlTree.list(settings, List.of(source(settings, "path", "x"))));
    }
    if (key.equals("tokenizer.path")) {
      return YamlTree.remove(settings, "tokenizer");
    }
    Optional<YamlTree.Item> item = YamlTree.item(key);
    if (item.isEmpty()) {
      return YamlTree.remove(settings, key.replaceFirst("\\[.*", ""));
    }
    return item.get().within().filter(within -> !within.matches("path|jdk")).isPresent()
        ? YamlTree.remove(settings, key)
        : YamlTree.setItem(settings, "sources", item.get().number(), source(settings, "path", "x"));
  }

  private static Mapping source(Mapping tree, String key, String value) {
    return YamlTree.section(tree, Map.of(key, value));
  }

  @Override
  public void reload() {
    tokenizers.clear();
    super.reload();
  }

  @Override
  public void replaceBroken() {
    if (brokenProperty().get() != null) {
      super.replaceBroken();
      become(none().with("sources", YamlTree.list(none(), List.of())));
    }
  }

  Path project() {
    return project;
  }

  private Mapping tree() {
    return treeProperty().get();
  }

  /// What belongs to one kind of tokenizer alone would be refused beside another.
  @Override
  protected Mapping changed(Mapping from, String key, String word) {
    if (!key.equals(KIND) || word.equals(text(KIND).orElse(""))) {
      return super.changed(from, key, word);
    }
    YamlTree.value(from, "tokenizer")
        .ifPresent(old -> tokenizers.put(text(KIND).orElse("bpe"), old));
    return from.with(
        "tokenizer", tokenizers.getOrDefault(word, YamlTree.section(from, Map.of("kind", word))));
  }

  /// How many sources there are.
  public int sources() {
    return YamlTree.items(tree(), "sources").size();
  }

  /// Adds a file, folder or zip; inside the project by its relative path. Of a table, the column that
  /// most likely has the text is chosen.
  void addSource(Path path, SourceFacts facts) {
    Path absolute = path.toAbsolutePath().normalize();
    Path written = absolute.startsWith(project) ? project.relativize(absolute) : absolute;
    String words = written.toString().replace('\\', '/');
    Map<String, String> source = new LinkedHashMap<>();
    source.put("path", words.isEmpty() ? "." : words);
    if (facts.table() != null) {
      String key = facts.table().key();
      facts.table().likely().ifPresent(column -> source.put(key, column));
    }
    add(YamlTree.section(tree(), source));
  }

  /// Adds the sources of this machine's JDK.
  public void addJdk() {
    add(source(tree(), "jdk", "sources"));
  }

  private void add(YamlValue source) {
    List<YamlValue> sources = new ArrayList<>(YamlTree.items(tree(), "sources"));
    sources.add(source);
    become(tree().with("sources", YamlTree.list(tree(), sources)));
  }

  public void removeSource(int number) {
    List<YamlValue> sources = new ArrayList<>(YamlTree.items(tree(), "sources"));
    sources.remove(number);
    become(tree().with("sources", YamlTree.list(tree(), sources)));
  }

  /// Where a source lies; empty for the JDK and for what is no path.
  Optional<Path> path(int source) {
    try {
      return text("sources[" + source + "].path").map(text -> project.resolve(text).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// What the data came to; null before it is first prepared.
  ReadOnlyObjectProperty<@Nullable Prepared> preparedProperty() {
    return prepared.getReadOnlyProperty();
  }

  /// The preparation that is going on; null while there is none.
  ReadOnlyObjectProperty<Tasks.@Nullable Running> preparingProperty() {
    return preparing.getReadOnlyProperty();
  }

  /// Why the last preparation failed, in one sentence; null where it did not.
  ReadOnlyObjectProperty<@Nullable String> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /// Whether the settings are no longer those that the data was prepared from.
  boolean isStale() {
    Prepared last = prepared.get();
    return last != null && !last.settings().equals(settingsProperty().get());
  }

  /// Teaches the tokenizer and encodes the text, by the settings as they stand, saved or not. Nothing
  /// happens where they are not valid or a preparation is going on.
  ///
  /// @param name of the action, in words
  void prepare(Tasks tasks, String name) {
    DataSettings from = settingsProperty().get();
    if (from == null || preparing.get() != null) {
      return;
    }
    failure.set(null);
    Tasks.Running running =
        tasks.start(
            name,
            progress -> Prepared.from(from, project, progress),
            prepared::set,
            e -> failure.set(e instanceof InputException ? e.getMessage() : e.toString()));
    preparing.set(running);
    tasks
        .running()
        .addListener(
            new ListChangeListener<>() {
              @Override
              public void onChanged(Change<? extends Tasks.Running> change) {
                if (!tasks.running().contains(running)) {
                  tasks.running().removeListener(this);
                  preparing.set(null);
                }
              }
            });
  }
}
