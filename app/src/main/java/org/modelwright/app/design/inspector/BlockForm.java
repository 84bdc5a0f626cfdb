package org.modelwright.app.design.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.WordField;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Fixes;
import org.modelwright.graph.PortReference;
import org.modelwright.layer.SettingType;

/// The open block itself: its name, what it takes and gives, and the settings that its uses may
/// override.
final class BlockForm extends VBox {

  private final InspectorModel model;
  private final Texts texts;
  private final Block block;
  private final List<WordField> fields = new ArrayList<>();

  BlockForm(InspectorModel model, Texts texts, Subject.OpenBlock subject) {
    this.model = model;
    this.texts = texts;
    block = subject.block();
    getStyleClass().add("form");
    boolean main = block.name().equals(Block.MAIN);
    if (!main) {
      addName();
      addInputs();
    }
    addOutputs();
    addSettings();
    if (!main) {
      addRemove(subject.whyStays());
    }
  }

  private void addName() {
    WordField name =
        field(
            "block-name",
            block.name(),
            w -> refusal(w, block.name(), new Edit.RenameBlock(block.name(), w)),
            w -> new Edit.RenameBlock(block.name(), w));
    var row = FieldRow.after(texts.get("inspector.block.name"), name);
    row.explain(texts.get("inspector.block.name.help"));
    getChildren().add(row);
  }

  private void addInputs() {
    heading(
        "inspector.block.inputs",
        "block-input-add",
        () -> {
          List<String> taken = new ArrayList<>(block.inputs());
          block.nodes().forEach(n -> taken.add(n.id()));
          model.execute(BlockEdits.addInput(block, BlockEdits.fresh("input", taken)));
        });
    for (int i = 0; i < block.inputs().size(); i++) {
      int index = i;
      String old = block.inputs().get(i);
      WordField name =
          field(
              "block-input-" + i,
              old,
              w -> refusal(w, old, BlockEdits.renameInput(block, index, w)),
              w -> BlockEdits.renameInput(block, index, w));
      Button remove =
          remove(
              "block-input-remove-" + i,
              old,
              () -> BlockEdits.removeInput(model.architecture(), block, index));
      getChildren().add(line(name, remove));
    }
  }

  private void addOutputs() {
    List<PortReference> candidates = candidates();
    heading(
        "inspector.block.outputs",
        "block-output-add",
        () -> {
          List<PortReference> outputs = new ArrayList<>(block.outputs());
          candidates.stream()
              .filter(c -> !outputs.contains(c))
              .reduce((_, last) -> last)
              .ifPresent(outputs::add);
          model.execute(Fixes.setOutputs(block, outputs));
        });
    if (block.outputs().isEmpty()) {
      getChildren().add(note("inspector.block.outputs.none"));
    }
    for (int i = 0; i < block.outputs().size(); i++) {
      int index = i;
      PortReference present = block.outputs().get(i);
      ComboBox<PortReference> box = new ComboBox<>();
      box.setId("block-output-" + i);
      box.setMaxWidth(Double.MAX_VALUE);
      box.getItems().setAll(candidates);
      if (!candidates.contains(present)) {
        box.getItems().add(present);
      }
      box.setValue(present);
      box.setOnAction(_ -> {
        List<PortReference> outputs = new ArrayList<>(block.outputs());
        outputs.set(index, box.getValue());
        model.execute(Fixes.setOutputs(block, outputs));
      });
      Button remove =
          remove(
              "block-output-remove-" + i,
              present.toString(),
              () -> {
                List<PortReference> outputs = new ArrayList<>(block.outputs());
                outputs.remove(index);
                return Fixes.setOutputs(block, outputs);
              });
      getChildren().add(line(box, remove));
    }
  }

  private List<PortReference> candidates() {
    List<PortReference> candidates = new ArrayList<>();
    block.inputs().forEach(i -> candidates.add(new PortReference(i)));
    block.nodes().forEach(n -> candidates.add(new PortReference(n.id())));
    return candidates;
  }

  private void addSettings() {
    heading(
        "inspector.block.settings",
        "block-setting-add",
        () ->
            model.execute(
                Fixes.setDefault(
                    block, BlockEdits.fresh("setting", block.settings().keySet()), "0")));
    if (block.settings().isEmpty()) {
      getChildren().add(note("inspector.block.settings.none"));
    }
    int i = 0;
    for (Map.Entry<String, String> setting : block.settings().entrySet()) {
      addSetting(i++, setting.getKey(), setting.getValue());
    }
  }

  private void addSetting(int index, String old, String word) {
    WordField name =
        field(
            "block-setting-" + index,
            old,
            w -> settingNameRefusal(w, old),
            w -> BlockEdits.renameSetting(model.architecture(), block, old, w));
    SettingType<?> type = model.declaredType(block, old);
    WordField value =
        field(
            "block-default-" + index,
            word,
            w -> defaultRefusal(type, w),
            w -> Fixes.setDefault(block, old, w));
    value.setTooltip(
        FieldRow.tooltip(
            type == null
                ? texts.get("inspector.block.setting.unused")
                : InspectorModel.wanted(type).in(texts)));
    Button remove =
        remove(
            "block-setting-remove-" + index,
            old,
            () -> BlockEdits.removeSetting(model.architecture(), block, old));
    getChildren().add(line(name, value, remove));
  }

  private static Optional<Sentence> defaultRefusal(@Nullable SettingType<?> type, String word) {
    if (word.isEmpty()) {
      return Optional.of(Sentence.of("inspector.refused.empty"));
    }
    if (word.startsWith("$")) {
      return Optional.of(Sentence.of("inspector.refused.default.reference"));
    }
    return type == null ? Optional.empty() : InspectorModel.refusal(type, word);
  }

  private void addRemove(String whyStays) {
    var remove = new Button(texts.get("inspector.block.remove"));
    remove.setId("block-remove");
    remove.getStyleClass().addAll("danger", "small");
    remove.setDisable(!whyStays.isEmpty());
    remove.setOnAction(_ -> model.execute(new Edit.RemoveBlock(block.name())));
    var box = new VBox(remove);
    box.getStyleClass().add("form-actions");
    if (!whyStays.isEmpty()) {
      box.getChildren().add(note(whyStays));
    }
    getChildren().add(box);
  }

  private Optional<Sentence> refusal(String word, String present, Edit edit) {
    if (word.isEmpty()) {
      return Optional.of(Sentence.of("inspector.refused.empty"));
    }
    return word.equals(present) ? Optional.empty() : model.refusal(edit);
  }

  private Optional<Sentence> settingNameRefusal(String word, String old) {
    return !word.equals(old) && block.settings().containsKey(word)
        ? Optional.of(Sentence.of("inspector.refused.taken", word))
        : refusal(word, old, BlockEdits.renameSetting(model.architecture(), block, old, word));
  }

  private WordField field(
      String id,
      String word,
      Function<String, Optional<Sentence>> refusal,
      Function<String, Edit> edit) {
    var field = new WordField(id, texts, refusal, w -> model.execute(edit.apply(w)));
    field.show(word, "");
    fields.add(field);
    return field;
  }

  private Button remove(String id, String what, Supplier<Edit> edit) {
    return FieldRow.iconButton(
        id,
        "mdi2c-close",
        texts.get("inspector.block.take.out", what),
        () -> model.execute(edit.get()));
  }

  /// Controls side by side; what is wrong with their words stands under them, over the whole width.
  private static VBox line(Node... nodes) {
    var line = new HBox(nodes);
    line.getStyleClass().add("line");
    var row = new VBox(line);
    for (Node node : nodes) {
      if (!(node instanceof Button)) {
        HBox.setHgrow(node, Priority.ALWAYS);
      }
      if (node instanceof WordField field) {
        row.getChildren().add(field.takeFault());
      }
    }
    return row;
  }

  private void heading(String key, String addId, Runnable add) {
    var words = new Label(texts.get(key));
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button button = FieldRow.iconButton(addId, "mdi2p-plus", texts.get(key + ".add"), add);
    var heading = new HBox(words, button);
    words.getStyleClass().add("section-heading");
    heading.getStyleClass().add("section");
    getChildren().add(heading);
  }

  private Label note(String key) {
    var note = new Label(texts.get(key));
    note.getStyleClass().add("note");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    return note;
  }

  /// Hands over what is being typed, before the form goes away.
  void commit() {
    fields.forEach(WordField::commit);
  }
}
