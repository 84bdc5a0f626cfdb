package org.modelwright.app.workbench;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.DialogPane;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.StyleSheets;

/// Light or dark: Primer as the style sheet of all controls, the window's own on top. The root of a
/// scene has the style class `dark` where it is.
public final class Theme {

  private static final String KEY = "theme";

  private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark");
  private final List<Scene> scenes = new ArrayList<>();

  /// @param systemIsDark what holds until the user chooses
  public Theme(Preferences preferences, boolean systemIsDark) {
    String chosen = preferences.get(KEY, systemIsDark ? "dark" : "light");
    dark.set(chosen.equals("dark"));
    apply();
    dark.addListener(_ -> {
      preferences.set(KEY, dark.get() ? "dark" : "light");
      apply();
    });
  }

  public BooleanProperty darkProperty() {
    return dark;
  }

  /// Gives a window that lives as long as the program the look of all others, now and when it changes.
  public void dress(Scene scene) {
    scenes.add(scene);
    scene.getStylesheets().add(StyleSheets.of("workbench"));
    scene.rootProperty().subscribe(this::mark);
  }

  /// The same for what is shown once, such as a question.
  public void dress(DialogPane pane) {
    pane.getStylesheets().add(StyleSheets.of("workbench"));
    pane.getStyleClass().add("root");
    mark(pane);
  }

  private void mark(Parent root) {
    root.getStyleClass().remove("dark");
    if (dark.get()) {
      root.getStyleClass().add("dark");
    }
  }

  private void apply() {
    Application.setUserAgentStylesheet(
        dark.get()
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    scenes.forEach(scene -> mark(scene.getRoot()));
  }
}
