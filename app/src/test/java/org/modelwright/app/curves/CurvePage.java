package org.modelwright.app.curves;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Answers;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;

/// Charts in a scene, for tests and benches.
final class CurvePage {

  final Answers files = new Answers();
  final CurveSettings settings = new CurveSettings();
  final AppContext context;
  final CurveChart chart;
  final VBox root;
  final Scene scene;

  /// On the FX thread.
  CurvePage(Locale language, boolean dark, double width, double height) {
    context =
        new AppContext(
            new Texts(language),
            new Tasks(),
            new Commands(),
            new Preferences(Path.of(System.getProperty("java.io.tmpdir"), "no-such-preferences")),
            files);
    chart = new CurveChart(context, settings, new SimpleStringProperty("Loss"), Unit.NUMBER);
    VBox.setVgrow(chart, Priority.ALWAYS);
    root = new VBox(new CurveBar(context.texts(), settings), chart);
    scene = new Scene(new Group(), width, height);
    scene.setUserAgentStylesheet(
        (dark ? new atlantafx.base.theme.PrimerDark() : new atlantafx.base.theme.PrimerLight())
            .getUserAgentStylesheet());
    scene.getStylesheets().add(StyleSheets.of("workbench"));
    if (dark) {
      root.getStyleClass().add("dark");
    }
    root.setStyle("-fx-background-color: -color-bg-default");
    scene.setRoot(root);
  }

  /// A loss that falls with noise, as a training's does.
  static Curve loss(int points, long seed) {
    var random = new Random(seed);
    var curve = new Curve();
    for (int i = 1; i <= points; i++) {
      double mean = 1.5 + 3 * Math.pow(1 + 20.0 * i / points, -0.5);
      curve.add(
          new Place(i, 4096.0 * i, 1.7e9 + i * 0.1, i * 0.09), mean + 0.15 * random.nextGaussian());
    }
    return curve;
  }

  static List<Series> two(int points) {
    return List.of(new Series("a", loss(points, 1)), new Series("b", loss(points, 2)));
  }
}
