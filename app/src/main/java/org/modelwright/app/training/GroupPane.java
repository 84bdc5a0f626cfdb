package org.modelwright.app.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Texts;
import org.modelwright.app.settings.ProjectSettings;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;
import org.modelwright.app.settings.SettingsFile;
import org.modelwright.app.settings.YamlTree;
import org.modelwright.app.training.TrainingField.Group;
import org.modelwright.train.TrainingSettings;

/// A group of settings that can be folded; its title says how many are set. One with a problem in it
/// unfolds.
final class GroupPane extends TitledPane {

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final ProjectSettings project;
  private final Texts texts;
  private final Group group;
  private final List<TrainingField> known = new ArrayList<>();
  private final List<SettingField> fields = new ArrayList<>();
  private boolean wrong;

  /// @param more what else stands in the group, below its fields
  GroupPane(ProjectSettings project, Texts texts, Group group, Node... more) {
    this.project = project;
    this.texts = texts;
    this.group = group;
    setId("training-group-" + group.word());
    getStyleClass().add("training-group");
    setAnimated(false);
    setExpanded(group.open());
    setGraphic(new FontIcon(group.icon()));
    var about =
        Section.words(texts.get("training.group." + group.word() + ".about"), "settings-help");
    group.fields().forEach(this::add);
    var content = new VBox(12, about, Section.fields(fields.toArray(SettingField[]::new)));
    content.getChildren().addAll(more);
    setContent(content);
    refresh();
  }

  private void add(TrainingField field) {
    known.add(field);
    SettingField control = control(field);
    control.addReset(texts.get("settings.reset"));
    fields.add(control);
  }

  private SettingField control(TrainingField field) {
    SettingsFile<?> file = field.ofHardware() ? project.hardware() : project.training();
    String name = texts.get(field.textKey());
    String help = texts.get(field.textKey() + ".help");
    String ifAbsent = untouched(field);
    if (field.equals(TrainingField.DEVICE)) {
      return new SettingField.Choice(
          file,
          field.key(),
          field.id(),
          name,
          help,
          List.of("cpu", "cuda"),
          ifAbsent,
          word -> word.equals("cpu") ? "CPU" : word);
    }
    if (!field.words().isEmpty()) {
      return new SettingField.Choice(
          file,
          field.key(),
          field.id(),
          name,
          help,
          field.words(),
          ifAbsent,
          word -> texts.get(field.textKey() + "." + word));
    }
    return field.isList()
        ? new SettingField.Words(file, field.key(), field.id(), name, help, ifAbsent)
        : new SettingField.Word(file, field.key(), field.id(), name, help, ifAbsent);
  }

  /// What a setting comes to in a project that sets nothing.
  private String untouched(TrainingField field) {
    return project.training().tried(YamlTree.empty("training.yaml")).map(field::value).orElse("");
  }

  Group group() {
    return group;
  }

  void refresh() {
    fields.forEach(SettingField::refresh);
    for (int i = 0; i < known.size(); i++) {
      if (fields.get(i) instanceof SettingField.Typed typed && !known.get(i).ofHardware()) {
        ifLeft(known.get(i)).ifPresent(typed::setDefault);
      }
    }
    long set = fields.stream().filter(GroupPane::isSet).count();
    String title = texts.get("training.group." + group.word());
    setText(set == 0 ? title : texts.get("training.group.set", title, String.valueOf(set)));
    boolean nowWrong = fields.stream().anyMatch(GroupPane::isWrong);
    pseudoClassStateChanged(WRONG, nowWrong);
    if (nowWrong && !wrong) {
      setExpanded(true);
    }
    wrong = nowWrong;
  }

  /// What a setting would come to beside the others if it was left out.
  private Optional<String> ifLeft(TrainingField field) {
    SettingsFile<TrainingSettings> file = project.training();
    return file.tried(YamlTree.remove(file.treeProperty().get(), field.key())).map(field::value);
  }

  private static boolean isSet(SettingField field) {
    return YamlTree.value(field.file().treeProperty().get(), field.key()).isPresent();
  }

  private static boolean isWrong(SettingField field) {
    Map<String, String> problems = field.file().problemsProperty().get();
    return problems.containsKey(field.key());
  }

  /// Whether one of its fields is for this key.
  boolean has(String fullKey) {
    return known.stream().anyMatch(field -> field.fullKey().equals(fullKey));
  }

  /// Unfolds and gives a field the keyboard.
  void focus(String fullKey) {
    setExpanded(true);
    TrainingField.of(fullKey)
        .map(known::indexOf)
        .filter(i -> i >= 0)
        .ifPresent(i -> fields.get(i).focusControl());
  }

  /// Lets the device be one of those that are here.
  void offerDevices(List<String> devices) {
    int device = known.indexOf(TrainingField.DEVICE);
    if (device >= 0 && fields.get(device) instanceof SettingField.Choice choice) {
      choice.setWords(devices);
    }
  }
}
