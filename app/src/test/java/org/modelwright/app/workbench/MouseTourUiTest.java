package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// From the start page to a changed, saved, valid drawing with the mouse alone.
@ExtendWith(ApplicationExtension.class)
class MouseTourUiTest {

  @TempDir Path folder;

  private Stage stage;
  private Tour tour;

  @Start
  void start(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void close() {
    tour.close();
  }

  @Test
  void fromTheStartPageToASavedDrawingAndBack(FxRobot robot) {
    tour = new Tour(stage, robot, folder, Optional.empty());
    tour.byMouse();
    tour.assertSaved();
    String last = tour.text();
    int undone = 0;
    while (tour.design().undoEditProperty().get() != null) {
      tour.press(KeyCode.Z, true, false);
      undone++;
    }
    assertThat(tour.text())
        .isEqualTo(
            org.modelwright.graph.ArchitectureYaml.write(
                org.modelwright.project.Templates.drawing("java-lm")));
    for (int i = 0; i < undone; i++) {
      tour.press(KeyCode.Y, true, false);
    }
    assertThat(tour.text()).isEqualTo(last);
    assertThat(tour.window.session().dirty()).isFalse();
    tour.assertNothingFailed();
  }
}
