package org.modelwright.app.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Look;
import org.modelwright.app.settings.ProjectSettings;
import org.modelwright.app.settings.SmallProject;
import org.modelwright.project.LayerTrust;

/// Pictures of the whole page, for a look at it: `TrainingPictures FOLDER`.
final class TrainingPictures {

  private TrainingPictures() {}

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[0]));
    Designs.startToolkit();
    Path scratch = Files.createTempDirectory("training-pictures");
    picture(scratch, out, "ready-light-500", false, Locale.ENGLISH, 500, false);
    picture(scratch, out, "wrong-dark-500", true, Locale.ENGLISH, 500, true);
    picture(scratch, out, "wrong-chinese-760", false, Locale.SIMPLIFIED_CHINESE, 760, true);
    picture(scratch, out, "ready-dark-760", true, Locale.ENGLISH, 760, false);
    Platform.exit();
    System.exit(0);
  }

  private static void picture(
      Path scratch,
      Path out,
      String name,
      boolean dark,
      Locale locale,
      double width,
      boolean wrong) {
    Look.picture(
        out.resolve(name + ".png").toString(),
        dark,
        width,
        980,
        () -> view(scratch.resolve(name), locale, wrong, dark));
  }

  private static Parent view(Path folder, Locale locale, boolean wrong, boolean dark) {
    ProjectSettings project = SmallProject.open(SmallProject.write(folder));
    var context =
        new AppContext(new Texts(locale), new Tasks(), new Commands(), new Preferences(folder));
    var view =
        new TrainingView(context, project, _ -> {}, new LayerTrust(folder.resolve("trusted")));
    if (dark) {
      view.getStyleClass().add("dark");
    }
    if (wrong) {
      project.set(
          Map.of("training.steps", "many", "training.beta2", "2", "training.learningRate", "99"));
    } else {
      Platform.runLater(() -> {
        for (Node node : view.lookupAll(".titled-pane")) {
          if (node instanceof TitledPane pane) {
            pane.setExpanded(!pane.isExpanded());
          }
        }
        if (view.lookup("#training-preset-quick") instanceof ToggleButton quick) {
          quick.fire();
        }
      });
    }
    return view;
  }
}
