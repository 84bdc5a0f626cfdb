package org.modelwright.app.design.canvas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Location;
import org.modelwright.app.design.Look;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Edit;

/// Pictures of the canvas, for someone to look at: `CanvasPictures FOLDER`.
public final class CanvasPictures {

  private CanvasPictures() {}

  public static void main(String[] args) throws Exception {
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    Platform.setImplicitExit(false);
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    for (boolean dark : new boolean[] {false, true}) {
      String theme = dark ? "dark" : "light";
      picture(
          folder.resolve("java-lm-" + theme),
          dark,
          Locale.ENGLISH,
          f -> {
            f.design.select(Set.of("norm"));
            f.commands.run(CommandId.SHOW_MINI_MAP);
          },
          Designs.template("java-lm"));
      picture(
          folder.resolve("llama-main-" + theme),
          dark,
          Locale.ENGLISH,
          _ -> {},
          Designs.template("llama-1b"));
      picture(
          folder.resolve("llama-decoder-" + theme),
          dark,
          Locale.SIMPLIFIED_CHINESE,
          f -> {
            f.design.open(Location.MAIN.enter("stack"));
            f.design.select(Set.of("attention"));
          },
          Designs.template("llama-1b"));
      picture(
          folder.resolve("sixty-" + theme),
          dark,
          Locale.ENGLISH,
          f -> {
            f.design.execute(new Edit.Place("main", layout(f)));
            f.canvas.state().zoomToFit();
          },
          Drawings.wide(60));
      picture(
          folder.resolve("pick-" + theme),
          dark,
          Locale.ENGLISH,
          f -> {
            f.design.select(Set.of("norm"));
            f.design.execute(new Edit.SetSetting("main", "embed", "width", "-1"));
            f.design.execute(new Edit.RenameBlock("decoder", "a_rather_long_name_of_a_block"));
            f.canvas.state().gestures().hover("GatedMLP", 400, 200, 9);
          },
          Designs.template("java-lm"));
    }
    Platform.exit();
  }

  private static Map<String, org.modelwright.graph.Position> layout(CanvasFixture f) {
    return AutoLayout.places(f.canvas.state().picture(), org.modelwright.progress.Progress.NONE);
  }

  private interface Setup {
    void on(CanvasFixture fixture);
  }

  private static void picture(
      Path file, boolean dark, Locale locale, Setup setup, Architecture architecture)
      throws Exception {
    for (int width : new int[] {960, 1280}) {
      var fixture = new CanvasFixture[1];
      fx(() -> {
        fixture[0] = new CanvasFixture(architecture, locale, dark, width, width == 960 ? 700 : 800);
        fixture[0].scene.getRoot().applyCss();
        fixture[0].scene.getRoot().layout();
      });
      for (int i = 0; i < 40; i++) {
        Thread.sleep(20);
        fx(() -> fixture[0].scene.snapshot(null));
      }
      fx(() -> setup.on(fixture[0]));
      for (int i = 0; i < 15; i++) {
        Thread.sleep(20);
        fx(() -> fixture[0].scene.snapshot(null));
      }
      fx(() -> {
        var image = fixture[0].scene.snapshot(null);
        Look.write(image, Path.of(file + "-" + width + ".png"));
        fixture[0].canvas.dispose();
      });
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void fx(Action action) {
    Look.onFx(() -> {
      action.run();
      return action;
    });
  }
}
