package org.modelwright.app.curves;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jfree.fx.FXGraphics2D;
import org.modelwright.app.common.Png;
import org.modelwright.app.common.Texts;

/// A chart as a file. What comes from the window is taken at once, the file is made later, elsewhere.
final class CurveExport {

  /// What kind of file.
  enum Format {
    PNG,
    SVG,
    CSV;

    String ending() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Makes the file's bytes; on any thread.
  interface Content {
    byte[] bytes() throws IOException;
  }

  static final double WIDTH = 960;
  static final double HEIGHT = 480;
  static final double HEAD = 28;
  private static final int SCALE = 2;

  private final ChartState state;
  private final CurvePlot plot;
  private final boolean dark;
  private final Texts texts;
  private final String title;
  private final int columns;

  CurveExport(
      ChartState state, CurvePlot plot, boolean dark, Texts texts, String title, double columns) {
    this.state = state;
    this.plot = plot;
    this.dark = dark;
    this.texts = texts;
    this.title = title;
    this.columns = (int) columns;
  }

  Content prepare(Format format) {
    return switch (format) {
      case PNG -> png();
      case SVG -> svg();
      case CSV -> csv();
    };
  }

  private ChartState.Frame frame() {
    ChartState.Frame frame = state.frame(Math.max(columns, (int) WIDTH));
    plot.show(frame, texts.locale());
    return frame;
  }

  private String axisWords() {
    return texts.get("curves.axis." + state.settings().xAxisProperty().get());
  }

  private List<Series> shown() {
    return state.series().stream().filter(state::isShown).toList();
  }

  private Content png() {
    var _ = frame();
    var canvas = new Canvas(WIDTH * SCALE, HEIGHT * SCALE);
    var g = canvas.getGraphicsContext2D();
    g.scale(SCALE, SCALE);
    g.setFill(dark ? Color.web("#0d1117") : Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setFill(dark ? Color.web("#c9d1d9") : Color.web("#24292f"));
    g.setFont(Font.font(14));
    g.fillText(title, 12, 19);
    double x = CurvePlot.LEFT + 140;
    g.setFont(Font.font(12));
    List<Series> all = state.series();
    for (int i = 0; i < all.size(); i++) {
      if (state.isShown(all.get(i)) && all.size() > 1) {
        java.awt.Color color = plot.color(i);
        g.setFill(Color.rgb(color.getRed(), color.getGreen(), color.getBlue()));
        g.fillOval(x, 11, 8, 8);
        g.fillText(all.get(i).name(), x + 12, 19);
        x += 24 + 7.0 * all.get(i).name().length();
      }
    }
    g.translate(0, HEAD);
    plot.chart().draw(new FXGraphics2D(g), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT - HEAD - 16));
    g.translate(0, -HEAD);
    g.setFill(dark ? Color.web("#8b949e") : Color.web("#57606a"));
    g.setFont(Font.font(12));
    g.fillText(axisWords(), WIDTH - 16 - 7.0 * axisWords().length(), HEIGHT - 6);
    var image = canvas.snapshot(new SnapshotParameters(), null);
    return () -> Png.write(image);
  }

  private Content svg() {
    String svg = CurveSvg.of(frame(), state, plot, dark, title, axisWords());
    return () -> svg.getBytes(StandardCharsets.UTF_8);
  }

  /// A series, copied while the training goes on.
  private record Copied(String name, Map<XAxis, double[]> places, double[] values) {
    private double at(XAxis axis, int index) {
      return Objects.requireNonNull(places.get(axis))[index];
    }
  }

  private Content csv() {
    var copies = new ArrayList<Copied>();
    for (Series one : shown()) {
      Curve curve = one.curve();
      var places = new EnumMap<XAxis, double[]>(XAxis.class);
      for (XAxis axis : XAxis.values()) {
        places.put(
            axis, IntStream.range(0, curve.size()).mapToDouble(i -> curve.x(axis, i)).toArray());
      }
      double[] values = IntStream.range(0, curve.size()).mapToDouble(curve::at).toArray();
      copies.add(new Copied(one.name(), places, values));
    }
    return () -> csv(copies).getBytes(StandardCharsets.UTF_8);
  }

  /// All points, not only those that are drawn; numbers as the shortest decimal that reads back the same.
  private static String csv(List<Copied> copies) {
    var text = new StringBuilder("series,step,tokens,time,trainingSeconds,value\n");
    for (Copied one : copies) {
      String name =
          one.name().matches("[^,\"\n\r]*")
              ? one.name()
              : '"' + one.name().replace("\"", "\"\"") + '"';
      for (int i = 0; i < one.values().length; i++) {
        text.append(name)
            .append(',')
            .append((long) one.at(XAxis.STEP, i))
            .append(',')
            .append((long) one.at(XAxis.TOKENS, i))
            .append(',')
            .append(Instant.ofEpochMilli(Math.round(1000 * one.at(XAxis.WALL_TIME, i))))
            .append(',')
            .append(one.at(XAxis.TRAINING_TIME, i))
            .append(',')
            .append(one.values()[i])
            .append('\n');
      }
    }
    return text.toString();
  }
}
