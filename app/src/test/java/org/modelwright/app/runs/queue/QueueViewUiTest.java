package org.modelwright.app.runs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.AppContext;
import org.modelwright.app.MouseEvents;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Waiting;
import org.modelwright.launch.Queue;
import org.modelwright.launch.QueueState;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class QueueViewUiTest {

  @TempDir Path folder;
  private Stage stage;
  private AppContext context;
  private SmallQueueProject project;
  private @Nullable QueueModel model;
  private @Nullable QueueView view;
  private final List<String> opened = new ArrayList<>();

  @Start
  void start(Stage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void project() throws Exception {
    project = SmallQueueProject.in(folder);
    context =
        new AppContext(
            new Texts(Locale.ENGLISH),
            new Tasks(),
            new Commands(),
            new Preferences(folder.resolve("workbench.json")),
            new org.modelwright.app.common.Answers());
  }

  private void open(FxRobot robot, boolean works) {
    robot.interact(() -> {
      model = new QueueModel(project.folder(), works);
      view = new QueueView(context, model, project, opened::add);
      stage.setScene(new Scene(view, 700, 600));
      stage.setX(0);
      stage.setY(0);
      stage.show();
    });
  }

  private void close(FxRobot robot) {
    robot.interact(() -> {
      stage.setScene(new Scene(new Group()));
      view().dispose();
      model().dispose();
    });
  }

  @AfterEach
  void nothingStaysOpen(FxRobot robot) {
    if (view != null && stage.getScene().getRoot() == view) {
      close(robot);
    }
  }

  private QueueView view() {
    return java.util.Objects.requireNonNull(view);
  }

  private QueueModel model() {
    return java.util.Objects.requireNonNull(model);
  }

  private static void await(BooleanSupplier condition) {
    Waiting.until(60, condition::getAsBoolean);
  }

  private void fire(FxRobot robot, String id) {
    robot.interact(() -> ((ButtonBase) view().lookup(id)).fire());
  }

  private List<QueueState> states() {
    return List.copyOf(model().rows()).stream().map(QueueRow::state).toList();
  }

  private List<Long> order() {
    return List.copyOf(model().rows()).stream().map(r -> r.entry().id()).toList();
  }

  @SuppressWarnings("unchecked")
  private ListView<QueueRow> list() {
    return (ListView<QueueRow>) view().lookup("#queue-list");
  }

  @Test
  void twoRunsTrainOneAfterTheOtherAlsoWhenTheWindowIsClosedInBetween(FxRobot robot)
      throws Exception {
    open(robot, false);
    fire(robot, "#queue-add");
    await(() -> states().equals(List.of(QueueState.WAITING)));
    fire(robot, "#queue-add");
    await(() -> states().equals(List.of(QueueState.WAITING, QueueState.WAITING)));
    // what is changed now is none of theirs
    Files.writeString(project.folder().resolve("training.yaml"), "steps: nonsense\n");
    assertThat(((Labeled) view().lookup("#queue-situation")).getText())
        .isEqualTo("Paused, 2 waiting");
    robot.interact(() -> model().work(true));
    await(() -> states().getFirst() == QueueState.RUNNING);
    assertThat(states().getLast()).isEqualTo(QueueState.WAITING);
    close(robot);

    open(robot, true);
    await(() -> states().equals(List.of(QueueState.DONE, QueueState.DONE)));
    assertThat(model().rows()).allSatisfy(row -> assertThat(row.steps()).isEqualTo(6));
    await(() -> model().situationProperty().get() == QueueModel.Situation.IDLE);
    robot.interact(() -> list().getSelectionModel().select(0));
    robot.interact(() -> list().requestFocus());
    robot.type(javafx.scene.input.KeyCode.ENTER);
    assertThat(opened).containsExactly(model().rows().getFirst().entry().run());
    fire(robot, "#queue-add");
    await(() -> ((Labeled) view().lookup("#queue-trouble")).getText().contains("`training.steps`"));
    fire(robot, "#queue-clear");
    await(() -> model().rows().isEmpty());
  }

  /// By events, since the robot's drag does not come through here.
  private void drag(FxRobot robot, String from, String to) {
    robot.interact(() -> {
      Node source = cell(from);
      Node target = cell(to);
      Point2D there = target.localToScreen(20, target.getLayoutBounds().getHeight() / 2);
      source.fireEvent(MouseEvents.primary(MouseEvent.MOUSE_DRAGGED, there));
      source.fireEvent(MouseEvents.primary(MouseEvent.MOUSE_RELEASED, there));
    });
  }

  private Node cell(String id) {
    return view().lookupAll(id).stream().filter(Node::isVisible).findFirst().orElseThrow();
  }

  @Test
  void theOrderIsChangedByButtonsByDraggingAndByKeys(FxRobot robot) throws Exception {
    open(robot, false);
    for (int i = 0; i < 3; i++) {
      int before = i;
      fire(robot, "#queue-add");
      await(() -> model().rows().size() == before + 1);
    }
    assertThat(order()).containsExactly(1L, 2L, 3L);
    fire(robot, "#queue-up-3");
    await(() -> order().equals(List.of(1L, 3L, 2L)));
    drag(robot, "#queue-entry-1", "#queue-entry-2");
    await(() -> order().equals(List.of(3L, 2L, 1L)));
    robot.interact(() -> list().getSelectionModel().select(2));
    fire(robot, "#queue-cancel-2");
    await(() -> states().get(1) == QueueState.CANCELLED);
    fire(robot, "#queue-remove-3");
    await(() -> order().equals(List.of(2L, 1L)));
    assertThat(new Queue(project.folder()).entries().getLast().run())
        .isEqualTo(model().rows().getLast().entry().run());
    assertThat(project.folder().resolve("runs")).isDirectoryNotContaining(p -> p.endsWith("03"));
  }

  @Test
  void aSweepIsPutTogetherTrainedAndShown(FxRobot robot) throws Exception {
    open(robot, true);
    robot.interact(() -> view().newSweep());
    assertThat(((ComboBox<?>) view().lookup("#sweep-key-0")).getValue())
        .isEqualTo("training.learningRate");
    assertThat(((Labeled) view().lookup("#sweep-start")).getText()).isEqualTo("Add 20 runs");
    var kind = (ComboBox<?>) view().lookup("#sweep-kind-0");
    assertThat(kind.getButtonCell().getText()).isEqualTo("Range, logarithmic");
    robot.interact(() -> context.texts().localeProperty().set(Locale.SIMPLIFIED_CHINESE));
    assertThat(kind.getButtonCell().getText()).isEqualTo("对数区间");
    robot.interact(() -> context.texts().localeProperty().set(Locale.ENGLISH));
    fire(robot, "#sweep-grid");
    robot.interact(() -> ((TextField) view().lookup("#sweep-points-0")).setText("2"));
    assertThat(((Labeled) view().lookup("#sweep-start")).getText()).isEqualTo("Add 2 runs");
    fire(robot, "#sweep-start");
    await(() -> states().equals(List.of(QueueState.DONE, QueueState.DONE)));
    fire(robot, "#queue-page-results");
    await(() -> {
      var table = (TableView<?>) view().lookup("#sweep-table");
      return table != null && table.getItems().size() == 2;
    });
    var table = (TableView<?>) view().lookup("#sweep-table");
    assertThat(table.getColumns().getFirst().getCellData(0)).isEqualTo("0.01");
    assertThat(table.getColumns().getFirst().getCellData(1)).isEqualTo("0.0001");
    assertThat(((ComboBox<?>) view().lookup("#sweep-setting")).getValue())
        .isEqualTo("training.learningRate");
    assertThat(view().lookup("#sweep-chart").lookup("ThemedChart")).isNotNull();
  }
}
