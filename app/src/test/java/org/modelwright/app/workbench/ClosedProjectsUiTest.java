package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

/// A window that has had several projects open keeps none of them. It has a stage of its own: TestFX
/// keeps every event of the one that it hands out, and with them all nodes that ever got one.
@ExtendWith(ApplicationExtension.class)
class ClosedProjectsUiTest {

  @TempDir Path folder;

  @Test
  void whatIsClosedIsLetGo() throws Exception {
    var rounds = new OpenAndClose(OpenAndClose.onFx(Stage::new), folder);
    for (int i = 0; i < 5; i++) {
      rounds.another();
    }
    Map<String, Integer> held = rounds.held();
    rounds.close();
    assertThat(held).isEmpty();
  }
}
