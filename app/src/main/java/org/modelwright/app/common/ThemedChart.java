package org.modelwright.app.common;

import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.fx.ChartCanvas;
import org.jspecify.annotations.Nullable;

/// A chart in the window's theme, and anew when that changes: the root of a dark window has the style
/// class `dark`. It takes the size that it is given and leaves the wheel to the page.
public final class ThemedChart extends StackPane {

  private final JFreeChart chart;
  private final ChartCanvas canvas;
  private final ListChangeListener<String> classes = _ -> apply();
  private @Nullable Parent root;

  public ThemedChart(JFreeChart chart) {
    this.chart = chart;
    canvas = new ChartCanvas(chart);
    canvas.setTooltipEnabled(true);
    canvas.setMouseTransparent(true);
    canvas.setManaged(false);
    widthProperty().addListener((_, _, width) -> canvas.setWidth(width.doubleValue()));
    heightProperty().addListener((_, _, height) -> canvas.setHeight(height.doubleValue()));
    getChildren().add(canvas);
    sceneProperty().subscribe(scene -> follow(scene == null ? null : scene.getRoot()));
    apply();
  }

  /// Draws at once. For a chart that tells nobody of its changes.
  public void draw() {
    canvas.draw();
  }

  /// Whether the window is dark.
  public boolean isDark() {
    return root != null && root.getStyleClass().contains("dark");
  }

  private void follow(@Nullable Parent next) {
    root = next;
    if (next != null) {
      next.getStyleClass().addListener(new WeakListChangeListener<>(classes));
      apply();
    }
  }

  private void apply() {
    (isDark() ? ChartTheme.DARK : ChartTheme.LIGHT).apply(chart);
    if (!chart.isNotify()) {
      draw();
    }
  }
}
