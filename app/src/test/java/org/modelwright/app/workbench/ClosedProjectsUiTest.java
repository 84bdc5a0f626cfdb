package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A window that has had many projects open is no larger than one that has had a few.
@ExtendWith(ApplicationExtension.class)
class ClosedProjectsUiTest {

  /// What the toolkit may still know of the last project, such as where the focus was.
  private static final int LAST = 2;

  @TempDir Path folder;

  private Stage stage;

  @Start
  void start(Stage stage) {
    this.stage = stage;
  }

  @Test
  void whatIsClosedIsLetGo() throws Exception {
    var rounds = new OpenAndClose(stage, folder);
    for (int i = 0; i < 8; i++) {
      rounds.another();
    }
    assertThat(rounds.held()).allSatisfy((_, count) -> assertThat(count).isLessThanOrEqualTo(LAST));
    rounds.close();
  }
}
