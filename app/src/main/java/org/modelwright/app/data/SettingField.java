package org.modelwright.app.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// One setting: its name, its control, and beneath what is wrong with it. The control writes the model;
/// `refresh` shows what the model says.
abstract class SettingField extends VBox {

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

  final DataModel data;
  final String key;
  private final Label problem = new Label();

  /// @param id of the control
  /// @param help meaning, range and default, in words
  SettingField(DataModel data, String key, String id, String name, String help, Control control) {
    super(4);
    this.data = data;
    this.key = key;
    var label = new Label(name);
    label.getStyleClass().add("data-field-name");
    label.setLabelFor(control);
    control.setId(id);
    control.setMaxWidth(Double.MAX_VALUE);
    control.setTooltip(tooltip(help));
    control.setAccessibleText(name);
    control.setAccessibleHelp(help);
    problem.setId(id + "-problem");
    problem.setWrapText(true);
    problem.getStyleClass().add("data-problem");
    problem.setMinHeight(USE_PREF_SIZE);
    getStyleClass().add("data-field");
    getChildren().addAll(label, control, problem);
  }

  static Tooltip tooltip(String words) {
    var tooltip = new Tooltip(words);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(360);
    tooltip.setShowDelay(Duration.millis(400));
    return tooltip;
  }

  void refresh() {
    String sentence = data.problemsProperty().get().get(key);
    problem.setText(sentence == null ? "" : sentence);
    show(problem, sentence != null);
    getChildren().get(1).pseudoClassStateChanged(WRONG, sentence != null);
  }

  static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /// What is typed.
  abstract static class Typed extends SettingField {
    final TextField text;

    Typed(DataModel data, String key, String id, String name, String help, String ifAbsent) {
      this(data, key, id, name, help, new TextField(), ifAbsent);
    }

    private Typed(
        DataModel data,
        String key,
        String id,
        String name,
        String help,
        TextField text,
        String ifAbsent) {
      super(data, key, id, name, help, text);
      this.text = text;
      text.setPromptText(ifAbsent);
      refresh();
      text.textProperty().addListener((_, _, words) -> store(words));
    }

    abstract void store(String words);
  }

  /// A word or number; empty for the default.
  static final class Word extends Typed {

    Word(DataModel data, String key, String id, String name, String help, String ifAbsent) {
      super(data, key, id, name, help, ifAbsent);
    }

    @Override
    void store(String words) {
      data.set(key, words);
    }

    @Override
    void refresh() {
      super.refresh();
      String now = data.text(key).orElse("");
      if (!now.equals(text.getText().strip())) {
        text.setText(now);
      }
    }
  }

  /// Globs, with commas between them.
  static final class Words extends Typed {

    Words(DataModel data, String key, String id, String name, String help, String ifAbsent) {
      super(data, key, id, name, help, ifAbsent);
    }

    @Override
    void store(String words) {
      data.set(key, split(words));
    }

    @Override
    void refresh() {
      super.refresh();
      List<String> now = data.texts(key);
      if (!now.equals(split(text.getText()))) {
        text.setText(String.join(", ", now));
      }
    }

    /// A comma between braces belongs to the glob.
    static List<String> split(String words) {
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
  static final class Choice extends SettingField {
    private final ComboBox<String> choice;
    private final @Nullable String ifAbsent;

    /// @param ifAbsent what the setting is where it is not set; null where it has to be chosen
    /// @param shown a word as the user reads it
    Choice(
        DataModel data,
        String key,
        String id,
        String name,
        String help,
        List<String> words,
        @Nullable String ifAbsent,
        Function<String, String> shown) {
      this(data, key, id, name, help, words, ifAbsent, shown, new ComboBox<>());
    }

    private Choice(
        DataModel data,
        String key,
        String id,
        String name,
        String help,
        List<String> words,
        @Nullable String ifAbsent,
        Function<String, String> shown,
        ComboBox<String> choice) {
      super(data, key, id, name, help, choice);
      this.choice = choice;
      this.ifAbsent = ifAbsent;
      choice.getItems().setAll(words);
      choice.setConverter(
          new StringConverter<>() {
            @Override
            public String toString(@Nullable String word) {
              return word == null ? "" : words.contains(word) ? shown.apply(word) : word;
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
            if (word != null && !word.equals(data.text(key).orElse(ifAbsent))) {
              data.set(key, word);
            }
          });
    }

    @Override
    void refresh() {
      super.refresh();
      choice.setValue(data.text(key).orElse(ifAbsent));
    }
  }
}
