package org.modelwright.app.workbench;

import javafx.stage.Stage;
import org.modelwright.app.common.Preferences;

/// How large the window was, so that it is that large again.
final class WindowSize {

  private static final String WIDTH = "window.width";
  private static final String HEIGHT = "window.height";
  private static final String MAXIMIZED = "window.maximized";

  private final Preferences preferences;

  WindowSize(Preferences preferences) {
    this.preferences = preferences;
  }

  double width() {
    return Math.clamp(preferences.number(WIDTH, 1280), 640, 10_000);
  }

  double height() {
    return Math.clamp(preferences.number(HEIGHT, 800), 480, 10_000);
  }

  /// Makes the stage fit the screen, and remembers what becomes of it.
  void follow(Stage stage) {
    var screen = javafx.stage.Screen.getPrimary().getVisualBounds();
    stage.setWidth(Math.min(width(), screen.getWidth()));
    stage.setHeight(Math.min(height(), screen.getHeight()));
    stage.setMaximized(preferences.get(MAXIMIZED, "false").equals("true"));
    stage.maximizedProperty().subscribe(on -> preferences.set(MAXIMIZED, on.toString()));
    stage.widthProperty().subscribe(w -> remember(stage, WIDTH, w));
    stage.heightProperty().subscribe(h -> remember(stage, HEIGHT, h));
  }

  private void remember(Stage stage, String key, Number size) {
    if (!stage.isMaximized() && !stage.isFullScreen() && Double.isFinite(size.doubleValue())) {
      preferences.set(key, Long.toString(Math.round(size.doubleValue())));
    }
  }
}
