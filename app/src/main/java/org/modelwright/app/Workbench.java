package org.modelwright.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Choosers;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.workbench.StartupTime;
import org.modelwright.app.workbench.WorkbenchWindow;

/// The program with a window; here it is put together. Its one parameter, where there is one, is the
/// project's folder.
public final class Workbench extends Application {

  @Override
  public void start(Stage stage) {
    List<String> folder = getParameters().getRaw();
    var context =
        new AppContext(
            new Texts(language(Locale.getDefault())),
            new Tasks(),
            new Commands(),
            new Preferences(Preferences.fileOfUser()),
            Choosers.of(stage));
    StartupTime.watch(stage);
    WorkbenchWindow.open(
        stage,
        context,
        Platform.getPreferences().getColorScheme() == ColorScheme.DARK,
        folder.stream().findFirst().map(Path::of));
  }

  /// The window's language that is nearest to the system's.
  static Locale language(Locale system) {
    return Texts.LANGUAGES.stream()
        .filter(l -> l.getLanguage().equals(system.getLanguage()))
        .findFirst()
        .orElse(Texts.LANGUAGES.getFirst());
  }
}
