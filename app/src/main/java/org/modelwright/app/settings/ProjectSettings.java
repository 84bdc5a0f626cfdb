package org.modelwright.app.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.data.DataSettings;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlValue;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.graph.Architecture;
import org.modelwright.project.HardwareSettings;
import org.modelwright.project.Project;
import org.modelwright.train.TrainingSettings;

/// The settings files of the open project, and the project that they and the drawing come to. Belongs
/// to the FX thread, but for `read`.
public final class ProjectSettings implements CurrentProject, Disposable {

  private final Path folder;
  private final String name;
  private final ReadOnlyObjectProperty<Architecture> drawing;
  private final ReadOnlyBooleanProperty drawingDirty;
  private final SettingsFile<DataSettings> data;
  private final SettingsFile<TrainingSettings> training;
  private final SettingsFile<HardwareSettings> hardware;
  private final List<SettingsFile<?>> files;
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
  private final InvalidationListener changed = _ -> change();
  private volatile State state;

  /// All that `read` needs, for whatever thread asks.
  private record State(
      Architecture drawing,
      Mapping data,
      Mapping training,
      Mapping hardware,
      @Nullable String broken) {}

  /// @param folder absolute
  /// @param drawing as it is edited
  /// @param drawingDirty whether it differs from its file
  /// @param data as the data page edits it
  public ProjectSettings(
      Path folder,
      String name,
      ReadOnlyObjectProperty<Architecture> drawing,
      ReadOnlyBooleanProperty drawingDirty,
      SettingsFile<DataSettings> data) {
    this.folder = folder;
    this.name = name;
    this.drawing = drawing;
    this.drawingDirty = drawingDirty;
    this.data = data;
    training =
        new SettingsFile<>(
            folder.resolve(Project.TRAINING),
            new SettingsFile.Form<>(
                "training", true, TrainingSettings::readNew, ProjectSettings::without));
    hardware =
        new SettingsFile<>(
            folder.resolve(Project.HARDWARE),
            SettingsFile.Form.of(
                "hardware", false, reader -> HardwareSettings.read(reader, folder)));
    files = List.of(data, training, hardware);
    state = present();
    drawing.addListener(changed);
    files.forEach(file -> {
      file.treeProperty().addListener(changed);
      file.brokenProperty().addListener(changed);
      file.dirtyProperty().addListener(changed);
    });
    change();
  }

  /// An item of a list has no default, so something harmless takes its place.
  private static Mapping without(Mapping settings, String key) {
    return YamlTree.item(key)
        .filter(item -> item.list().equals("learningRates"))
        .map(item ->
            YamlTree.setItem(
                settings,
                item.list(),
                item.number(),
                YamlTree.section(settings, Map.of("parameters", "*", "factor", "1"))))
        .orElseGet(() -> KeyProblems.leftToDefault(settings, key));
  }

  private void change() {
    state = present();
    dirty.set(files.stream().anyMatch(file -> file.dirtyProperty().get()));
    version.set(version.get() + 1);
  }

  private State present() {
    return new State(
        drawing.get(),
        data.treeProperty().get(),
        training.treeProperty().get(),
        hardware.treeProperty().get(),
        files.stream()
            .map(file -> file.brokenProperty().get())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  @Override
  public Path folder() {
    return folder;
  }

  /// Whether the drawing differs from its file.
  public ReadOnlyBooleanProperty drawingDirtyProperty() {
    return drawingDirty;
  }

  public SettingsFile<DataSettings> data() {
    return data;
  }

  public SettingsFile<TrainingSettings> training() {
    return training;
  }

  public SettingsFile<HardwareSettings> hardware() {
    return hardware;
  }

  /// data.yaml, training.yaml and hardware.yaml.
  public List<SettingsFile<?>> files() {
    return files;
  }

  @Override
  public Project read() {
    State now = state;
    if (now.broken() != null) {
      throw new InputException(now.broken());
    }
    return Project.of(folder, name, now.drawing(), now.data(), now.training(), now.hardware());
  }

  @Override
  public boolean isSaved() {
    return !dirty.get() && !drawingDirty.get();
  }

  @Override
  public ReadOnlyLongProperty version() {
    return version.getReadOnlyProperty();
  }

  @Override
  public void set(Map<String, String> settings) {
    Map<SettingsFile<?>, Map<String, String>> changes = new LinkedHashMap<>();
    settings.forEach((key, text) -> {
      int dot = key.indexOf('.');
      SettingsFile<?> file =
          files.stream()
              .filter(f -> dot > 0 && f.section().equals(key.substring(0, dot)))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(key + " is no setting"));
      Objects.requireNonNull(changes.computeIfAbsent(file, _ -> new LinkedHashMap<>()))
          .put(key.substring(dot + 1), text);
    });
    changes.forEach(SettingsFile::set);
  }

  /// The words of a setting by its dotted key; blank where it has its default.
  public String text(String key) {
    int dot = key.indexOf('.');
    return files.stream()
        .filter(file -> dot > 0 && file.section().equals(key.substring(0, dot)))
        .findFirst()
        .flatMap(file -> YamlTree.value(file.treeProperty().get(), key.substring(dot + 1)))
        .filter(YamlValue.Scalar.class::isInstance)
        .map(value -> ((YamlValue.Scalar) value).text())
        .orElse("");
  }

  /// Whether settings, apart from the drawing, differ from their files.
  public ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  /// Writes the files whose settings have changed, all of them or none.
  ///
  /// @throws InputException where a setting is not valid, or a file cannot be written
  public void save() {
    List<SettingsFile<?>> toWrite =
        files.stream().filter(file -> file.dirtyProperty().get()).toList();
    toWrite.forEach(SettingsFile::requireValid);
    toWrite.forEach(SettingsFile::save);
  }

  /// Takes over what the files say.
  public void reload() {
    files.forEach(SettingsFile::reload);
  }

  @Override
  public void dispose() {
    drawing.removeListener(changed);
    files.forEach(Disposable::release);
  }
}
