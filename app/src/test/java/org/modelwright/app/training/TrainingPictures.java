package org.modelwright.app.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
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

  /// @param place how far down it is scrolled, 0 to 1
  private record Page(boolean unfolded, double place) {}

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[0]));
    Designs.startToolkit();
    Path scratch = Files.createTempDirectory("training-pictures");
    for (boolean folded : new boolean[] {true, false}) {
      for (double place : new double[] {0, 0.5, 1}) {
        String end = (folded ? "folded-" : "unfolded-") + (int) (2 * place);
        var look = new Page(!folded, place);
        picture(scratch, out, "light-500-" + end, false, Locale.ENGLISH, 500, look);
        picture(scratch, out, "dark-760-" + end, true, Locale.ENGLISH, 760, look);
        picture(scratch, out, "chinese-760-" + end, false, Locale.SIMPLIFIED_CHINESE, 760, look);
      }
    }
    Platform.exit();
    System.exit(0);
  }

  private static void picture(
      Path scratch, Path out, String name, boolean dark, Locale locale, double width, Page page) {
    Look.picture(
        out.resolve(name + ".png").toString(),
        dark,
        width,
        980,
        () -> view(scratch.resolve(name), locale, page, dark));
  }

  private static Parent view(Path folder, Locale locale, Page page, boolean dark) {
    ProjectSettings project = SmallProject.open(SmallProject.write(folder));
    var context =
        new AppContext(
            new Texts(locale),
            new Tasks(),
            new Commands(),
            new Preferences(folder),
            new org.modelwright.app.common.Answers());
    var view =
        new TrainingView(context, project, _ -> {}, new LayerTrust(folder.resolve("trusted")));
    if (dark) {
      view.getStyleClass().add("dark");
    }
    if (page.unfolded()) {
      project.set(
          Map.of("training.steps", "many", "training.beta2", "2", "training.learningRate", "0.02"));
      project.training().addItem("learningRates", Map.of("parameters", "embed.*", "factor", "x"));
    }
    Platform.runLater(() -> {
      if (page.unfolded()) {
        for (Node node : view.lookupAll(".titled-pane")) {
          ((TitledPane) node).setExpanded(true);
        }
      } else if (view.lookup("#training-preset-quick") instanceof ToggleButton quick) {
        quick.fire();
      }
      view.layout();
      Platform.runLater(
          () -> ((ScrollPane) view.lookup("#training-scroll")).setVvalue(page.place()));
    });
    return view;
  }
}
