package org.modelwright.app.curves;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/// How the charts of one page are drawn, all in the same way. Belongs to the FX thread.
public final class CurveSettings {

  /// What the vertical axis leaves out where it follows the curves.
  public enum Clip {
    NONE(0),
    /// the lowest and the highest 1 %
    P99(0.01),
    /// the lowest and the highest 5 %
    P95(0.05);

    private final double share;

    Clip(double share) {
      this.share = share;
    }

    double share() {
      return share;
    }
  }

  private final ObjectProperty<XAxis> xAxis = new SimpleObjectProperty<>(XAxis.STEP);
  private final BooleanProperty logX = new SimpleBooleanProperty();
  private final DoubleProperty smoothing = new SimpleDoubleProperty(0.6);
  private final ObjectProperty<Clip> clip = new SimpleObjectProperty<>(Clip.NONE);
  private final IntegerProperty last = new SimpleIntegerProperty();
  private final BooleanProperty follow = new SimpleBooleanProperty(true);
  private final DoubleProperty crosshair = new SimpleDoubleProperty(Double.NaN);

  public ObjectProperty<XAxis> xAxisProperty() {
    return xAxis;
  }

  public BooleanProperty logXProperty() {
    return logX;
  }

  /// The weight of the past, 0 (no smoothing) to 0.99.
  public DoubleProperty smoothingProperty() {
    return smoothing;
  }

  public ObjectProperty<Clip> clipProperty() {
    return clip;
  }

  /// How many of a chart's newest points are shown; 0 for all.
  public IntegerProperty lastProperty() {
    return last;
  }

  /// Whether a part that the user has zoomed into moves along with new points.
  public BooleanProperty followProperty() {
    return follow;
  }

  /// Where the pointer is, in the quantity of the horizontal axis; NaN where it is over no chart.
  DoubleProperty crosshairProperty() {
    return crosshair;
  }

  Scaling horizontal() {
    // a log of the time since 1970 shows nothing
    return logX.get() && xAxis.get() != XAxis.WALL_TIME ? Scaling.LOGARITHMIC : Scaling.LINEAR;
  }
}
