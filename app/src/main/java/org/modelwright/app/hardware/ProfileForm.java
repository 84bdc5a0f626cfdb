package org.modelwright.app.hardware;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.hardware.ProfileFields.Field;

/// All keys of a profile as fields with unit and range, and beneath each what is wrong with it.
final class ProfileForm extends VBox {

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");
  private static final double NARROW = 152;
  private static final double WIDE = 320;

  private final ProfileDraft draft;
  private final Texts texts;
  private final PlanWords words;
  private final Map<String, Control> controls = new LinkedHashMap<>();
  private final Map<String, Label> faults = new LinkedHashMap<>();
  private final Label elsewhere = Look.words("", "hardware-failure");
  private final Button save;

  /// @param done what happens at Save
  /// @param cancelled what happens at Cancel
  ProfileForm(String name, ProfileDraft draft, Texts texts, Runnable done, Runnable cancelled) {
    super(12);
    this.draft = draft;
    this.texts = texts;
    words = new PlanWords(texts);
    setId("planner-form");
    save =
        Look.button(
            "planner-form-save", texts.get("hardware.save"), texts.get("hardware.save.tip"), done);
    save.getStyleClass().add("accent");
    Button cancel =
        Look.button(
            "planner-form-cancel",
            texts.get("hardware.cancel"),
            texts.get("hardware.cancel.tip"),
            cancelled);
    elsewhere.setId("planner-form-problem");
    getChildren()
        .addAll(
            Look.words(texts.get("hardware.editing", name), "hardware-heading"),
            new FlowPane(8, 8, save, cancel),
            elsewhere);
    for (ProfileFields.Section section : ProfileFields.ALL) {
      var fields = new FlowPane(12, 8);
      section.fields().forEach(field -> fields.getChildren().add(field(field)));
      getChildren()
          .add(
              new VBox(
                  4,
                  Look.words(texts.get("hardware.section." + section.name()), "hardware-label"),
                  fields));
    }
    refresh();
  }

  private Node field(Field field) {
    String key = field.key();
    String id = "planner-field-" + key.replace('.', '-');
    String name =
        key.endsWith(".source")
            ? texts.get("hardware.field.source")
            : texts.get("hardware.field." + key);
    Control control = control(field);
    control.setId(id);
    control.setMaxWidth(Double.MAX_VALUE);
    control.setTooltip(Tips.soon(tip(field, name)));
    control.setAccessibleText(name);
    var label =
        Look.words(field.unit().isEmpty() ? name : name + " (" + field.unit() + ")", "text-muted");
    label.setLabelFor(control);
    var fault = Look.words("", "hardware-fault");
    fault.setId(id + "-fault");
    controls.put(key, control);
    faults.put(key, fault);
    var box = new VBox(2, label, control, fault);
    boolean wide =
        field.form() == ProfileFields.Form.LINES
            || key.endsWith(".source")
            || key.equals("summary")
            || key.equals("device.name");
    box.setPrefWidth(wide ? WIDE : NARROW);
    return box;
  }

  private String tip(Field field, String name) {
    String more =
        texts.has("hardware.field." + field.key() + ".tip")
            ? texts.get("hardware.field." + field.key() + ".tip")
            : name;
    return switch (field.form()) {
      case NUMBER, WHOLE ->
          texts.get(
              "hardware.range",
              more,
              words.number(field.low(), field.low() == Math.rint(field.low()) ? 0 : 1),
              words.number(field.high(), 0),
              field.unit());
      case WORDS, CHOICE, LINES -> more;
    };
  }

  private Control control(Field field) {
    String key = field.key();
    return switch (field.form()) {
      case CHOICE -> {
        var choice = new ComboBox<String>();
        choice.getItems().setAll("cpu", "cuda");
        String now = draft.text(key);
        choice.setValue(now.isEmpty() ? "cuda" : now);
        choice
            .valueProperty()
            .addListener((_, _, chosen) -> set(key, Objects.requireNonNullElse(chosen, "")));
        yield choice;
      }
      case LINES -> {
        var area = new TextArea(draft.text(key));
        area.setPrefRowCount(3);
        area.setWrapText(true);
        yield typed(key, area);
      }
      case WORDS, NUMBER, WHOLE -> typed(key, new TextField(draft.text(key)));
    };
  }

  private <T extends TextInputControl> T typed(String key, T input) {
    input.textProperty().addListener((_, _, typed) -> set(key, typed));
    return input;
  }

  private void set(String key, String typed) {
    draft.set(key, typed);
    refresh();
  }

  private void refresh() {
    faults.forEach((key, fault) -> {
      String problem = draft.problems().get(key);
      say(fault, problem);
      Objects.requireNonNull(controls.get(key)).pseudoClassStateChanged(WRONG, problem != null);
    });
    say(elsewhere, draft.problems().get(""));
    save.setDisable(!draft.isChanged() || !draft.problems().isEmpty());
  }

  /// What went wrong outside of the fields, such as a disk that is full.
  void fail(@Nullable String sentence) {
    say(elsewhere, sentence);
  }

  private static void say(Label label, @Nullable String sentence) {
    label.setText(sentence == null ? "" : sentence);
    label.setVisible(sentence != null);
    label.setManaged(sentence != null);
  }
}
