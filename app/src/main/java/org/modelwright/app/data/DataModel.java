package org.modelwright.app.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Tasks;
import org.modelwright.data.DataSettings;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlText;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;
import org.modelwright.project.Project;

/// data.yaml as it is edited, and what is known of the data. Settings are named by key: `context`,
/// `split.seed`, `sources[0].weight`; one that is not set has the core's default. Belongs to the FX
/// thread.
public final class DataModel {

  private static final String KIND = "tokenizer.kind";

  private final Path project;
  private final Path file;
  private final ReadOnlyObjectWrapper<Mapping> tree = new ReadOnlyObjectWrapper<>(YamlTree.empty());
  private final ReadOnlyObjectWrapper<@Nullable String> broken = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Map<String, String>> problems =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyObjectWrapper<@Nullable DataSettings> settings =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Prepared> prepared = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Tasks.@Nullable Running> preparing =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable String> failure = new ReadOnlyObjectWrapper<>();

  /// What a kind of tokenizer was set to, for when it is chosen again.
  private final Map<String, YamlValue> tokenizers = new HashMap<>();

  private String savedText = "";
  private @Nullable Mapping saved;

  /// Reads data.yaml. One that is no YAML is not touched: see [#brokenProperty].
  ///
  /// @param project the project's folder
  public DataModel(Path project) {
    this.project = project.toAbsolutePath().normalize();
    file = this.project.resolve(Project.DATA);
    reload();
  }

  /// Reads the file again; what was not saved is forgotten.
  public void reload() {
    tokenizers.clear();
    try {
      Mapping read = Yaml.read(file);
      savedText = Files.readString(file);
      saved = read;
      broken.set(null);
      become(read);
    } catch (InputException e) {
      refuse(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      refuse(file + " cannot be read (" + IoReason.of(e) + "); see that it is a readable file.");
    }
  }

  private void refuse(String sentence) {
    saved = null;
    savedText = "";
    broken.set(sentence);
    become(YamlTree.empty());
  }

  /// Begins anew in place of a file that cannot be read; it is overwritten by the next `save`.
  public void replaceBroken() {
    if (broken.get() != null) {
      broken.set(null);
      become(YamlTree.empty().with("sources", YamlTree.list(List.of())));
    }
  }

  /// Writes data.yaml, comments and all that is not known here included.
  ///
  /// @throws InputException where a setting is not valid, or the file cannot be written
  public void save() {
    String unreadable = broken.get();
    if (unreadable != null) {
      throw new InputException(unreadable);
    }
    if (settings.get() == null) {
      throw new InputException(problems.get().values().iterator().next());
    }
    String text =
        saved == null ? YamlText.write(tree.get()) : YamlText.revise(savedText, tree.get());
    try {
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be written (" + IoReason.of(e) + "); check the disk and the permissions.",
          e);
    }
    savedText = text;
    saved = tree.get();
    dirty.set(false);
  }

  /// Why the file cannot be read, in one sentence; null where it can.
  public ReadOnlyObjectProperty<@Nullable String> brokenProperty() {
    return broken.getReadOnlyProperty();
  }

  /// Whether the settings differ from the file.
  public ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  /// What is wrong, in a sentence for each key; empty where all is well.
  public ReadOnlyObjectProperty<Map<String, String>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /// The settings as the core reads them; null where something is wrong with them.
  public ReadOnlyObjectProperty<@Nullable DataSettings> settingsProperty() {
    return settings.getReadOnlyProperty();
  }

  /// All that is set; changes with every edit.
  public ReadOnlyObjectProperty<Mapping> treeProperty() {
    return tree.getReadOnlyProperty();
  }

  Path project() {
    return project;
  }

  /// A setting's words; empty where it is not set.
  public Optional<String> text(String key) {
    return YamlTree.value(tree.get(), key)
        .filter(Scalar.class::isInstance)
        .map(value -> ((Scalar) value).text());
  }

  /// A list of words.
  public List<String> texts(String key) {
    return YamlTree.value(tree.get(), key)
        .map(value ->
            switch (value) {
              case Scalar s -> List.of(s.text());
              case Sequence s ->
                  s.items().stream()
                      .filter(Scalar.class::isInstance)
                      .map(item -> ((Scalar) item).text())
                      .toList();
              case Mapping _ -> List.<String>of();
            })
        .orElse(List.of());
  }

  /// @param text blank to leave the key out
  public void set(String key, String text) {
    String word = text.strip();
    if (word.equals(text(key).orElse(""))) {
      return;
    }
    if (key.equals(KIND)) {
      chooseTokenizer(word);
    } else {
      become(
          word.isEmpty()
              ? YamlTree.remove(tree.get(), key)
              : YamlTree.set(tree.get(), key, YamlTree.word(word)));
    }
  }

  /// @param words none to leave the key out
  public void set(String key, List<String> words) {
    if (!words.equals(texts(key))) {
      become(
          words.isEmpty()
              ? YamlTree.remove(tree.get(), key)
              : YamlTree.set(
                  tree.get(), key, YamlTree.list(words.stream().map(YamlTree::word).toList())));
    }
  }

  /// What belongs to one kind of tokenizer alone would be refused beside another.
  private void chooseTokenizer(String kind) {
    YamlTree.value(tree.get(), "tokenizer")
        .ifPresent(old -> tokenizers.put(text(KIND).orElse("bpe"), old));
    YamlValue now =
        tokenizers.getOrDefault(kind, YamlTree.empty().with("kind", YamlTree.word(kind)));
    become(tree.get().with("tokenizer", now));
  }

  /// How many sources there are.
  public int sources() {
    return YamlTree.sources(tree.get()).size();
  }

  /// Adds a file, folder or zip; inside the project by its relative path. Of a table, the column that
  /// most likely has the text is chosen.
  void addSource(Path path, SourceFacts facts) {
    Path absolute = path.toAbsolutePath().normalize();
    Path written = absolute.startsWith(project) ? project.relativize(absolute) : absolute;
    String words = written.toString().replace('\\', '/');
    Map<String, YamlValue> source = new LinkedHashMap<>();
    source.put("path", YamlTree.word(words.isEmpty() ? "." : words));
    if (facts.table() != null) {
      String key = facts.table().key();
      facts.table().likely().ifPresent(column -> source.put(key, YamlTree.word(column)));
    }
    add(new Mapping(YamlTree.empty().place(), source));
  }

  /// Adds the sources of this machine's JDK.
  public void addJdk() {
    add(YamlTree.source("jdk", "sources"));
  }

  private void add(YamlValue source) {
    List<YamlValue> sources = new ArrayList<>(YamlTree.sources(tree.get()));
    sources.add(source);
    become(tree.get().with("sources", YamlTree.list(sources)));
  }

  public void removeSource(int number) {
    List<YamlValue> sources = new ArrayList<>(YamlTree.sources(tree.get()));
    sources.remove(number);
    become(tree.get().with("sources", YamlTree.list(sources)));
  }

  /// Where a source lies; empty for the JDK and for what is no path.
  Optional<Path> path(int source) {
    try {
      return text("sources[" + source + "].path").map(text -> project.resolve(text).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private void become(Mapping now) {
    Map<String, String> wrong =
        broken.get() == null ? FieldProblems.of(now, project) : Map.<String, String>of();
    boolean valid = broken.get() == null && wrong.isEmpty();
    problems.set(wrong);
    settings.set(valid ? DataSettings.read(new YamlReader(now, "data."), project) : null);
    dirty.set(broken.get() == null && (saved == null || !YamlTree.same(saved, now)));
    tree.set(now);
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
    return last != null && !last.settings().equals(settings.get());
  }

  /// Teaches the tokenizer and encodes the text, by the settings as they stand, saved or not. Nothing
  /// happens where they are not valid or a preparation is going on.
  ///
  /// @param name of the action, in words
  void prepare(Tasks tasks, String name) {
    DataSettings from = settings.get();
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
