package org.modelwright.app.workbench;

import java.nio.file.Path;
import java.util.Optional;
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
    tour.assertUndoneAndRedone();
    tour.assertNothingFailed();
  }
}
