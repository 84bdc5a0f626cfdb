package org.modelwright.app.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.modelwright.app.common.Texts;
import org.modelwright.app.settings.Section;
import org.modelwright.app.settings.SettingField;

/// How text becomes tokens and windows: tokenizer, windows, split, duplicates.
final class SettingsSections {

  private static final String KIND = "tokenizer.kind";

  private final DataModel data;
  private final Texts texts;
  private final SettingField kind;
  private final SettingField vocabulary;
  private final SettingField path;
  private final Button browse;
  private final SettingField context;
  private final SettingField windows;
  private final SettingField by;
  private final SettingField validation;
  private final SettingField seed;
  private final SettingField exact;
  private final SettingField near;
  private final SettingField threshold;
  private final VBox tokenizerSection;
  private final VBox windowSection;
  private final VBox splitSection;
  private final VBox duplicateSection;

  SettingsSections(DataModel data, Texts texts, SourceChooser chooser) {
    this.data = data;
    this.texts = texts;
    kind = choice(KIND, "bpe", "bpe", "bytes", "characters", "file");
    vocabulary = word("tokenizer.vocabulary", "4096");
    path = word("tokenizer.path", "tokenizer.json");
    browse = new Button(texts.get("data.tokenizer.browse"));
    browse.setId("data-tokenizer-browse");
    browse.setOnAction(_ ->
        chooser
            .file(
                texts.get("data.tokenizer.browse.title"),
                texts.get("data.tokenizer.browse.files"),
                "*.json")
            .ifPresent(file -> data.set("tokenizer.path", file.toString())));
    context = word("context", "256");
    windows = choice("windows", "packed", "packed", "padded");
    by = choice("split.by", "document", "document", "tail");
    validation = word("split.validation", "0.1");
    seed = word("split.seed", "1");
    exact = choice("duplicates.exact", "count", "count", "drop");
    near = choice("duplicates.near", "off", "off", "count", "drop");
    threshold = word("duplicates.threshold", "0.8");
    var file = new FlowPane(8, 8, path, browse);
    file.setRowValignment(VPos.BOTTOM);
    file.managedProperty().bind(path.managedProperty());
    file.visibleProperty().bind(path.visibleProperty());
    tokenizerSection =
        section("mdi2f-format-letter-case", "tokenizer", Section.fields(kind, vocabulary), file);
    windowSection =
        section("mdi2v-view-week-outline", "windows.title", Section.fields(context, windows));
    splitSection = section("mdi2c-call-split", "split", Section.fields(by, validation, seed));
    duplicateSection =
        section("mdi2c-content-duplicate", "duplicates", Section.fields(exact, near, threshold));
    refresh();
  }

  List<Node> nodes() {
    return List.of(tokenizerSection, windowSection, splitSection, duplicateSection);
  }

  private VBox section(String icon, String name, Node... content) {
    var section =
        new Section(
            icon,
            texts.get("data." + name),
            texts.get("data." + name.replace(".title", "") + ".about"));
    section.getChildren().addAll(content);
    return section;
  }

  private SettingField word(String key, String ifAbsent) {
    return new SettingField.Word(
        data, key, id(key), texts.get("data." + key), texts.get("data." + key + ".help"), ifAbsent);
  }

  private SettingField choice(String key, String ifAbsent, String... words) {
    return new SettingField.Choice(
        data,
        key,
        id(key),
        texts.get("data." + key),
        texts.get("data." + key + ".help"),
        Arrays.asList(words),
        ifAbsent,
        word -> texts.get("data." + key + "." + word));
  }

  private static String id(String key) {
    return "data-" + key.replace('.', '-').toLowerCase(Locale.ROOT);
  }

  /// Shows what the model says, and only what has a meaning beside it.
  void refresh() {
    String tokenizer = data.text(KIND).orElse("bpe");
    SettingField.show(vocabulary, tokenizer.equals("bpe"));
    SettingField.show(path, tokenizer.equals("file"));
    SettingField.show(seed, data.text("split.by").orElse("document").equals("document"));
    SettingField.show(threshold, !data.text("duplicates.near").orElse("off").equals("off"));
    fields().forEach(SettingField::refresh);
  }

  /// Whether one of the fields is for this key.
  boolean has(String key) {
    return fields().stream().anyMatch(field -> field.key().equals(key));
  }

  private List<SettingField> fields() {
    return List.of(
        kind, vocabulary, path, context, windows, by, validation, seed, exact, near, threshold);
  }
}
