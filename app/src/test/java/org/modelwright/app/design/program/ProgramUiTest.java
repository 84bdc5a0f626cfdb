package org.modelwright.app.design.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.AppContext;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Look;
import org.modelwright.compile.ProgramText;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ProgramUiTest {

  @TempDir Path folder;

  private final AppContext context = Designs.context(Locale.ENGLISH);
  private DesignModel design;
  private ProgramView view;
  private CodeArea area;

  @Start
  void start(Stage stage) {
    design = new DesignModel(Designs.template("java-lm"), Designs.SETTING, _ -> {});
    view = new ProgramView(context, design);
    stage.setX(0);
    stage.setY(0);
    stage.setScene(Look.scene(view, false, 960, 700));
    stage.show();
    area = (CodeArea) view.lookup("#program-area");
  }

  @AfterEach
  void end(FxRobot robot) {
    robot.interact(view::dispose);
  }

  @Test
  void itIsTheProgramThatTheCommandLinePrints(FxRobot robot) throws Exception {
    awaitProgram();
    String plain =
        ProgramText.plain(
            Objects.requireNonNull(design.analysisProperty().get())
                .compilation()
                .program()
                .orElseThrow());
    assertThat(area.getText() + "\n").isEqualTo(plain);
    assertThat(area.isEditable()).isFalse();
    int def = area.getText().indexOf("def decoder");
    assertThat(area.getStyleOfChar(def)).containsExactly("keyword");
    assertThat(area.getStyleOfChar(def + 4)).containsExactly("name");
    Path file = folder.resolve("model.py");
    view.model().save(file);
    assertThat(Files.readString(file)).isEqualTo(plain);
    robot.clickOn("#program-copy");
    robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo(plain));
  }

  @Test
  void theLinesOfTheSelectedNodeAreMarkedAndInSight(FxRobot robot) throws Exception {
    awaitProgram();
    robot.interact(() -> design.reveal("decoder/mlp"));
    WaitForAsyncUtils.waitForFxEvents();
    List<String> marked = marked();
    assertThat(marked).hasSizeGreaterThan(3).allMatch(line -> line.contains("mlp"));
    assertThat(marked).anyMatch(line -> line.contains("torch.silu"));
    int first = view.model().firstLine();
    robot.interact(() ->
        assertThat(first)
            .isBetween(area.firstVisibleParToAllParIndex(), area.lastVisibleParToAllParIndex()));
    robot.interact(() -> design.select(Set.of()));
    assertThat(marked()).isEmpty();
  }

  @Test
  void theCaretSelectsTheNodeOfItsLine(FxRobot robot) throws Exception {
    awaitProgram();
    robot.interact(() -> {
      area.requestFocus();
      area.moveTo(line("attention_mixed ="), 4);
    });
    assertThat(design.block().name()).isEqualTo("decoder");
    assertThat(design.selection()).containsExactly("attention");
    robot.type(KeyCode.DOWN, 3);
    assertThat(design.selection()).containsExactly("add1");
    robot.interact(() -> area.moveTo(line("embed = torch.embedding"), 0));
    assertThat(design.block().name()).isEqualTo("main");
    assertThat(design.selection()).containsExactly("embed");
    // a helper's line leaves everything as it is
    robot.interact(() -> area.moveTo(line("def rotary"), 0));
    assertThat(design.selection()).containsExactly("embed");
  }

  @Test
  void wordsAreFoundOneAfterAnother(FxRobot robot) throws Exception {
    awaitProgram();
    TextField find = robot.lookup("#program-find").queryAs(TextField.class);
    robot.interact(() -> find.setText("rms_norm"));
    assertThat(robot.lookup("#program-found").queryAs(Label.class).getText()).isEqualTo("3 places");
    int first = area.getSelection().getStart();
    assertThat(area.getSelectedText()).isEqualTo("rms_norm");
    robot.clickOn("#program-next");
    assertThat(area.getSelection().getStart()).isGreaterThan(first);
    robot.clickOn("#program-previous");
    assertThat(area.getSelection().getStart()).isEqualTo(first);
    assertThat(design.selection()).isEmpty();
    robot.interact(() -> find.setText("no such word"));
    assertThat(robot.lookup("#program-found").queryAs(Label.class).getText())
        .isEqualTo("not found");
  }

  @Test
  void aDrawingThatDoesNotCompileKeepsTheLastProgramAndSaysSo(FxRobot robot) throws Exception {
    awaitProgram();
    String before = area.getText();
    Label stale = robot.lookup("#program-stale").queryAs(Label.class);
    assertThat(stale.isVisible()).isFalse();
    Block block = Objects.requireNonNull(design.architecture().blocks().get("decoder"));
    Node attention = block.node("attention").orElseThrow();
    var settings = new LinkedHashMap<>(attention.settings());
    settings.put("heads", "7");
    robot.interact(() ->
        design.replace(
            design.architecture().withBlock(block.withNode(attention.withSettings(settings)))));
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, stale::isVisible);
    assertThat(stale.getText()).contains("does not compile (1 problem)");
    assertThat(area.getText()).isEqualTo(before);
    robot.interact(view::applyCss);
    assertThat(area.getOpacity()).isLessThan(0.6);
  }

  private void awaitProgram() throws Exception {
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> area.getText().contains("def main"));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private int line(String words) {
    return IntStream.range(0, area.getParagraphs().size())
        .filter(i -> area.getText(i).contains(words))
        .findFirst()
        .orElseThrow();
  }

  private List<String> marked() {
    return IntStream.range(0, area.getParagraphs().size())
        .filter(i -> area.getParagraph(i).getParagraphStyle().contains("marked"))
        .mapToObj(area::getText)
        .toList();
  }
}
