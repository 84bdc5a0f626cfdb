package org.modelwright.app.design.program;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fxmisc.richtext.Caret.CaretVisibility;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;

/// A program to read: highlighted, with line numbers; some lines can be marked.
final class ProgramArea extends CodeArea {

  private static final List<String> MARKED = List.of("marked");

  private Set<Integer> marked = Set.of();

  ProgramArea() {
    setId("program-area");
    getStyleClass().add("program-area");
    setEditable(false);
    setWrapText(false);
    setParagraphGraphicFactory(LineNumberFactory.get(this));
    focusedProperty()
        .subscribe(focused -> setShowCaret(focused ? CaretVisibility.ON : CaretVisibility.OFF));
  }

  void show(ShownProgram program) {
    marked = Set.of();
    replaceText(program.listing().text().stripTrailing());
    setStyleSpans(0, program.styles().subView(0, getLength()));
  }

  void mark(List<Integer> lines) {
    var now = new HashSet<>(lines);
    marked.stream()
        .filter(line -> !now.contains(line) && line < getParagraphs().size())
        .forEach(line -> setParagraphStyle(line, List.of()));
    now.removeIf(line -> line >= getParagraphs().size());
    now.stream()
        .filter(line -> !marked.contains(line))
        .forEach(line -> setParagraphStyle(line, MARKED));
    marked = now;
  }

  /// Scrolls so that a line and a little before it are in sight; nothing happens where it is.
  void reveal(int line) {
    if (getParagraphs().isEmpty() || line >= getParagraphs().size()) {
      return;
    }
    boolean inSight =
        getVisibleParagraphs().size() > 0
            && firstVisibleParToAllParIndex() <= line
            && line < lastVisibleParToAllParIndex();
    if (!inSight) {
      showParagraphAtTop(Math.max(0, line - 2));
    }
  }
}
