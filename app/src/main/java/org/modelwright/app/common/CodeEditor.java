package org.modelwright.app.common;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.fxmisc.richtext.model.StyleSpansBuilder;

/// TorchScript with line numbers and colours, to write or only to read. Tab leaves it, since the code
/// of a layer has no indentation and everything has to be reachable by keyboard.
public final class CodeEditor extends StackPane {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>#[^\\n]*)"
              + "|(?<string>\"[^\"\\n]*\"|'[^'\\n]*')"
              + "|(?<number>\\b\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?)"
              + "|(?<keyword>\\b(?:def|class|return|if|elif|else|for|while|in|is|not|and|or|pass"
              + "|with|import)\\b)"
              + "|(?<constant>\\b(?:True|False|None|self|inf|pi)\\b)"
              + "|(?<type>\\b(?:Tensor|int|float|bool|str|List|Tuple|Dict|Optional)\\b)"
              + "|(?<function>\\b[A-Za-z_]\\w*(?=\\())");

  private static final List<String> STYLES =
      List.of("comment", "string", "number", "keyword", "constant", "type", "function");

  private static final String PROBLEM = "problem";
  private static final String MARKED = "marked";

  /// A place in the text, both from 1.
  public record Place(int line, int column) {}

  private final CodeArea area = new CodeArea();
  private final Latest<String, StyleSpans<Collection<String>>> highlighter;
  private List<Place> problems = List.of();
  private Set<Integer> markedLines = Set.of();

  public CodeEditor() {
    getStyleClass().add("code-editor");
    getStylesheets().add(StyleSheets.of("code"));
    area.setParagraphGraphicFactory(LineNumberFactory.get(area));
    highlighter = new Latest<>(CodeEditor::highlight, this::colour);
    area.textProperty().addListener((_, _, text) -> highlighter.submit(text));
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

  public void setEditable(boolean editable) {
    area.setEditable(editable);
    area.setShowCaret(editable ? CaretVisibility.AUTO : CaretVisibility.OFF);
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

  /// Sets lines off from the others, instead of earlier ones, and scrolls to the first.
  ///
  /// @param lines from 0
  public void markLines(Set<Integer> lines) {
    markedLines.stream().filter(this::exists).forEach(n -> area.setParagraphStyle(n, Set.of()));
    markedLines = Set.copyOf(lines);
    markedLines.stream()
        .filter(this::exists)
        .forEach(n -> area.setParagraphStyle(n, Set.of(MARKED)));
    markedLines.stream()
        .filter(this::exists)
        .min(Integer::compare)
        .ifPresent(area::showParagraphAtTop);
  }

  /// Puts the caret somewhere and the focus on the text.
  public void goTo(Place place) {
    int line = Math.clamp(place.line() - 1L, 0, area.getParagraphs().size() - 1);
    area.moveTo(line, Math.clamp(place.column() - 1L, 0, area.getParagraphLength(line)));
    area.requestFollowCaret();
    area.requestFocus();
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
    if (spans.length() > 0) {
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

  private static StyleSpans<Collection<String>> highlight(String text) {
    var spans = new StyleSpansBuilder<Collection<String>>();
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.find()) {
      spans.add(Set.of(), token.start() - end);
      spans.add(
          STYLES.stream().filter(s -> token.group(s) != null).limit(1).toList(),
          token.end() - token.start());
      end = token.end();
    }
    spans.add(Set.of(), text.length() - end);
    return spans.create();
  }
}
