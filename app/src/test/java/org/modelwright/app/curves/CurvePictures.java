package org.modelwright.app.curves;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.modelwright.app.common.Png;
import org.modelwright.app.common.Sentence;

/// Writes pictures of a chart, light, dark and in Chinese, to the folder that is its argument.
public final class CurvePictures {

  private CurvePictures() {}

  public static void main(String[] args) throws Exception {
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    for (String look : List.of("light", "dark", "chinese")) {
      var made =
          new FutureTask<>(() -> {
            var page =
                new CurvePage(
                    look.equals("chinese") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH,
                    look.equals("dark"),
                    980,
                    480);
            var stage = new Stage();
            stage.setScene(page.scene);
            stage.setX(0);
            stage.setY(0);
            stage.show();
            var sparse = new Curve();
            Curve loss = CurvePage.loss(20_000, 1);
            for (int i = 2000; i <= 20_000; i += 2000) {
              sparse.add(new Place(i, 4096.0 * i, 1.7e9 + i * 0.1, i * 0.09), loss.at(i - 1) + 0.2);
            }
            page.chart.setSeries(
                List.of(new Series("Training", loss), new Series("Validation", sparse, true)));
            page.chart.setMarkers(
                List.of(
                    marker(Marker.Kind.CHECKPOINT, 4000),
                    marker(Marker.Kind.RESUMED, 8000),
                    marker(Marker.Kind.LEARNING_RATE, 12_000),
                    marker(Marker.Kind.FAULT, 13_000),
                    marker(Marker.Kind.BEST, 16_000)));
            return page;
          });
      Platform.runLater(made);
      CurvePage page = made.get();
      Thread.sleep(700);
      var shown =
          new FutureTask<>(() -> {
            page.settings.crosshairProperty().set(12_010);
            if (look.equals("dark")) {
              page.chart.setLogY(true);
              page.settings.logXProperty().set(true);
            }
            return null;
          });
      Platform.runLater(shown);
      Thread.sleep(500);
      var image = new FutureTask<>(() -> page.scene.snapshot(null));
      Platform.runLater(image);
      Files.write(Path.of(args[0], "curve-" + look + ".png"), Png.write(image.get()));
      for (CurveExport.Format format : CurveExport.Format.values()) {
        Path file = Path.of(args[0], "export-" + look + "." + format.ending());
        Platform.runLater(() -> {
          page.files.next.add(file);
          page.chart.export(format);
        });
      }
      Thread.sleep(700);
    }
    Platform.exit();
  }

  private static Marker marker(Marker.Kind kind, int i) {
    return new Marker(
        kind,
        new Place(i, 4096.0 * i, 1.7e9 + i * 0.1, i * 0.09),
        Sentence.of("curves.marker.checkpoint", "step-" + i));
  }
}
