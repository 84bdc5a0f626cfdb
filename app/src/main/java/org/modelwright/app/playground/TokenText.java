package org.modelwright.app.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.modelwright.app.common.Texts;
import org.modelwright.evaluate.Prediction;

/// A text of tokens that grows at its end. The token under the mouse, or the one that the arrow keys have
/// gone to, shows what the model expected in its place.
final class TokenText extends StackPane {

  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final int NONE = -1;
  private static final double GAP = 4;

  /// A token more lays out the paragraph that it is in, so that a long text has several: one ends at a new
  /// line after so many tokens, or at the latest after so many.
  private static final int PARAGRAPH = 100;

  private static final int LONGEST_PARAGRAPH = 1000;

  private final ObservableList<Writing.Piece> pieces;
  private final VBox paragraphs = new VBox();
  private final List<Text> spans = new ArrayList<>();
  private final ScrollPane scroll = new ScrollPane(paragraphs);
  private final PredictionCard card;
  // held by the view alone: the list may outlive it
  private final ListChangeListener<Writing.Piece> growth = this::grow;
  private int current = NONE;

  /// @param id of what takes the keyboard
  TokenText(String id, Texts texts, ObservableList<Writing.Piece> pieces) {
    this.pieces = pieces;
    card = new PredictionCard(texts);
    getStyleClass().add("playground-text");
    paragraphs.getStyleClass().add("playground-flow");
    scroll.setId(id);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(true);
    card.setManaged(false);
    card.setVisible(false);
    card.setMouseTransparent(true);
    getChildren().addAll(scroll, card);
    pieces.addListener(new WeakListChangeListener<>(growth));
    paragraphs.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
    paragraphs.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> show(NONE));
    scroll.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
    scroll
        .focusedProperty()
        .subscribe((_, focused) -> {
          if (!focused) {
            show(NONE);
          }
        });
  }

  private void grow(ListChangeListener.Change<? extends Writing.Piece> change) {
    boolean follows = scroll.getVvalue() > 0.98 || paragraphs.getHeight() <= scroll.getHeight();
    while (change.next()) {
      if (change.wasRemoved()) {
        show(NONE);
        paragraphs.getChildren().clear();
        spans.clear();
      }
      change.getAddedSubList().forEach(this::add);
    }
    if (follows) {
      Platform.runLater(() -> {
        scroll.layout();
        scroll.setVvalue(1);
      });
    }
  }

  private void add(Writing.Piece piece) {
    Text span = span(piece);
    spans.add(span);
    TextFlow last =
        paragraphs.getChildren().isEmpty() ? null : (TextFlow) paragraphs.getChildren().getLast();
    if (last == null || isFull(last)) {
      last = new TextFlow();
      paragraphs.getChildren().add(last);
    }
    last.getChildren().add(span);
  }

  private static boolean isFull(TextFlow paragraph) {
    int tokens = paragraph.getChildren().size();
    if (tokens < PARAGRAPH || !(paragraph.getChildren().getLast() instanceof Text end)) {
      return false;
    }
    if (end.getText().endsWith("\n")) {
      // the next paragraph is the new line
      end.setText(end.getText().substring(0, end.getText().length() - 1));
      return true;
    }
    return tokens >= LONGEST_PARAGRAPH;
  }

  private static Text span(Writing.Piece piece) {
    var span = new Text(piece.text());
    Prediction prediction = piece.prediction();
    if (prediction == null) {
      span.getStyleClass().add("playground-given");
    } else {
      double p = prediction.probability();
      span.getStyleClass()
          .addAll(
              "playground-token",
              p >= 0.5 ? "likely" : p >= 0.1 ? "possible" : p >= 0.01 ? "unlikely" : "surprising");
    }
    return span;
  }

  private void hover(MouseEvent event) {
    show(
        event.getPickResult().getIntersectedNode() instanceof Text token
            ? spans.indexOf(token)
            : NONE);
  }

  private void press(KeyEvent event) {
    int next =
        switch (event.getCode()) {
          case RIGHT -> next(current, 1);
          case LEFT -> next(current == NONE ? pieces.size() : current, -1);
          case HOME -> next(NONE, 1);
          case END -> next(pieces.size(), -1);
          default -> NONE;
        };
    if (next != NONE) {
      reveal(next);
      show(next);
      event.consume();
    } else if (event.getCode() == javafx.scene.input.KeyCode.ESCAPE && current != NONE) {
      show(NONE);
      event.consume();
    }
  }

  /// The next token that can be seen.
  private int next(int from, int by) {
    for (int i = from + by; i >= 0 && i < pieces.size(); i += by) {
      if (isToken(i) && !pieces.get(i).text().isEmpty()) {
        return i;
      }
    }
    return NONE;
  }

  private boolean isToken(int index) {
    return index >= 0 && index < pieces.size() && pieces.get(index).prediction() != null;
  }

  private void reveal(int index) {
    double hidden = paragraphs.getHeight() - scroll.getViewportBounds().getHeight();
    if (hidden > 0) {
      Text token = spans.get(index);
      double middle =
          paragraphs.sceneToLocal(token.localToScene(token.getBoundsInLocal())).getCenterY();
      double top = middle - scroll.getViewportBounds().getHeight() / 2;
      scroll.setVvalue(Math.clamp(top / hidden, 0, 1));
      scroll.layout();
    }
  }

  private void show(int index) {
    if (current != NONE && current < spans.size()) {
      spans.get(current).pseudoClassStateChanged(CURRENT, false);
    }
    current = isToken(index) ? index : NONE;
    card.setVisible(current != NONE);
    if (current != NONE) {
      var token = spans.get(current);
      token.pseudoClassStateChanged(CURRENT, true);
      Writing.Piece piece = pieces.get(current);
      card.show(piece.text(), Objects.requireNonNull(piece.prediction()));
      place(sceneToLocal(token.localToScene(token.getBoundsInLocal())));
    }
  }

  /// Under the token, or above it where there is more room.
  private void place(Bounds token) {
    card.applyCss();
    double width = Math.ceil(card.prefWidth(-1));
    double height = Math.ceil(card.prefHeight(width));
    double x = Math.max(0, Math.min(token.getMinX(), getWidth() - width));
    double below = token.getMaxY() + GAP;
    double above = token.getMinY() - GAP - height;
    card.resizeRelocate(
        x, below + height > getHeight() && above >= 0 ? above : below, width, height);
  }
}
