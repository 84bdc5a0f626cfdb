package org.modelwright.app.curves;

/// How a quantity lies on its axis. Everything that is drawn, zoomed or panned is so in the axis's
/// own coordinates, in which it is straight.
public enum Scaling {
  LINEAR {
    @Override
    double toAxis(double value) {
      return value;
    }

    @Override
    double toValue(double coordinate) {
      return coordinate;
    }
  },
  LOGARITHMIC {
    @Override
    double toAxis(double value) {
      return value > 0 ? Math.log10(value) : Double.NaN;
    }

    @Override
    double toValue(double coordinate) {
      return Math.pow(10, coordinate);
    }
  };

  /// NaN for what has no place on the axis.
  abstract double toAxis(double value);

  abstract double toValue(double coordinate);
}
