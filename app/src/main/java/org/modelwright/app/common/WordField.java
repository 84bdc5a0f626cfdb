package org.modelwright.app.common;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A text field for one word. What is typed goes on at Enter or when the focus leaves; what cannot be
/// accepted stays in the field with a sentence under it; Escape brings back what was there.
public final class WordField extends VBox {

  private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("danger");

  private final Texts texts;
  private final Function<String, Optional<Sentence>> refusal;
  private final Predicate<String> commit;
  private final TextField field = new TextField();
  private final Label fault = new Label();
  private String shown = "";
  private boolean steps;

  /// @param id of the text field; the sentence under it is `ID-fault`
  /// @param refusal why a word is not accepted; empty where it is
  /// @param commit takes an accepted word; false where it could not be done after all
  public WordField(
      String id,
      Texts texts,
      Function<String, Optional<Sentence>> refusal,
      Predicate<String> commit) {
    this.texts = texts;
    this.refusal = refusal;
    this.commit = commit;
    getStyleClass().add("word-field");
    field.setId(id);
    field.setMaxWidth(Double.MAX_VALUE);
    field.setPrefColumnCount(6);
    field.setMinWidth(40);
    fault.setId(id + "-fault");
    fault.getStyleClass().add("fault");
    fault.setWrapText(true);
    fault.setMinHeight(USE_PREF_SIZE);
    fault.managedProperty().bind(fault.visibleProperty());
    tell(Optional.empty());
    getChildren().addAll(field, fault);
    field.setOnAction(_ -> commit());
    field
        .focusedProperty()
        .addListener((_, _, focused) -> {
          if (!focused && getScene() != null) {
            commit();
          }
        });
    field
        .textProperty()
        .addListener((_, _, word) -> {
          if (fault.isVisible()) {
            tell(refusal.apply(word.strip()));
          }
        });
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /// Lets the arrow keys count up and down.
  public WordField stepping() {
    steps = true;
    return this;
  }

  public void setTooltip(@Nullable Tooltip tooltip) {
    field.setTooltip(tooltip);
  }

  /// The sentence under the field, for whoever has a wider place for it.
  public Label takeFault() {
    getChildren().remove(fault);
    return fault;
  }

  public TextField field() {
    return field;
  }

  @Override
  public void requestFocus() {
    field.requestFocus();
  }

  /// What the document says. A word that is being typed stays, unless the document's has changed.
  ///
  /// @param prompt stands there while the field is empty
  public void show(String word, String prompt) {
    field.setPromptText(prompt);
    if (!word.equals(shown) || field.getText().strip().equals(word)) {
      shown = word;
      field.setText(word);
      tell(word.isEmpty() ? Optional.empty() : refusal.apply(word));
    }
  }

  /// Hands over what was typed, if anything was.
  public void commit() {
    String word = field.getText().strip();
    if (word.equals(shown)) {
      return;
    }
    Optional<Sentence> why = refusal.apply(word);
    tell(why);
    if (why.isEmpty()) {
      String before = shown;
      shown = word;
      if (!commit.test(word)) {
        shown = before;
        field.setText(before);
      }
    }
  }

  private void tell(Optional<Sentence> why) {
    fault.setVisible(why.isPresent());
    fault.setText(why.map(w -> w.in(texts)).orElse(""));
    field.pseudoClassStateChanged(REFUSED, why.isPresent());
  }

  private void pressed(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> {
        if (!field.getText().equals(shown)) {
          field.setText(shown);
          tell(shown.isEmpty() ? Optional.empty() : refusal.apply(shown));
          event.consume();
        }
      }
      case UP -> step(event, 1);
      case DOWN -> step(event, -1);
      default -> {}
    }
  }

  private void step(KeyEvent event, long by) {
    String from = field.getText().isBlank() ? field.getPromptText() : field.getText().strip();
    if (!steps || !from.matches("-?\\d{1,15}")) {
      return;
    }
    event.consume();
    String next = Long.toString(Long.parseLong(from) + by);
    if (refusal.apply(next).isEmpty()) {
      field.setText(next);
      field.end();
      commit();
    }
  }
}
