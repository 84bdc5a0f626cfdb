package org.modelwright.app.design.inspector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.WordField;
import org.modelwright.graph.PortReference;

/// What can be changed of one selected node, or of several at once.
///
/// Not ControlsFX's PropertySheet: that has no place for a sentence under a field, no third state for
/// "several values", no way back to a default, and makes all its editors anew with every change, which
/// takes the focus away from whoever goes through the fields with Tab.
final class NodesForm extends VBox {

  private static final PseudoClass SET = PseudoClass.getPseudoClass("set");

  /// Letters of an input's name that leaves the name of a node its place.
  private static final int LONGEST_PORT_BESIDE = 8;

  /// The last two take turns at one place: what is set can be reset, what is not can refer.
  private record SettingControl(
      FieldRow row, SettingEditor editor, Button reset, MenuButton reference) {}

  private final InspectorModel model;
  private final Texts texts;
  private final WordField id;
  private final WordField repeat;
  private final FieldRow repeatRow;
  private final ComboBox<String> kind = new SearchableComboBox<>();
  private final List<ComboBox<PortReference>> inputs = new ArrayList<>();
  private final Map<String, SettingControl> settings = new LinkedHashMap<>();
  private Subject.Nodes subject;
  private boolean showing;

  NodesForm(InspectorModel model, Texts texts, Subject.Nodes first) {
    this.model = model;
    this.texts = texts;
    subject = first;
    getStyleClass().add("form");
    id =
        new WordField(
            "inspector-id",
            texts,
            w -> model.renameRefusal(subject, w),
            w -> model.rename(subject, w));
    repeat =
        new WordField(
                "inspector-repeat", texts, model::repeatRefusal, w -> model.setRepeat(subject, w))
            .stepping();
    if (first.isSingle()) {
      add(after("inspector.id", id), "inspector.id");
    }
    add(FieldRow.under(texts.get("inspector.kind"), kindBox()), "inspector.kind");
    repeatRow = add(after("inspector.repeat", repeat), "inspector.repeat");
    repeatRow.managedProperty().bind(repeatRow.visibleProperty());
    addInputs();
    addSettings();
    show(first);
  }

  private FieldRow after(String key, Node control) {
    return FieldRow.after(texts.get(key), control);
  }

  private FieldRow add(FieldRow row, String key) {
    row.explain(texts.get(key + ".help"));
    getChildren().add(row);
    return row;
  }

  private ComboBox<String> kindBox() {
    kind.setId("inspector-kind");
    kind.setMaxWidth(Double.MAX_VALUE);
    kind.setVisibleRowCount(16);
    kind.setOnShowing(_ -> quietly(() -> kind.getItems().setAll(choicesWith(kind.getValue()))));
    kind.setOnAction(_ -> {
      String chosen = kind.getValue();
      if (!showing && chosen != null) {
        model.setKind(subject, chosen);
      }
    });
    return kind;
  }

  private List<String> choicesWith(@Nullable String present) {
    List<String> choices = new ArrayList<>(model.kindChoices(subject));
    if (present != null && !choices.contains(present)) {
      choices.addFirst(present);
    }
    return choices;
  }

  private void addInputs() {
    if (subject.inputs().isEmpty()) {
      return;
    }
    getChildren().add(heading("inspector.inputs"));
    for (Subject.InputRow input : subject.inputs()) {
      ComboBox<PortReference> box = new ComboBox<>();
      box.setId("input-" + input.port());
      box.setMaxWidth(Double.MAX_VALUE);
      box.setVisibleRowCount(14);
      box.setCellFactory(_ -> sourceCell());
      box.setButtonCell(sourceCell());
      box.setOnShowing(_ -> quietly(() -> box.getItems().setAll(sourcesWith(box.getValue()))));
      box.setOnAction(_ -> {
        PortReference source = box.getValue();
        if (!showing && source != null) {
          model.connect(subject, input.index(), source);
        }
      });
      inputs.add(box);
      var row =
          input.port().length() <= LONGEST_PORT_BESIDE
              ? FieldRow.after(input.port(), box)
              : FieldRow.under(input.port(), box);
      row.explain(texts.get("inspector.input.help", input.port()));
      getChildren().add(row);
    }
  }

  private List<PortReference> sourcesWith(@Nullable PortReference present) {
    List<PortReference> sources = new ArrayList<>(List.of(PortReference.NONE));
    sources.addAll(model.sources(subject));
    if (present != null && !sources.contains(present)) {
      sources.add(present);
    }
    return sources;
  }

  private ListCell<PortReference> sourceCell() {
    return new ListCell<>() {
      @Override
      protected void updateItem(@Nullable PortReference source, boolean empty) {
        super.updateItem(source, empty);
        setText(
            empty || source == null
                ? ""
                : source.equals(PortReference.NONE)
                    ? texts.get("inspector.input.none")
                    : source.toString());
      }
    };
  }

  private void addSettings() {
    if (subject.settings().isEmpty()) {
      return;
    }
    getChildren().add(heading("inspector.settings"));
    for (Subject.SettingRow row : subject.settings()) {
      String name = row.name();
      SettingEditor editor = SettingEditor.of(row, texts, owner(name));
      Button reset =
          FieldRow.iconButton(
              "reset-" + name,
              row.known() ? "mdi2b-backup-restore" : "mdi2c-close",
              texts.get(row.known() ? "inspector.setting.reset" : "inspector.setting.remove", name),
              () -> {
                model.set(subject, name, null);
                editor.focus();
              });
      MenuButton reference = references(row);
      var behind = new StackPane(reset, reference);
      behind.setAlignment(Pos.CENTER);
      var line =
          editor.isShort()
              ? FieldRow.beside(name, editor.control(), behind)
              : FieldRow.under(name, editor.control(), behind);
      line.explain(help(row));
      settings.put(name, new SettingControl(line, editor, reset, reference));
      getChildren().add(line);
    }
  }

  private MenuButton references(Subject.SettingRow row) {
    var menu = new MenuButton(null, new FontIcon("mdi2l-link-variant"));
    menu.setId("reference-" + row.name());
    menu.getStyleClass().addAll("flat", "icon-button", "no-arrow");
    menu.setTooltip(FieldRow.tooltip(texts.get("inspector.setting.reference")));
    menu.setAccessibleText(texts.get("inspector.setting.reference"));
    for (String reference : subject.references()) {
      var item = new MenuItem("$" + reference);
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> model.set(subject, row.name(), "$" + reference));
      menu.getItems().add(item);
    }
    return menu;
  }

  private SettingEditor.Owner owner(String name) {
    return new SettingEditor.Owner() {
      @Override
      public Optional<Sentence> refusal(String word) {
        return word.isEmpty()
            ? Optional.empty()
            : row(name).flatMap(r -> model.refusal(subject, r, word));
      }

      @Override
      public boolean set(@Nullable String word) {
        return model.set(subject, name, word);
      }
    };
  }

  private Optional<Subject.SettingRow> row(String name) {
    return subject.settings().stream().filter(r -> r.name().equals(name)).findFirst();
  }

  /// What the setting does, what it accepts, and its default.
  private String help(Subject.SettingRow row) {
    List<String> lines = new ArrayList<>();
    String key = "layer." + row.kind().kind() + "." + row.name();
    switch (row.kind().origin()) {
      case CATALOGUE -> lines.add(texts.has(key) ? texts.get(key) : "");
      case BLOCK -> lines.add(texts.get("inspector.setting.block", row.kind().kind()));
      case CUSTOM -> lines.add(texts.get("inspector.setting.custom", row.kind().kind()));
      case UNKNOWN -> {}
    }
    if (row.type() != null) {
      lines.add(InspectorModel.wanted(row.type()).in(texts));
    }
    String ifAbsent = row.ifAbsent();
    if (ifAbsent != null) {
      lines.add(texts.get("inspector.setting.default", ifAbsent));
    } else if (texts.has(key + ".default")) {
      lines.add(texts.get("inspector.setting.default", texts.get(key + ".default")));
    }
    lines.removeIf(String::isEmpty);
    return String.join("\n", lines);
  }

  private Label heading(String key) {
    var heading = new Label(texts.get(key));
    heading.getStyleClass().add("section-heading");
    return heading;
  }

  /// Shows another state of the same nodes, or other nodes that the form fits.
  void show(Subject.Nodes next) {
    subject = next;
    quietly(() -> {
      id.show(next.first().id(), "");
      repeat.show(
          next.repeat() == 0 ? "" : Integer.toString(next.repeat()),
          next.repeat() == 0 ? texts.get("inspector.mixed") : "1");
      repeatRow.setVisible(next.repeat() != 1 || next.kind().canRepeat());
      showKind();
      for (Subject.InputRow input : next.inputs()) {
        ComboBox<PortReference> box = inputs.get(input.index());
        box.setValue(input.source());
        box.setDisable(!input.reachable());
      }
      for (Subject.SettingRow row : next.settings()) {
        SettingControl control = settings.get(row.name());
        if (control != null) {
          control.editor().show(row, next.references());
          control.row().pseudoClassStateChanged(SET, row.isSet());
          control.reset().setVisible(row.isSet());
          control.reference().setVisible(!row.isSet() && !next.references().isEmpty());
        }
      }
    });
  }

  private void showKind() {
    String present = subject.sameKind() ? subject.kind().kind() : null;
    kind.setPromptText(texts.get("inspector.mixed"));
    kind.setValue(present);
    kind.setTooltip(present == null ? null : new Tooltip(present));
  }

  /// Hands over what is being typed, before the form goes away.
  void commit() {
    id.commit();
    repeat.commit();
    settings.values().forEach(c -> c.editor().commit());
  }

  private void quietly(Runnable change) {
    boolean before = showing;
    showing = true;
    try {
      change.run();
    } finally {
      showing = before;
    }
  }
}
