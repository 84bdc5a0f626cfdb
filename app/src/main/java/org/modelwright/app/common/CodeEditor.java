package org.modelwright.app.common;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.Caret.CaretVisibility;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpans;

/// TorchScript with line numbers and colours, to write or only to read. Tab leaves it, since the code
/// of a layer has no indentation and everything has to be reachable by keyboard.
public final class CodeEditor extends StackPane implements Disposable {

  private static final String PROBLEM = "problem";
  private static final String MARKED = "marked";

  /// A place in the text, both from 1.
  public record Place(int line, int column) {}

  private final CodeArea area = new CodeArea();
  private final Latest<String, StyleSpans<Collection<String>>> highlighter;
  private List<Place> problems = List.of();
  private Set<Integer> markedLines = Set.of();

  /// Whether the colours of a text that is being set are known.
  private boolean coloured;

  public CodeEditor() {
    getStyleClass().add("code-editor");
    getStylesheets().add(StyleSheets.of("code"));
    area.setParagraphGraphicFactory(LineNumberFactory.get(area));
    highlighter = new Latest<>(Highlighter::styles, this::colour);
    area.textProperty()
        .addListener((_, _, text) -> {
          if (!coloured) {
            highlighter.submit(text);
          }
        });
    area.focusedProperty()
        .subscribe(on -> area.setShowCaret(on ? CaretVisibility.ON : CaretVisibility.OFF));
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveOnTab);
    getChildren().add(new VirtualizedScrollPane<>(area));
  }

  public ObservableValue<String> textProperty() {
    return area.textProperty();
  }

  public String text() {
    return area.getText();
  }

  /// Another text; nothing of what was typed before can be undone here.
  public void setText(String text) {
    if (!text.equals(area.getText())) {
      int caret = Math.min(area.getCaretPosition(), text.length());
      area.replaceText(text);
      area.moveTo(caret);
      area.getUndoManager().forgetHistory();
    }
  }

  /// The same with colours that are known already, so that none is without for a moment.
  ///
  /// @param styles as [Highlighter#styles] finds them
  public void setText(String text, StyleSpans<Collection<String>> styles) {
    markLines(List.of());
    coloured = true;
    try {
      setText(text);
    } finally {
      coloured = false;
    }
    colour(styles);
  }

  /// What cannot be edited has a caret all the same, to read line by line.
  public void setEditable(boolean editable) {
    area.setEditable(editable);
  }

  /// The line of the caret, from 0.
  public ObservableValue<Integer> lineProperty() {
    return area.currentParagraphProperty();
  }

  /// Whether what is typed goes here.
  public ObservableValue<Boolean> codeFocusedProperty() {
    return area.focusedProperty();
  }

  /// Where the text itself gets its focus, for what has to be asked of the control.
  public CodeArea area() {
    return area;
  }

  /// Underlines what stands at these places, instead of earlier ones.
  public void showProblems(List<Place> places) {
    problems = List.copyOf(places);
    highlighter.submit(area.getText());
  }

  /// Sets lines off from the others, instead of earlier ones.
  ///
  /// @param lines from 0
  public void markLines(Collection<Integer> lines) {
    var now = new HashSet<>(lines);
    now.removeIf(n -> !exists(n));
    markedLines.stream()
        .filter(n -> exists(n) && !now.contains(n))
        .forEach(n -> area.setParagraphStyle(n, List.of()));
    now.stream()
        .filter(n -> !markedLines.contains(n))
        .forEach(n -> area.setParagraphStyle(n, List.of(MARKED)));
    markedLines = now;
  }

  /// Scrolls so that a line and a little before it are in sight; nothing happens where it is.
  ///
  /// @param line from 0
  public void reveal(int line) {
    boolean inSight =
        !area.getVisibleParagraphs().isEmpty()
            && area.firstVisibleParToAllParIndex() <= line
            && line < area.lastVisibleParToAllParIndex();
    if (exists(line) && !inSight) {
      area.showParagraphAtTop(Math.max(0, line - 2));
    }
  }

  /// Puts the caret somewhere and the focus on the text.
  public void goTo(Place place) {
    int line = Math.clamp(place.line() - 1L, 0, area.getParagraphs().size() - 1);
    area.moveTo(line, Math.clamp(place.column() - 1L, 0, area.getParagraphLength(line)));
    area.requestFollowCaret();
    area.requestFocus();
  }

  @Override
  public void dispose() {
    area.dispose();
  }

  @Override
  public void requestFocus() {
    area.requestFocus();
  }

  private boolean exists(int line) {
    return line < area.getParagraphs().size();
  }

  private void leaveOnTab(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
      area.requestFocusTraversal(
          event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
      event.consume();
    }
  }

  private void colour(StyleSpans<Collection<String>> spans) {
    if (spans.length() > 0 && spans.length() == area.getLength()) {
      area.setStyleSpans(0, spans);
    }
    for (Place place : problems) {
      int line = place.line() - 1;
      if (line >= 0 && exists(line)) {
        underline(line, place.column() - 1);
      }
    }
  }

  /// The word that begins there, or the character before where the line ends there.
  private void underline(int line, int column) {
    String text = area.getParagraph(line).getText();
    int from = Math.clamp(column, 0, Math.max(0, text.length() - 1));
    int to = from;
    while (to < text.length() && Character.isJavaIdentifierPart(text.charAt(to))) {
      to++;
    }
    if (to == from) {
      to = Math.min(text.length(), from + 1);
    }
    if (to > from) {
      area.setStyle(line, from, to, Set.of(PROBLEM));
    }
  }
}
