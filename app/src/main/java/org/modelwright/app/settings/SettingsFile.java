package org.modelwright.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.FileStamp;
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

/// A file of settings as it is edited. Settings are named by key: `context`, `split.seed`,
/// `sources[0].weight`; one that is not set has the core's default. Belongs to the FX thread.
///
/// @param <S> the settings as the core reads them
public class SettingsFile<S> {

  /// What kind of file it is.
  ///
  /// @param section the first part of its keys' full names: `training`
  /// @param required whether a project must have it
  /// @param read the core's reading, which refuses what is wrong
  /// @param repair gets what is wrong out of the way, so that what else is wrong can be found
  public record Form<S>(
      String section, boolean required, Function<YamlReader, S> read, Repair repair) {

    /// Every key has a default.
    public static <S> Form<S> of(String section, boolean required, Function<YamlReader, S> read) {
      return new Form<>(section, required, read, KeyProblems::leftToDefault);
    }

    private String prefix() {
      return section + ".";
    }
  }

  /// How to get a wrong setting out of the way.
  @FunctionalInterface
  public interface Repair {
    /// The settings with something harmless in the place of what is wrong.
    Mapping without(Mapping settings, String key);
  }

  private final Path file;
  private final Form<S> form;
  private final ReadOnlyObjectWrapper<Mapping> tree;
  private final ReadOnlyObjectWrapper<@Nullable String> broken = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Map<String, String>> problems =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyObjectWrapper<@Nullable S> settings = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
  private FileStamp stamp;
  private String savedText = "";
  private @Nullable Mapping saved;

  /// Reads the file. One that is no YAML is not touched: see [#brokenProperty].
  public SettingsFile(Path file, Form<S> form) {
    this.file = file.toAbsolutePath().normalize();
    this.form = form;
    stamp = FileStamp.of(this.file);
    tree = new ReadOnlyObjectWrapper<>(none());
    read();
  }

  public Path file() {
    return file;
  }

  /// The first part of the full names of its keys: `training`.
  public String section() {
    return form.section();
  }

  protected final Mapping none() {
    return YamlTree.empty(String.valueOf(file.getFileName()));
  }

  /// Reads the file again; what was not saved is forgotten.
  public void reload() {
    read();
  }

  private void read() {
    stamp = FileStamp.of(file);
    if (!form.required() && !Files.exists(file)) {
      saved = none();
      savedText = "";
      broken.set(null);
      become(none());
      return;
    }
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
    become(none());
  }

  /// Begins anew in place of a file that cannot be read; it is overwritten by the next `save`.
  public void replaceBroken() {
    if (broken.get() != null) {
      broken.set(null);
      become(none());
    }
  }

  /// Goes on from settings that were not saved, as a crash left them.
  public void restore(Mapping unsaved) {
    broken.set(null);
    become(unsaved);
  }

  /// Whether another program has written the file since it was last read or written here.
  public boolean changedElsewhere() {
    return !FileStamp.of(file).equals(stamp);
  }

  /// Whether its text is another than when it was last read or written here.
  public boolean differsElsewhere() {
    try {
      return !Files.readString(file).equals(savedText);
    } catch (IOException e) {
      return true;
    }
  }

  /// Takes the file as it is now for the one that the settings under edit stand against, so that saving
  /// overwrites it.
  public void keepAgainstFile() {
    stamp = FileStamp.of(file);
    try {
      savedText = Files.readString(file);
      saved = Yaml.parse(savedText, file.toString());
    } catch (InputException | IOException e) {
      savedText = "";
      saved = null;
    }
    become(tree.get());
  }

  /// Sees that `save` would be accepted.
  ///
  /// @throws InputException where the file could not be read, or a setting is not valid
  public void requireValid() {
    String unreadable = broken.get();
    if (unreadable != null) {
      throw new InputException(unreadable);
    }
    if (!problems.get().isEmpty()) {
      throw new InputException(problems.get().values().iterator().next());
    }
  }

  /// Writes the file, comments and all that is not known here included.
  ///
  /// @throws InputException where a setting is not valid, or the file cannot be written
  public void save() {
    requireValid();
    String text = text();
    try {
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be written (" + IoReason.of(e) + "); check the disk and the permissions.",
          e);
    }
    stamp = FileStamp.of(file);
    savedText = text;
    saved = tree.get();
    dirty.set(false);
  }

  /// What `save` writes.
  public String text() {
    return savedText.isBlank()
        ? savedText + YamlText.write(tree.get())
        : YamlText.revise(savedText, tree.get());
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
  public ReadOnlyObjectProperty<@Nullable S> settingsProperty() {
    return settings.getReadOnlyProperty();
  }

  /// All that is set; changes with every edit, after the other properties.
  public ReadOnlyObjectProperty<Mapping> treeProperty() {
    return tree.getReadOnlyProperty();
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

  /// @param text blank to leave the key to its default
  public void set(String key, String text) {
    set(Map.of(key, text));
  }

  /// Several at once.
  ///
  /// @param texts by key; blank to leave a key to its default
  public void set(Map<String, String> texts) {
    Mapping now = tree.get();
    for (var text : texts.entrySet()) {
      now = changed(now, text.getKey(), text.getValue().strip());
    }
    if (!now.equals(tree.get())) {
      become(now);
    }
  }

  /// The settings with one of them set anew; the same ones where it is no other.
  protected Mapping changed(Mapping from, String key, String word) {
    Optional<YamlValue> old = YamlTree.value(from, key);
    if (word.isEmpty()) {
      return old.isEmpty() ? from : YamlTree.remove(from, key);
    }
    return old.isPresent() && old.get() instanceof Scalar scalar && scalar.text().equals(word)
        ? from
        : YamlTree.set(from, key, YamlTree.word(from, word));
  }

  /// @param words none to leave the key to its default
  public void set(String key, List<String> words) {
    if (!words.equals(texts(key))) {
      Mapping now = tree.get();
      become(
          words.isEmpty()
              ? YamlTree.remove(now, key)
              : YamlTree.set(now, key, YamlTree.words(now, words)));
    }
  }

  /// Adds an item with these words to a list.
  public void addItem(String list, Map<String, String> words) {
    Mapping now = tree.get();
    List<YamlValue> items = new ArrayList<>(YamlTree.items(now, list));
    items.add(YamlTree.section(now, words));
    become(now.with(list, YamlTree.list(now, items)));
  }

  /// Removes an item of a list, and the list with its last one.
  public void removeItem(String list, int number) {
    Mapping now = tree.get();
    List<YamlValue> items = new ArrayList<>(YamlTree.items(now, list));
    items.remove(number);
    become(
        items.isEmpty() ? YamlTree.remove(now, list) : now.with(list, YamlTree.list(now, items)));
  }

  /// Leaves a key to its default.
  public void reset(String key) {
    if (YamlTree.value(tree.get(), key).isPresent()) {
      become(YamlTree.remove(tree.get(), key));
    }
  }

  /// The settings as the core would read other words, for a look at what they mean; empty where they are
  /// not valid.
  public final Optional<S> tried(Mapping other) {
    try {
      return Optional.of(form.read().apply(new YamlReader(other, form.prefix())));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  protected final void become(Mapping now) {
    boolean readable = broken.get() == null;
    Map<String, String> wrong =
        readable
            ? KeyProblems.of(
                now,
                form.prefix(),
                tree -> form.read().apply(new YamlReader(tree, form.prefix())),
                form.repair())
            : Map.<String, String>of();
    problems.set(wrong);
    settings.set(readable && wrong.isEmpty() ? tried(now).orElse(null) : null);
    dirty.set(readable && (saved == null || !YamlText.same(saved, now)));
    tree.set(now);
  }
}
