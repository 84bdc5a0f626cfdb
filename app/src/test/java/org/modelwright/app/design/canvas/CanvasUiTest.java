package org.modelwright.app.design.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.MouseEvents;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Location;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.PortReference;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class CanvasUiTest {

  private static final Architecture JAVA_LM = Designs.template("java-lm");

  private CanvasFixture fixture;

  @Start
  void start(Stage stage) {
    fixture = new CanvasFixture(JAVA_LM, Locale.ENGLISH, false, 960, 700);
    stage.setScene(fixture.scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, condition);
  }

  private Block block() {
    return fixture.design.block();
  }

  private org.modelwright.graph.Node node(String id) {
    return block().node(id).orElseThrow();
  }

  private Point2D screen(double x, double y) {
    Viewport view = fixture.canvas.state().viewportProperty().get();
    return fixture
        .canvas
        .pane()
        .localToScreen(view.x() + x * view.scale(), view.y() + y * view.scale());
  }

  private Area area(String id) {
    return fixture.canvas.state().picture().boxes().get(id).area();
  }

  /// As the keyboard gives it; the platform of the tests loses modifiers of the mouse only.
  private void press(FxRobot robot, KeyCode code, boolean shortcut, boolean shift) {
    robot.interact(() -> {
      Node focus = fixture.scene.getFocusOwner();
      focus.fireEvent(
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, shortcut, false, false));
    });
  }

  private void focus(FxRobot robot, String... selection) {
    robot.interact(() -> {
      fixture.canvas.pane().requestFocus();
      fixture.design.select(Set.of(selection));
    });
  }

  @Test
  void aLayerIsDraggedFromThePaletteOntoAnEdge(FxRobot robot) {
    Area stack = area("stack");
    Point2D edge = screen(stack.centerX(), stack.bottom() + Picture.GAP / 2);
    Node item = robot.from(robot.lookup("#palette-list")).lookup("#palette-LayerNorm").query();
    robot.interact(() -> {
      item.fireEvent(MouseEvents.primary(MouseEvent.MOUSE_PRESSED, item.localToScreen(4, 4)));
      item.fireEvent(MouseEvents.primary(MouseEvent.MOUSE_DRAGGED, edge));
    });
    assertThat(fixture.canvas.state().feedbackProperty().get()).isInstanceOf(Feedback.Ghost.class);
    robot.interact(() -> item.fireEvent(MouseEvents.primary(MouseEvent.MOUSE_RELEASED, edge)));
    assertThat(fixture.design.selection()).containsExactly("norm2");
    assertThat(node("norm2").kind()).isEqualTo("LayerNorm");
    assertThat(node("norm2").from()).containsExactly(new PortReference("stack"));
    assertThat(node("norm").from()).containsExactly(new PortReference("norm2"));
    robot.interact(() -> fixture.design.undo());
    assertThat(ArchitectureYaml.write(fixture.design.architecture()))
        .isEqualTo(ArchitectureYaml.write(JAVA_LM));
  }

  @Test
  void theMouseDragsALayerFromThePaletteOntoAnEdge(FxRobot robot) {
    Area stack = area("stack");
    Point2D edge = screen(stack.centerX(), stack.bottom() + Picture.GAP / 2);
    robot.moveTo("#palette-LayerNorm").press(MouseButton.PRIMARY);
    robot.moveBy(20, 0).moveTo(edge);
    assertThat(fixture.canvas.state().feedbackProperty().get()).isInstanceOf(Feedback.Ghost.class);
    robot.release(MouseButton.PRIMARY);
    assertThat(fixture.design.selection()).containsExactly("norm2");
    assertThat(node("norm2").kind()).isEqualTo("LayerNorm");
    assertThat(node("norm2").from()).containsExactly(new PortReference("stack"));
    assertThat(node("norm").from()).containsExactly(new PortReference("norm2"));
  }

  @Test
  void aDoubleClickInThePaletteAddsBehindTheSelection(FxRobot robot) {
    focus(robot, "norm");
    robot.doubleClickOn("#palette-RMSNorm");
    assertThat(node("norm2").from()).containsExactly(new PortReference("norm"));
    assertThat(node("head").from()).containsExactly(new PortReference("norm2"));
  }

  @Test
  void aDragFromPortToPortConnects(FxRobot robot) {
    robot.interact(() -> fixture.canvas.target().add("Dropout"));
    Area from = area("embed");
    Box.Port input = fixture.canvas.state().picture().boxes().get("dropout").inputs().getFirst();
    robot.moveTo(screen(from.centerX(), from.bottom())).press(MouseButton.PRIMARY);
    robot.moveBy(10, 10).moveTo(screen(input.x(), input.y()));
    assertThat(fixture.canvas.state().feedbackProperty().get())
        .isInstanceOfSatisfying(
            Feedback.Linking.class, link -> assertThat(link.target()).isEqualTo("dropout"));
    assertThat(node("dropout").from()).isEmpty();
    robot.release(MouseButton.PRIMARY);
    assertThat(node("dropout").from()).containsExactly(new PortReference("embed"));
  }

  @Test
  void aDoubleClickEntersABlockAndTheBreadcrumbLeadsBack(FxRobot robot) {
    Area stack = area("stack");
    robot.doubleClickOn(screen(stack.centerX(), stack.centerY()));
    assertThat(block().name()).isEqualTo("decoder");
    assertThat(robot.lookup("#breadcrumb-here").queryAs(Label.class).getText())
        .isEqualTo("stack (decoder)");
    robot.clickOn("#breadcrumb-0");
    assertThat(block().name()).isEqualTo("main");
  }

  @Test
  void copiedNodesArePastedAsTextWithTheirBlocks(FxRobot robot) {
    focus(robot, "stack", "norm");
    press(robot, KeyCode.C, true, false);
    robot.interact(() -> {
      String text = Clipboard.getSystemClipboard().getString();
      assertThat(text).startsWith("format: 1\nblocks:\n  decoder:");
      fixture.design.replace(Architecture.empty());
      fixture.canvas.pane().requestFocus();
    });
    press(robot, KeyCode.V, true, false);
    assertThat(fixture.design.architecture().blocks()).isEqualTo(JAVA_LM.blocks());
    assertThat(node("norm").from()).containsExactly(new PortReference("stack"));
    assertThat(fixture.design.selection()).containsExactlyInAnyOrder("stack", "norm");
  }

  @Test
  void aTextThatIsNoFragmentIsRefusedInWords(FxRobot robot) {
    robot.interact(() -> {
      var content = new ClipboardContent();
      content.putString("hello");
      Clipboard.getSystemClipboard().setContent(content);
    });
    focus(robot);
    press(robot, KeyCode.V, true, false);
    Label message = robot.lookup("#canvas-message").queryAs(Label.class);
    assertThat(message.isVisible()).isTrue();
    assertThat(message.getText()).startsWith("The copied text is not a piece of a drawing.");
    assertThat(fixture.design.architecture()).isEqualTo(JAVA_LM);
  }

  @Test
  void deleteHealsTheChain(FxRobot robot) {
    focus(robot, "norm");
    press(robot, KeyCode.DELETE, false, false);
    assertThat(node("head").from()).containsExactly(new PortReference("stack"));
  }

  @Test
  void everythingByKeyboard(FxRobot robot) {
    focus(robot);
    press(robot, KeyCode.TAB, false, false);
    assertThat(fixture.design.selection()).containsExactly("tokens");
    press(robot, KeyCode.DOWN, true, false);
    press(robot, KeyCode.DOWN, true, false);
    assertThat(fixture.design.selection()).containsExactly("stack");
    press(robot, KeyCode.RIGHT, false, false);
    assertThat(node("stack").at().x()).isEqualTo(8);
    press(robot, KeyCode.LEFT, false, true);
    assertThat(node("stack").at().x()).isEqualTo(7);
    press(robot, KeyCode.L, true, false);
    robot.write("dropo");
    press(robot, KeyCode.ENTER, false, false);
    assertThat(node("dropout").from()).containsExactly(new PortReference("stack"));
    assertThat(fixture.design.selection()).containsExactly("dropout");
    press(robot, KeyCode.F2, false, false);
    robot.write("drop");
    press(robot, KeyCode.ENTER, false, false);
    assertThat(node("drop").kind()).isEqualTo("Dropout");
    press(robot, KeyCode.E, true, false);
    robot.write("head");
    press(robot, KeyCode.ENTER, false, false);
    assertThat(node("head").from()).containsExactly(new PortReference("drop"));
    press(robot, KeyCode.F, true, false);
    robot.write("decoder mlp");
    press(robot, KeyCode.ENTER, false, false);
    assertThat(fixture.design.location()).isEqualTo(Location.MAIN.enter("stack"));
    assertThat(fixture.design.selection()).containsExactly("mlp");
    press(robot, KeyCode.BACK_SPACE, true, false);
    assertThat(fixture.design.location()).isEqualTo(Location.MAIN);
    assertThat(fixture.design.selection()).containsExactly("stack");
    press(robot, KeyCode.ENTER, false, false);
    assertThat(block().name()).isEqualTo("decoder");
  }

  private static List<String> words(javafx.scene.Parent parent) {
    List<String> words = new ArrayList<>();
    for (Node node : parent.getChildrenUnmodifiable()) {
      if (node instanceof Text text) {
        words.add(text.getText());
      } else if (node instanceof javafx.scene.Parent group) {
        words.addAll(words(group));
      }
    }
    return words;
  }

  @Test
  void theOutputFollowsTheLanguageAtOnce(FxRobot robot) {
    assertThat(words(fixture.canvas.pane())).contains("output");
    robot.interact(() -> fixture.context.texts().localeProperty().set(Locale.SIMPLIFIED_CHINESE));
    assertThat(words(fixture.canvas.pane())).contains("输出").doesNotContain("output");
  }

  @Test
  void aBlockOpensSoThatItCanBeRead(FxRobot robot) {
    robot.interact(() -> {
      fixture.design.execute(new Edit.Move("decoder", Set.of("add2"), 0, 800));
      fixture.design.open(Location.MAIN.enter("stack"));
    });
    CanvasModel model = fixture.canvas.state();
    Viewport view = model.viewportProperty().get();
    assertThat(view.scale()).isBetween(Viewport.LEGIBLE, 1.0);
    Area first = model.picture().first();
    assertThat(view.y() + first.y() * view.scale()).isBetween(0.0, 32.0);
    Area last = Picture.bounds(model.picture().nodes().skip(model.picture().nodes().count() - 1));
    assertThat(last.meets(model.seen())).isFalse();
    // as from the list of problems
    String id = model.picture().nodes().reduce((a, b) -> b).orElseThrow().id();
    robot.interact(() -> fixture.design.reveal(block().name() + "/" + id));
    assertThat(area(id).meets(model.seen())).isTrue();
  }

  @Test
  void edgesFromOutsideArePastedOnlyWhereTheyCameFrom(FxRobot robot) {
    CanvasClipboard clipboard = fixture.canvas.state().clipboard();
    robot.interact(() -> {
      fixture.design.select(Set.of("norm"));
      String text = clipboard.copied();
      clipboard.paste(text);
      assertThat(node("norm_2").from()).containsExactly(new PortReference("stack"));
      fixture.design.open(Location.MAIN.enter("stack"));
      String inner = block().nodes().getFirst().id();
      fixture.design.execute(new Edit.RenameNode(block().name(), inner, "stack"));
      clipboard.paste(text);
      assertThat(node("norm").from()).isEmpty();
    });
  }

  @Test
  void nodesAreGroupedUnderAFreshNameAndUngrouped(FxRobot robot) {
    focus(robot, "stack", "norm");
    press(robot, KeyCode.G, true, false);
    press(robot, KeyCode.ENTER, false, false);
    assertThat(fixture.design.architecture().blocks()).containsOnlyKeys("decoder", "block");
    assertThat(fixture.design.selection()).containsExactly("block");
    assertThat(robot.lookup("#canvas-message").queryAs(Label.class).isVisible()).isFalse();
    assertThat(node("head").at().y() - node("block").at().y()).isEqualTo(80);
    press(robot, KeyCode.G, true, true);
    assertThat(fixture.design.selection()).containsExactlyInAnyOrder("stack", "norm");
    assertThat(fixture.design.architecture()).isEqualTo(JAVA_LM);
  }

  @Test
  void theWheelScrollsAndWithCtrlZoomsToTheMouse(FxRobot robot) {
    CanvasModel model = fixture.canvas.state();
    Viewport before = model.viewportProperty().get();
    robot.interact(() -> fixture.canvas.pane().fireEvent(scroll(300, 200, 40, false)));
    assertThat(model.viewportProperty().get()).isEqualTo(before.pannedBy(0, 40));
    Viewport panned = model.viewportProperty().get();
    robot.interact(() -> fixture.canvas.pane().fireEvent(scroll(300, 200, 80, true)));
    Viewport zoomed = model.viewportProperty().get();
    assertThat(zoomed.scale()).isGreaterThan(panned.scale());
    // an event's place is the scene's
    Point2D mouse = fixture.canvas.pane().sceneToLocal(300, 200);
    assertThat(zoomed.canvasX(mouse.getX())).isCloseTo(panned.canvasX(mouse.getX()), within());
    assertThat(zoomed.canvasY(mouse.getY())).isCloseTo(panned.canvasY(mouse.getY()), within());
  }

  @Test
  void whileZoomingWordsAreStretchedBitmapsAndAtRestTheyAreDrawn(FxRobot robot) throws Exception {
    CanvasModel model = fixture.canvas.state();
    robot.interact(() -> {
      model.zoomBy(1.1);
      assertThat(bitmaps(fixture.canvas.pane())).containsOnly(true);
      // farther than a bitmap is stretched
      model.zoomBy(1.5);
      assertThat(bitmaps(fixture.canvas.pane())).containsOnly(false);
      model.zoomBy(1.1);
      assertThat(bitmaps(fixture.canvas.pane())).containsOnly(true);
    });
    until(() -> !bitmaps(fixture.canvas.pane()).contains(true));
  }

  private static Set<Boolean> bitmaps(javafx.scene.Parent parent) {
    Set<Boolean> cached = new HashSet<>();
    for (Node node : parent.getChildrenUnmodifiable()) {
      if (node instanceof Text) {
        cached.add(node.isCache());
      } else if (node instanceof javafx.scene.Parent group) {
        cached.addAll(bitmaps(group));
      }
    }
    return cached;
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-6);
  }

  private static ScrollEvent scroll(double x, double y, double delta, boolean shortcut) {
    return new ScrollEvent(
        ScrollEvent.SCROLL,
        x,
        y,
        x,
        y,
        false,
        shortcut,
        false,
        false,
        false,
        false,
        0,
        delta,
        0,
        delta,
        ScrollEvent.HorizontalTextScrollUnits.NONE,
        0,
        ScrollEvent.VerticalTextScrollUnits.NONE,
        0,
        0,
        null);
  }

  @Test
  void exportsAreFilesThatOthersRead(FxRobot robot, @TempDir Path folder) throws Exception {
    until(() -> fixture.design.analysisProperty().get() != null);
    Path svg = folder.resolve("main.svg");
    Path png = folder.resolve("main.png");
    fixture.files.next.addAll(List.of(svg, png));
    robot.interact(() -> fixture.commands.run(CommandId.EXPORT_SVG));
    robot.interact(() -> fixture.commands.run(CommandId.EXPORT_PNG));
    until(() -> fixture.context.tasks().running().isEmpty() && Files.exists(png));
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(svg)));
    assertThat(document.getDocumentElement().getTextContent())
        .contains("LanguageModelHead", "[B, T, 192]", "× 4");
    var image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isGreaterThan(2 * (int) Picture.WIDTH);
    assertThat(image.getHeight()).isGreaterThan(2 * 300);
  }

  @Test
  void arrangingIsOneEditThatCanBeUndone(FxRobot robot) throws Exception {
    focus(robot, "norm");
    robot.interact(() -> fixture.canvas.state().nudge(400, -160));
    robot.interact(() -> fixture.commands.run(CommandId.AUTO_LAYOUT));
    until(() ->
        fixture.design.undoEditProperty().get() instanceof Edit.Together edit
            && edit.description().equals("Arrange drawing"));
    assertThat(area("norm").x()).isEqualTo(area("stack").x());
    robot.interact(() -> fixture.design.undo());
    robot.interact(() -> fixture.design.undo());
    assertThat(fixture.design.architecture()).isEqualTo(JAVA_LM);
  }

  @Test
  void aDisabledCommandSaysWhyAndDisposeUnbinds(FxRobot robot) {
    focus(robot);
    assertThat(fixture.commands.find(CommandId.COPY).orElseThrow().whyNot().get())
        .isEqualTo("design.why.node");
    assertThat(fixture.context.texts().get("design.why.node")).isEqualTo("Select a node first.");
    robot.interact(fixture.canvas::dispose);
    assertThat(fixture.commands.find(CommandId.COPY)).isEmpty();
    assertThat(fixture.commands.find(CommandId.UNDO)).isEmpty();
  }

  @Test
  void bothLanguagesHaveEveryText() throws Exception {
    for (String bundle : new String[] {"design", "palette"}) {
      assertThat(keys(bundle + "_zh_CN")).isEqualTo(keys(bundle)).isNotEmpty();
    }
  }

  private static Set<String> keys(String name) throws Exception {
    var texts = new Properties();
    try (var in =
        CanvasUiTest.class.getResourceAsStream(
            "/org/modelwright/assets/i18n/" + name + ".properties")) {
      texts.load(in);
    }
    return texts.stringPropertyNames();
  }
}
