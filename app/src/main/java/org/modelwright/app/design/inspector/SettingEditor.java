package org.modelwright.app.design.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.WordField;
import org.modelwright.layer.SettingType;

/// The control for one setting, by what the setting accepts.
abstract sealed class SettingEditor {

  /// What an editor asks and tells.
  interface Owner {

    /// Why a word is not accepted; the empty word stands for the default.
    Optional<Sentence> refusal(String word);

    /// @param word null for the default
    boolean set(@Nullable String word);
  }

  abstract Node control();

  abstract void show(Subject.SettingRow row, List<String> references);

  /// Whether what it shows is a few letters, in every language.
  abstract boolean isShort();

  abstract void focus();

  /// Hands over what was typed, before the control goes away.
  void commit() {}

  static SettingEditor of(Subject.SettingRow row, Texts texts, Owner owner) {
    return switch (row.type()) {
      case SettingType.Flag _ -> new Flag(row, texts, owner);
      case SettingType.Choice<?> choice -> new Choice(row.name(), choice, texts, owner);
      case SettingType.Whole _ -> new Text(row, texts, owner, true);
      case SettingType.Decimal _ -> new Text(row, texts, owner, false);
      case null -> new Text(row, texts, owner, false);
    };
  }

  /// What stands where the drawing says nothing: the default, or that the nodes differ.
  private static String absent(Subject.SettingRow row, Texts texts) {
    if (row.mixed()) {
      return texts.get("inspector.mixed");
    }
    String ifAbsent = row.ifAbsent();
    if (ifAbsent != null) {
      return ifAbsent;
    }
    String key = defaultKey(row);
    return texts.has(key) ? texts.get(key) : "";
  }

  /// Of the words for a default that is no plain value.
  private static String defaultKey(Subject.SettingRow row) {
    return "layer." + row.kind().kind() + "." + row.name() + ".default";
  }

  private static final class Text extends SettingEditor {
    private final Texts texts;
    private final WordField field;
    private final boolean isShort;

    Text(Subject.SettingRow row, Texts texts, Owner owner, boolean stepping) {
      this(row.name(), row.ifAbsent() != null || !texts.has(defaultKey(row)), texts, owner);
      if (stepping) {
        field.stepping();
      }
    }

    Text(String id, boolean isShort, Texts texts, Owner owner) {
      this.texts = texts;
      this.isShort = isShort;
      field =
          new WordField(
              "setting-" + id,
              texts,
              owner::refusal,
              word -> owner.set(word.isEmpty() ? null : word));
    }

    @Override
    boolean isShort() {
      return isShort;
    }

    @Override
    Node control() {
      return field;
    }

    @Override
    void focus() {
      field.requestFocus();
    }

    @Override
    void show(Subject.SettingRow row, List<String> references) {
      String word = row.word();
      field.show(word == null ? "" : word, absent(row, texts));
    }

    @Override
    void commit() {
      field.commit();
    }
  }

  /// A check box; a text field where the drawing says something else than true or false.
  private static final class Flag extends SettingEditor {
    private static final PseudoClass DEFAULT = PseudoClass.getPseudoClass("absent");
    private final Texts texts;
    private final CheckBox box = new CheckBox();
    private final Text text;
    private final StackPane both;
    private boolean ifAbsent;

    Flag(Subject.SettingRow row, Texts texts, Owner owner) {
      this.texts = texts;
      text = new Text(row.name() + "-word", false, texts, owner);
      both = new StackPane(box, text.control());
      both.getStyleClass().add("flag");
      box.setId("setting-" + row.name());
      box.visibleProperty().bind(text.control().visibleProperty().not());
      text.control().managedProperty().bind(text.control().visibleProperty());
      Supplier<@Nullable String> word =
          () -> box.isSelected() == ifAbsent ? null : Boolean.toString(box.isSelected());
      box.setOnAction(_ -> owner.set(word.get()));
    }

    @Override
    boolean isShort() {
      return true;
    }

    @Override
    Node control() {
      return both;
    }

    @Override
    void focus() {
      if (box.isVisible()) {
        box.requestFocus();
      } else {
        text.focus();
      }
    }

    @Override
    void show(Subject.SettingRow row, List<String> references) {
      String word = row.word();
      ifAbsent = "true".equals(row.ifAbsent());
      boolean plain = word == null || word.equals("true") || word.equals("false");
      text.control().setVisible(!plain);
      text.show(row, references);
      boolean on = word == null ? ifAbsent : word.equals("true");
      box.setIndeterminate(row.mixed());
      box.setSelected(on);
      box.setText(
          row.mixed()
              ? texts.get("inspector.mixed")
              : texts.get(on ? "inspector.flag.on" : "inspector.flag.off"));
      box.pseudoClassStateChanged(DEFAULT, !row.isSet() && !row.mixed());
    }

    @Override
    void commit() {
      text.commit();
    }
  }

  /// The words to choose from, the default first, and the settings of the block behind them.
  private static final class Choice extends SettingEditor {
    private static final String ABSENT = "";
    private final SettingType.Choice<?> type;
    private final ComboBox<String> box = new ComboBox<>();
    private final Texts texts;
    private String absent = "";
    private boolean showing;

    Choice(String name, SettingType.Choice<?> type, Texts texts, Owner owner) {
      this.type = type;
      this.texts = texts;
      box.setId("setting-" + name);
      box.setMaxWidth(Double.MAX_VALUE);
      box.setCellFactory(_ -> cell());
      box.setButtonCell(cell());
      box.setOnAction(_ -> {
        String word = box.getValue();
        if (!showing && word != null) {
          owner.set(word.equals(ABSENT) ? null : word);
        }
      });
    }

    @Override
    boolean isShort() {
      return false;
    }

    private ListCell<String> cell() {
      return new ListCell<>() {
        @Override
        protected void updateItem(@Nullable String word, boolean empty) {
          super.updateItem(word, empty);
          setText(empty || word == null ? "" : word.equals(ABSENT) ? absent : word);
        }
      };
    }

    @Override
    Node control() {
      return box;
    }

    @Override
    void focus() {
      box.requestFocus();
    }

    @Override
    void show(Subject.SettingRow row, List<String> references) {
      String words = absent(row, texts);
      absent = row.mixed() ? words : texts.get("inspector.default", words);
      List<String> items = new ArrayList<>(List.of(ABSENT));
      items.addAll(type.words());
      references.forEach(r -> items.add("$" + r));
      String word = row.word();
      if (word != null && !items.contains(word)) {
        items.add(word);
      }
      showing = true;
      try {
        box.getItems().setAll(items);
        box.setValue(word == null ? ABSENT : word);
        box.setButtonCell(cell());
      } finally {
        showing = false;
      }
    }
  }
}
