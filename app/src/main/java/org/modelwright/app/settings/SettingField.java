package org.modelwright.app.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Tips;

/// One setting: its name, its control, and beneath what is wrong with it. The control writes the model;
/// `refresh` shows what the model says.
public abstract class SettingField extends VBox {

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

  final SettingsFile<?> file;
  final String key;
  private final Label problem = new Label();
  private final HBox head;
  private @Nullable Button reset;

  /// @param id of the control
  /// @param help meaning, range and default, in words
  SettingField(
      SettingsFile<?> file, String key, String id, String name, String help, Control control) {
    super(4);
    this.file = file;
    this.key = key;
    var label = new Label(name);
    label.getStyleClass().add("setting-field-name");
    label.setLabelFor(control);
    head = new HBox(4, label);
    head.setAlignment(Pos.CENTER_LEFT);
    control.setId(id);
    control.setMaxWidth(Double.MAX_VALUE);
    control.setTooltip(Tips.soon(help));
    control.setAccessibleText(name);
    control.setAccessibleHelp(help);
    problem.setId(id + "-problem");
    problem.setWrapText(true);
    problem.getStyleClass().add("setting-problem");
    problem.setMinHeight(USE_PREF_SIZE);
    getStyleClass().add("setting-field");
    getChildren().addAll(head, control, problem);
  }

  /// Gives it a small button that leaves the setting to its default, shown while it is set. By keyboard
  /// the field is emptied, or the default chosen.
  ///
  /// @param words what the button does
  public void addReset(String words) {
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var button = new Button("", new FontIcon("mdi2u-undo-variant"));
    button.setId(getChildren().get(1).getId() + "-reset");
    button.getStyleClass().addAll("flat", "button-icon", "setting-reset");
    button.setFocusTraversable(false);
    button.setTooltip(Tips.soon(words));
    button.setAccessibleText(words);
    button.setOnAction(_ -> file.reset(key));
    reset = button;
    head.getChildren().addAll(gap, button);
    refresh();
  }

  /// Gives its control the keyboard.
  public void focusControl() {
    getChildren().get(1).requestFocus();
  }

  public String key() {
    return key;
  }

  public SettingsFile<?> file() {
    return file;
  }

  /// Shows what the model says.
  public void refresh() {
    String sentence = file.problemsProperty().get().get(key);
    problem.setText(sentence == null ? "" : sentence);
    show(problem, sentence != null);
    getChildren().get(1).pseudoClassStateChanged(WRONG, sentence != null);
    if (reset != null) {
      reset.setVisible(YamlTree.value(file.treeProperty().get(), key).isPresent());
    }
  }

  public static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /// What is typed.
  public abstract static class Typed extends SettingField {
    final TextField text;

    Typed(SettingsFile<?> file, String key, String id, String name, String help, String ifAbsent) {
      this(file, key, id, name, help, new TextField(), ifAbsent);
    }

    private Typed(
        SettingsFile<?> file,
        String key,
        String id,
        String name,
        String help,
        TextField text,
        String ifAbsent) {
      super(file, key, id, name, help, text);
      this.text = text;
      text.setPromptText(ifAbsent);
      refresh();
      text.textProperty().addListener((_, _, words) -> store(words));
    }

    abstract void store(String words);

    /// What the setting comes to where nothing is typed.
    public void setDefault(String words) {
      text.setPromptText(words);
    }
  }

  /// A word or number; empty for the default.
  public static final class Word extends Typed {

    public Word(
        SettingsFile<?> file, String key, String id, String name, String help, String ifAbsent) {
      super(file, key, id, name, help, ifAbsent);
    }

    @Override
    void store(String words) {
      file.set(key, words);
    }

    @Override
    public void refresh() {
      super.refresh();
      String now = file.text(key).orElse("");
      if (!now.equals(text.getText().strip())) {
        text.setText(now);
      }
    }
  }

  /// Globs, with commas between them.
  public static final class Words extends Typed {

    public Words(
        SettingsFile<?> file, String key, String id, String name, String help, String ifAbsent) {
      super(file, key, id, name, help, ifAbsent);
    }

    @Override
    void store(String words) {
      file.set(key, split(words));
    }

    @Override
    public void refresh() {
      super.refresh();
      List<String> now = file.texts(key);
      if (!now.equals(split(text.getText()))) {
        text.setText(String.join(", ", now));
      }
    }

    /// A comma between braces belongs to the glob.
    public static List<String> split(String words) {
      List<String> globs = new ArrayList<>();
      var glob = new StringBuilder();
      int depth = 0;
      for (int i = 0; i <= words.length(); i++) {
        char c = i == words.length() ? ',' : words.charAt(i);
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (i == words.length() || (c == ',' && depth <= 0)) {
          if (!glob.toString().isBlank()) {
            globs.add(glob.toString().strip());
          }
          glob.setLength(0);
        } else {
          glob.append(c);
        }
      }
      return globs;
    }
  }

  /// One of a few words.
  public static final class Choice extends SettingField {
    private final ComboBox<String> choice;
    private final @Nullable String ifAbsent;

    /// @param ifAbsent what the setting is where it is not set; null where it has to be chosen
    /// @param shown a word as the user reads it
    public Choice(
        SettingsFile<?> file,
        String key,
        String id,
        String name,
        String help,
        List<String> words,
        @Nullable String ifAbsent,
        Function<String, String> shown) {
      this(file, key, id, name, help, words, ifAbsent, shown, new ComboBox<>());
    }

    private Choice(
        SettingsFile<?> file,
        String key,
        String id,
        String name,
        String help,
        List<String> words,
        @Nullable String ifAbsent,
        Function<String, String> shown,
        ComboBox<String> choice) {
      super(file, key, id, name, help, choice);
      this.choice = choice;
      this.ifAbsent = ifAbsent;
      choice.getItems().setAll(words);
      choice.setConverter(
          new StringConverter<>() {
            @Override
            public String toString(@Nullable String word) {
              return word == null
                  ? ""
                  : choice.getItems().contains(word) ? shown.apply(word) : word;
            }

            @Override
            public @Nullable String fromString(String words) {
              return null;
            }
          });
      refresh();
      choice
          .valueProperty()
          .addListener((_, _, word) -> {
            if (word != null && !word.equals(file.text(key).orElse(ifAbsent))) {
              file.set(key, word);
            }
          });
    }

    /// Other words to choose from.
    public void setWords(List<String> words) {
      if (!choice.getItems().equals(words)) {
        choice.getItems().setAll(words);
        refresh();
      }
    }

    @Override
    public void refresh() {
      super.refresh();
      choice.setValue(file.text(key).orElse(ifAbsent));
    }
  }
}
