package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.cli.Main;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What was drawn and saved in the window trains from the command line.
@ExtendWith(ApplicationExtension.class)
class MouseTourIT {

  @TempDir Path folder;

  private Stage stage;

  @Start
  void start(Stage stage) {
    this.stage = stage;
  }

  @Test
  void whatWasSavedInTheWindowTrains(FxRobot robot) throws Exception {
    var tour = new Tour(stage, robot, folder, Optional.empty());
    try {
      tour.byMouse();
      tour.assertSaved();
      tour.assertUndoneAndRedone();
      tour.assertNothingFailed();
    } finally {
      tour.close();
    }
    Path out = folder.resolve("out.txt");
    Process training =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                tour.project().toString(),
                "--steps",
                "3",
                "--set",
                "data.tokenizer.vocabulary=300",
                "data.context=32",
                "training.batchSize=4")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(training.waitFor(120, TimeUnit.SECONDS)).as("ends").isTrue();
    } finally {
      training.destroyForcibly();
    }
    assertThat(training.exitValue()).as(Files.readString(out)).isZero();
    try (var runs = Files.list(tour.project().resolve("runs"))) {
      assertThat(runs).hasSize(1);
    }
  }
}
