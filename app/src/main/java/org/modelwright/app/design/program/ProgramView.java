package org.modelwright.app.design.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Choosers;
import org.modelwright.app.common.ClipboardText;
import org.modelwright.app.common.CodeEditor;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.StaleBanner;
import org.modelwright.file.IoReason;

/// The program that the drawing compiles to.
public final class ProgramView extends BorderPane implements Disposable {

  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

  private final AppContext context;
  private final Texts texts;
  private final ProgramModel model;
  private final CodeEditor code = new CodeEditor();
  private final CodeArea area = code.area();
  private final TextField find = new TextField();
  private final Label found = new Label();
  private final Label saying = new Label();
  private final Subscription subscription;

  /// Whether the caret is being moved by something else than the user.
  private boolean following;

  public ProgramView(AppContext context, DesignModel design) {
    this.context = context;
    texts = context.texts();
    model = new ProgramModel(design);
    setId("program");
    getStyleClass().add("program");
    getStylesheets().add(StyleSheets.of("program"));
    var stale = new StaleBanner("program-stale", model.compiled(), texts, "program.broken");
    stale.setWrapText(true);
    saying.setId("program-saying");
    saying.getStyleClass().add("saying");
    saying.setMaxWidth(Double.MAX_VALUE);
    saying.managedProperty().bind(saying.visibleProperty());
    saying.visibleProperty().bind(saying.textProperty().isNotEmpty());
    setTop(new VBox(toolbar(), stale, saying));
    code.setEditable(false);
    area.setId("program-area");
    setCenter(code);
    subscription =
        Subscription.combine(
            model.programProperty().subscribe(this::show),
            model.errorsProperty().subscribe(n -> pseudoClassStateChanged(STALE, n.intValue() > 0)),
            model.selectedLinesProperty().subscribe((_, _) -> mark()),
            code.lineProperty().subscribe(this::moved));
  }

  public ProgramModel model() {
    return model;
  }

  /// Ends what connects it to the drawing.
  @Override
  public void dispose() {
    subscription.unsubscribe();
    model.dispose();
    code.dispose();
  }

  private HBox toolbar() {
    find.setId("program-find");
    find.promptTextProperty().bind(texts.text("program.find"));
    find.setTooltip(tip("program.find.tip"));
    find.setPrefColumnCount(14);
    find.setMinWidth(80);
    find.textProperty().subscribe((_, _) -> search(area.getSelection().getStart(), 1));
    find.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        next(event.isShiftDown() ? -1 : 1);
        event.consume();
      } else if (event.getCode() == KeyCode.ESCAPE) {
        find.clear();
        area.requestFocus();
        event.consume();
      }
    });
    found.setId("program-found");
    found.getStyleClass().add("text-muted");
    found.setMinWidth(Region.USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button previous = button("previous", "mdi2c-chevron-up", () -> next(-1), false);
    Button next = button("next", "mdi2c-chevron-down", () -> next(1), false);
    previous.disableProperty().bind(find.textProperty().isEmpty());
    next.disableProperty().bind(find.textProperty().isEmpty());
    Button copy = button("copy", "mdi2c-content-copy", this::copy, true);
    Button save = button("save", "mdi2c-content-save-outline", this::save, true);
    copy.disableProperty().bind(model.programProperty().isNull());
    save.disableProperty().bind(model.programProperty().isNull());
    var bar = new HBox(4, find, previous, next, found, space, copy, save);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("program-toolbar");
    return bar;
  }

  private Button button(String name, String icon, Runnable action, boolean words) {
    var button = new Button(null, new FontIcon(icon));
    button.setId("program-" + name);
    button.getStyleClass().addAll("small", "flat", words ? "worded" : "button-icon");
    if (words) {
      button.textProperty().bind(texts.text("program." + name));
    }
    button.accessibleTextProperty().bind(texts.text("program." + name));
    button.setTooltip(tip("program." + name + ".tip"));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private Tooltip tip(String key) {
    var tip = new Tooltip();
    tip.textProperty().bind(texts.text(key));
    return tip;
  }

  private void show(@Nullable ShownProgram program) {
    if (program == null) {
      return;
    }
    following = true;
    try {
      // the reader stays where they were, as far as there is such a place still
      int line = area.getCurrentParagraph();
      int top = area.getVisibleParagraphs().isEmpty() ? 0 : area.firstVisibleParToAllParIndex();
      code.setText(program.text(), program.styles());
      area.moveTo(Math.min(line, area.getParagraphs().size() - 1), 0);
      area.showParagraphAtTop(Math.min(top, area.getParagraphs().size() - 1));
    } finally {
      following = false;
    }
    mark();
    count();
  }

  private void mark() {
    code.markLines(model.selectedLinesProperty().get());
    int first = model.firstLine();
    if (first >= 0 && !area.isFocused()) {
      code.reveal(first);
    }
  }

  private void moved(Integer line) {
    if (!following && area.isFocused()) {
      model.reveal(line);
    }
  }

  /// @param direction 1 for the next place after the selected one, -1 for the one before
  private void next(int direction) {
    search(
        direction > 0 ? area.getSelection().getEnd() : area.getSelection().getStart() - 1,
        direction);
  }

  private void search(int from, int direction) {
    String wanted = find.getText().toLowerCase(Locale.ROOT);
    int at = -1;
    if (!wanted.isEmpty()) {
      String text = area.getText().toLowerCase(Locale.ROOT);
      at = direction > 0 ? text.indexOf(wanted, from) : text.lastIndexOf(wanted, from);
      if (at < 0) { // on from the other end
        at = direction > 0 ? text.indexOf(wanted) : text.lastIndexOf(wanted);
      }
    }
    if (at >= 0) {
      following = true;
      try {
        area.selectRange(at, at + wanted.length());
        code.reveal(area.getCurrentParagraph());
      } finally {
        following = false;
      }
    } else {
      area.deselect();
    }
    count();
  }

  private void count() {
    String wanted = find.getText().toLowerCase(Locale.ROOT);
    int times = 0;
    if (!wanted.isEmpty()) {
      String text = area.getText().toLowerCase(Locale.ROOT);
      for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        times++;
      }
    }
    find.pseudoClassStateChanged(ERROR, !wanted.isEmpty() && times == 0);
    found.setText(wanted.isEmpty() ? "" : texts.get("program.found", times));
  }

  private void copy() {
    ClipboardText.put(
        area.getSelectedText().isEmpty() ? area.getText() + "\n" : area.getSelectedText());
  }

  private void save() {
    context
        .choosers()
        .newName(
            texts.get("program.save.tip"),
            Choosers.home(),
            "model.py",
            new Choosers.Kind(texts.get("program.save.kind"), "*.py"))
        .ifPresent(this::save);
  }

  private void save(Path file) {
    context
        .tasks()
        .start(
            texts.get("program.save.tip"),
            _ -> {
              model.save(file);
              return file;
            },
            saved -> saying.setText(texts.get("program.saved", saved)),
            e ->
                saying.setText(
                    texts.get(
                        "program.save.failed",
                        file,
                        e instanceof IOException io ? IoReason.of(io) : e.toString())));
  }
}
