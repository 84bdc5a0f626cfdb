package org.modelwright.app.design.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Waiting;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Location;
import org.modelwright.app.design.Look;
import org.modelwright.app.workbench.Theme;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class AnalyzerUiTest {

  private final AppContext context = Designs.context(Locale.ENGLISH);
  private DesignModel design;
  private AnalyzerView view;
  private TreeTableView<Row> table;

  @Start
  @SuppressWarnings("unchecked")
  void start(Stage stage) throws Exception {
    design = new DesignModel(Designs.template("java-lm"), Designs.SETTING, _ -> {});
    view = new AnalyzerView(context, design);
    stage.setX(0);
    stage.setY(0);
    stage.setScene(Look.scene(view, false, 960, 700));
    stage.show();
    table = (TreeTableView<Row>) view.lookup("#analyzer-table");
  }

  @AfterEach
  void end(FxRobot robot) {
    robot.interact(view::dispose);
  }

  @Test
  void everyLayerHasItsRowAndTheTotalsStayInSight(FxRobot robot) throws Exception {
    await(() -> table.getExpandedItemCount() == 11);
    assertThat(total(robot, "parameters")).isEqualTo("2,164,416");
    assertThat(total(robot, "share")).isEqualTo("100 %");
    assertThat(robot.lookup("#analyzer-setting").queryAs(Label.class).getText())
        .contains("B = 16", "T = 128");
  }

  @Test
  void aColumnSortsBesidesEachOther(FxRobot robot) throws Exception {
    await(() -> table.getExpandedItemCount() == 11);
    robot.interact(() -> {
      TreeTableColumn<Row, ?> column =
          table.getColumns().stream()
              .filter(c -> "column-parameters".equals(c.getId()))
              .findFirst()
              .orElseThrow();
      column.setSortType(TreeTableColumn.SortType.DESCENDING);
      table.getSortOrder().setAll(List.of(column));
    });
    assertThat(ids(table.getRoot())).startsWith("stack", "embed");
    assertThat(ids(item("stack"))).startsWith("mlp", "attention");
    // a new analysis does not undo the order
    robot.interact(() -> design.replace(Designs.template("llama-160m")));
    await(() -> total(robot, "parameters").equals("116,411,136"));
    assertThat(ids(table.getRoot())).startsWith("stack");
  }

  @Test
  void aRowOpensItsBlockAndSelectsItsNode(FxRobot robot) throws Exception {
    await(() -> table.getExpandedItemCount() == 11);
    robot.interact(() -> {
      table.requestFocus();
      table.getSelectionModel().select(item("stack"));
      table.getFocusModel().focus(table.getRow(item("stack")));
    });
    assertThat(design.location()).isEqualTo(Location.MAIN);
    assertThat(design.selection()).containsExactly("stack");
    robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
    assertThat(design.location()).isEqualTo(new Location("main", List.of("stack")));
    assertThat(design.selection()).containsExactly("attention");
    assertThat(selected()).containsExactly("stack.attention");
  }

  @Test
  void whatIsSelectedOnTheCanvasIsSelectedHere(FxRobot robot) throws Exception {
    await(() -> table.getExpandedItemCount() == 11);
    robot.interact(() -> design.select(Set.of("embed", "head")));
    assertThat(selected()).containsExactlyInAnyOrder("embed", "head");
    robot.interact(() -> {
      item("stack").setExpanded(false);
      design.reveal("decoder/mlp");
    });
    assertThat(selected()).containsExactly("stack.mlp");
    assertThat(design.selection()).containsExactly("mlp");
    robot.interact(() -> {
      design.open(new Location("decoder", List.of()));
      design.select(Set.of("norm2"));
    });
    assertThat(selected()).containsExactly("stack.norm2");
    assertThat(design.location()).isEqualTo(new Location("decoder", List.of()));
  }

  @Test
  void aDrawingThatDoesNotCompileKeepsTheLastFiguresAndSaysSo(FxRobot robot) throws Exception {
    await(() -> table.getExpandedItemCount() == 11);
    Label stale = robot.lookup("#analyzer-stale").queryAs(Label.class);
    assertThat(stale.isVisible()).isFalse();
    robot.interact(() -> design.replace(broken(design.architecture())));
    await(stale::isVisible);
    assertThat(stale.getText()).contains("does not compile (1 problem)", "last state that did");
    assertThat(table.getExpandedItemCount()).isEqualTo(11);
    robot.interact(view::applyCss);
    assertThat(table.getOpacity()).isLessThan(0.6);
    robot.interact(() -> context.texts().localeProperty().set(Locale.SIMPLIFIED_CHINESE));
    assertThat(stale.getText()).contains("无法编译");
    robot.interact(() -> design.replace(Designs.template("java-lm")));
    await(() -> !stale.isVisible());
    robot.interact(view::applyCss);
    assertThat(table.getOpacity()).isEqualTo(1);
  }

  @Test
  void theCardTakesTheTablesPlaceInANarrowWindow(FxRobot robot) throws Exception {
    await(() -> table.getExpandedItemCount() == 11);
    await(() -> view.model().speedProperty().get() != null);
    ToggleButton show = robot.lookup("#analyzer-show-card").queryAs(ToggleButton.class);
    robot.interact(show::fire);
    Set<Label> labels = robot.lookup("#three-c .label").queryAllAs(Label.class);
    assertThat(labels)
        .extracting(Label::getText)
        .contains("Compact", "Customizable", "Cost-efficient", "2.16 M", "8.66 MB")
        .anyMatch(t -> t.contains("estimated, not measured"))
        .anyMatch(t -> t.contains("RMSNorm × 3: could be LayerNorm."));
    robot.interact(show::fire);
    assertThat(view.getCenter()).isSameAs(robot.lookup(".analyzer-figures").query());
  }

  @Test
  void theTableIsCopied(FxRobot robot) throws Exception {
    await(() -> table.getExpandedItemCount() == 11);
    robot.clickOn("#analyzer-copy-csv");
    robot.interact(() ->
        assertThat(Clipboard.getSystemClipboard().getString()).contains("stack.mlp,GatedMLP,4,"));
  }

  @Test
  void inTheDarkTheBarsAndFiguresStandOut(FxRobot robot) throws Exception {
    await(() -> table.getExpandedItemCount() == 11);
    robot.interact(() -> {
      new Theme(new Preferences(Path.of("none")), true).dress(view.getScene());
      view.applyCss();
      view.layout();
    });
    Label total = robot.lookup("#total-parameters").queryAs(Label.class);
    javafx.scene.paint.Color words = (javafx.scene.paint.Color) total.getTextFill();
    assertThat(words.getBrightness()).isGreaterThan(0.6);
  }

  private static Architecture broken(Architecture sound) {
    Block block = Objects.requireNonNull(sound.blocks().get("decoder"));
    Node attention = block.node("attention").orElseThrow();
    var settings = new LinkedHashMap<>(attention.settings());
    settings.put("heads", "7");
    return sound.withBlock(block.withNode(attention.withSettings(settings)));
  }

  private TreeItem<Row> item(String id) {
    return table.getRoot().getChildren().stream()
        .filter(i -> i.getValue().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids(TreeItem<Row> parent) {
    return parent.getChildren().stream().map(i -> i.getValue().id()).toList();
  }

  private List<String> selected() {
    return table.getSelectionModel().getSelectedItems().stream()
        .map(i -> i.getValue().path())
        .toList();
  }

  private static String total(FxRobot robot, String column) {
    return robot.lookup("#total-" + column).queryAs(Label.class).getText();
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Waiting.until(10, condition);
  }
}
