package org.modelwright.app.workbench;

import java.time.Duration;
import java.time.Instant;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

/// How long it takes from the start of the JVM until the window has been drawn. With the system property
/// `modelwright.startup` the milliseconds are printed; where it is `exit` the program then ends, which
/// is how the cache of loaded classes is made.
public final class StartupTime {

  private static final String PROPERTY = "modelwright.startup";

  private StartupTime() {}

  public static void watch(Stage stage) {
    String wanted = System.getProperty(PROPERTY);
    if (wanted == null) {
      return;
    }
    stage.setOnShown(_ ->
        new AnimationTimer() {
          private int frames;

          @Override
          public void handle(long now) {
            // the first call is before the first frame, the second after it
            if (++frames == 2) {
              stop();
              report(wanted.equals("exit"));
            }
          }
        }.start());
  }

  private static void report(boolean exit) {
    Instant started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    System.out.println(Duration.between(started, Instant.now()).toMillis());
    if (exit) {
      Platform.exit();
    }
  }
}
