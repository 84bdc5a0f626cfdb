package org.modelwright.app.design.problems;

import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.Parent;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Look;
import org.modelwright.graph.Edit;

/// Writes pictures of the list of problems into a folder.
final class ProblemsPictures {

  private ProblemsPictures() {}

  public static void main(String[] args) {
    String folder = args[0] + "/problems-";
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    Look.picture(folder + "light.png", false, 960, 220, () -> faulty(Locale.ENGLISH));
    Look.picture(folder + "narrow.png", true, 460, 260, () -> faulty(Locale.SIMPLIFIED_CHINESE));
    Look.picture(
        folder + "none.png",
        false,
        700,
        160,
        () ->
            new ProblemsView(
                Designs.context(Locale.ENGLISH), Designs.of(Designs.template("java-lm"))));
    System.exit(0);
  }

  private static Parent faulty(Locale locale) {
    DesignModel design = Designs.of(Designs.template("java-lm"));
    design.execute(new Edit.SetSetting("decoder", "attention", "heads", "7"));
    design.execute(new Edit.SetSetting("decoder", "mlp", "hiden", "512"));
    design.execute(new Edit.Disconnect("decoder", "add2", 1));
    return new ProblemsView(
        Designs.context(locale),
        design,
        p ->
            p.message().contains("heads")
                ? List.of(new Edit.SetSetting("decoder", "attention", "heads", "6"))
                : List.of());
  }
}
