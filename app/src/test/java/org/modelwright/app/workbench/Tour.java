package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelwright.app.workbench.TestWindow.waitFor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.modelwright.app.MouseEvents;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.canvas.CanvasView;
import org.modelwright.app.design.canvas.DrawnPlaces;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.Block;
import org.modelwright.graph.PortReference;
import org.modelwright.project.Templates;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// A user at the whole window: what can be done with mouse and keyboard, and the way from the start
/// page to a changed and saved drawing. With `-Dtour.pictures=FOLDER` each step leaves a picture.
final class Tour {

  static final String NAME = "eight-layers";

  final TestWindow window;
  private final Stage stage;
  private final FxRobot robot;
  private final Path folder;
  private int pictures;

  /// On any thread but the FX thread.
  Tour(Stage stage, FxRobot robot, Path folder, Optional<Path> project) {
    this.stage = stage;
    this.robot = robot;
    this.folder = folder;
    var holder = new TestWindow[1];
    robot.interact(() -> holder[0] = new TestWindow(stage, folder, project));
    window = holder[0];
    if (project.isPresent()) {
      window.waitUntilOpen();
    }
    settle();
  }

  /// A small text of the user's own.
  Path ownText() {
    try {
      return Files.writeString(
          folder.resolve("own.txt"),
          "int sum = 0; for (int i = 0; i < n; i++) sum += i;\n".repeat(900));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path project() {
    return folder.resolve(NAME);
  }

  /// From the start page to a saved drawing of 8 layers, whose MLP was taken out and drawn anew, with the
  /// mouse; only what a person types is typed.
  void byMouse() {
    shot("start");
    robot.clickOn("#template-java-lm");
    retype("#new-name", NAME);
    retype("#new-folder", folder.toString());
    retype("#new-data", ownText().toString());
    shot("filled-in");
    robot.clickOn("#create-project");
    window.waitUntilOpen();
    settle();
    shot("open");
    robot.clickOn(drawn().node("stack"));
    settle();
    retype("#inspector-repeat", "8");
    enter("stack", "decoder");
    shot("decoder");
    robot.clickOn("#zoom-fit");
    settle();
    robot.clickOn(drawn().node("mlp"));
    robot.clickOn("Edit").clickOn("#menu-item-delete");
    assertThat(design().block().node("mlp")).isEmpty();
    shot("without-mlp");
    robot.clickOn("#palette-search");
    robot.write("gated");
    settle();
    Point2D edge = drawn().edge("add2", 1);
    Node item = robot.from(robot.lookup("#palette-list")).lookup("#palette-GatedMLP").query();
    // a robot's drag out of a list does not arrive on the headless platform
    robot.interact(() -> {
      item.fireEvent(MouseEvents.primary(MouseEvent.MOUSE_PRESSED, item.localToScreen(4, 4)));
      item.fireEvent(MouseEvents.primary(MouseEvent.MOUSE_DRAGGED, edge));
    });
    shot("dragging");
    robot.interact(() -> item.fireEvent(MouseEvents.primary(MouseEvent.MOUSE_RELEASED, edge)));
    assertThat(design().selection()).containsExactly("mlp");
    settle();
    shot("inserted");
    retype("#setting-hidden", "512");
    shot("hidden");
    robot.clickOn("#breadcrumb-0");
    waitFor(() -> design().block().name().equals("main"));
    waitUntilAnalysed();
    robot.clickOn("File").clickOn("#menu-item-save");
    waitFor(() -> !window.session().dirty());
    shot("saved");
  }

  /// The same by keyboard alone.
  void byKeyboard() {
    press(KeyCode.N, true, false);
    tabTo("new-name");
    type(NAME);
    tabTo("new-folder");
    type(folder.toString());
    tabTo("new-data");
    type(ownText().toString());
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    window.waitUntilOpen();
    settle();
    assertThat(focused()).as("the keyboard is at the drawing at once").isEqualTo("drawing");
    find("stack");
    pane("inspector");
    tabTo("inspector-repeat");
    type("8");
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    pane("drawing");
    press(KeyCode.ENTER, true, false);
    waitFor(() -> design().block().name().equals("decoder"));
    find("mlp");
    press(KeyCode.DELETE, false, false);
    assertThat(design().block().node("mlp")).isEmpty();
    find("norm2");
    press(KeyCode.L, true, false);
    robot.write("gatedmlp");
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    assertThat(design().selection()).containsExactly("mlp");
    settle();
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    settle();
    shot("keyboard-inspector");
    tabTo("setting-hidden");
    type("512");
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    command("leave");
    waitFor(() -> design().block().name().equals("main"));
    waitUntilAnalysed();
    press(KeyCode.S, true, false);
    waitFor(() -> !window.session().dirty());
  }

  /// What both ways must leave on the disk.
  void assertSaved() {
    var saved = ArchitectureYaml.parse(TestWindow.drawing(project()), "it").architecture();
    assertThat(saved).isEqualTo(design().architecture());
    assertThat(saved.main().node("stack").orElseThrow().repeat()).isEqualTo(8);
    Block decoder = saved.blocks().get("decoder");
    var mlp = decoder.node("mlp").orElseThrow();
    assertThat(mlp.kind()).isEqualTo("GatedMLP");
    assertThat(mlp.from()).containsExactly(new PortReference("norm2"));
    assertThat(mlp.settings()).containsEntry("hidden", "512");
    assertThat(decoder.node("add2").orElseThrow().from())
        .containsExactly(new PortReference("add1"), new PortReference("mlp"));
    assertThat(problems()).isEmpty();
    assertNothingFailed();
  }

  void assertNothingFailed() {
    settle();
    assertThat(window.window.log().lines())
        .extracting(LogLines.Line::level)
        .doesNotContain("ERROR");
  }

  DesignModel design() {
    return window.session().design();
  }

  boolean isOpen(String name) {
    return window.isOpen() && window.session().name().equals(name);
  }

  String text() {
    return ArchitectureYaml.write(design().architecture());
  }

  List<?> problems() {
    waitUntilAnalysed();
    return robot.lookup("#problems-table").queryAs(TableView.class).getItems();
  }

  void waitUntilAnalysed() {
    waitFor(() -> {
      var analysis = design().analysisProperty().get();
      return analysis != null && analysis.architecture().equals(design().architecture());
    });
  }

  /// Opens the block that a node uses. On a busy machine two clicks can lie too far apart to be a double
  /// click; then there are two more, as a user would do.
  void enter(String node, String block) {
    for (int i = 0; i < 3 && !design().block().name().equals(block); i++) {
      robot.doubleClickOn(drawn().node(node));
      settle();
    }
    assertThat(design().block().name()).isEqualTo(block);
  }

  DrawnPlaces drawn() {
    return new DrawnPlaces(robot.lookup("#canvas").queryAs(CanvasView.class));
  }

  /// Takes back every edit, to the template byte for byte, and does all of them again.
  void assertUndoneAndRedone() {
    String last = text();
    int undone = 0;
    while (design().undoEditProperty().get() != null) {
      press(KeyCode.Z, true, false);
      undone++;
    }
    assertThat(text()).isEqualTo(ArchitectureYaml.write(Templates.drawing("java-lm")));
    for (int i = 0; i < undone; i++) {
      press(KeyCode.Y, true, false);
    }
    assertThat(text()).isEqualTo(last);
    assertThat(window.session().dirty()).isFalse();
  }

  /// Replaces what stands in a field, and leaves it with Tab.
  void retype(String field, String words) {
    robot.clickOn(field);
    press(KeyCode.A, true, false);
    robot.write(words);
    robot.press(KeyCode.TAB).release(KeyCode.TAB);
    settle();
  }

  /// As if typed where the keyboard is.
  void type(String words) {
    press(KeyCode.A, true, false);
    robot.write(words);
  }

  /// Finds a node by Ctrl+F.
  void find(String words) {
    press(KeyCode.F, true, false);
    robot.write(words);
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    settle();
    assertThat(design().selection()).containsExactly(words);
  }

  /// Runs the first command that the palette finds.
  void command(String words) {
    press(KeyCode.K, true, false);
    robot.write(words);
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    settle();
  }

  void tabTo(String id) {
    for (int i = 0; i < 40 && !focused().equals(id); i++) {
      robot.press(KeyCode.TAB).release(KeyCode.TAB);
    }
    assertThat(focused()).isEqualTo(id);
  }

  /// F6 until the keyboard is in a part of the window.
  void pane(String id) {
    for (int i = 0; i < 8; i++) {
      for (Node at = stage.getScene().getFocusOwner(); at != null; at = at.getParent()) {
        if (id.equals(at.getId())) {
          return;
        }
      }
      robot.press(KeyCode.F6).release(KeyCode.F6);
      settle();
    }
    throw new AssertionError("F6 does not lead to " + id);
  }

  private String focused() {
    Node owner = stage.getScene().getFocusOwner();
    return owner == null ? "" : String.valueOf(owner.getId());
  }

  /// A key with Ctrl or Shift, which a robot on the headless platform loses.
  void press(KeyCode code, boolean shortcut, boolean shift) {
    robot.interact(() -> {
      Node owner = stage.getScene().getFocusOwner();
      Event.fireEvent(
          owner == null ? stage.getScene().getRoot() : owner,
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, shortcut, false, false));
    });
    settle();
  }

  static void settle() {
    WaitForAsyncUtils.waitForFxEvents();
  }

  void shot(String name) {
    String pictureFolder = System.getProperty("tour.pictures", "");
    if (!pictureFolder.isEmpty()) {
      int number = ++pictures;
      settle();
      robot.interact(() -> {
        var image = stage.getScene().snapshot(null);
        try {
          Path out = Files.createDirectories(Path.of(pictureFolder));
          ImageIO.write(
              SwingFXUtils.fromFXImage(image, null),
              "png",
              out.resolve("%02d-%s.png".formatted(number, name)).toFile());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  void close() {
    robot.interact(() -> window.window.close());
  }
}
