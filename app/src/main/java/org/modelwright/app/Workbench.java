package org.modelwright.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;

/// The window. Its one parameter, where there is one, is the project's folder.
public final class Workbench extends Application {

  @Override
  public void start(Stage stage) {
    List<String> folder = getParameters().getRaw();
    OpenProject project = folder.isEmpty() ? null : OpenProject.read(Path.of(folder.getFirst()));
    ColorScheme colors = Platform.getPreferences().getColorScheme();
    show(stage, project, new Texts(Locale.getDefault()), colors);
  }

  static void show(Stage stage, @Nullable OpenProject project, Texts texts, ColorScheme colors) {
    var scene = new Scene(new StartPage(project, texts), 960, 640);
    // Modena derives every control's colour from these two, so the window follows the system's
    // light or dark setting without a style sheet of its own.
    if (colors == ColorScheme.DARK) {
      scene.getRoot().setStyle("-fx-base: #2b2d30; -fx-background: #1e1f22;");
    }
    stage.setTitle(
        project == null
            ? texts.get("workbench.window.title")
            : texts.get("workbench.window.title.project", project.name()));
    stage.setScene(scene);
    stage.show();
  }
}
