package org.modelwright.app.design.custom;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import org.modelwright.app.common.CodeEditor;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Look;
import org.modelwright.graph.Edit;
import org.modelwright.project.LayerTrust;

/// Writes pictures of the custom layer editor into a folder.
final class CustomPictures {

  private CustomPictures() {}

  public static void main(String[] args) {
    String folder = args[0] + "/custom-";
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    Look.picture(folder + "light.png", false, 700, 480, () -> view(Locale.ENGLISH, _ -> {}));
    Look.picture(
        folder + "dark.png",
        true,
        700,
        480,
        () ->
            view(
                Locale.ENGLISH,
                v -> typed(v, "# swish\ny = x * torch.sigmod(beta * x)\nreturn y")));
    Look.picture(
        folder + "narrow.png",
        false,
        460,
        600,
        () -> {
          Parent view = view(Locale.SIMPLIFIED_CHINESE, _ -> {});
          new Thread(
                  () -> {
                    try {
                      Thread.sleep(400);
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    Platform.runLater(() -> ((Button) view.lookup("#custom-check")).fire());
                  })
              .start();
          return view;
        });
    System.exit(0);
  }

  private static void typed(CustomLayerView view, String text) {
    Platform.runLater(() -> ((CodeEditor) view.lookup("#custom-code")).area().replaceText(text));
  }

  private static Parent view(Locale locale, Consumer<CustomLayerView> then) {
    DesignModel design = Designs.of(Designs.template("java-lm"));
    design.execute(new Edit.PutLayer(NewCustomLayer.starter("ScaledSwish")));
    var view =
        new CustomLayerView(
            Designs.context(locale),
            design,
            "ScaledSwish",
            new LayerTrust(Path.of("no-such-trust")));
    then.accept(view);
    return view;
  }
}
