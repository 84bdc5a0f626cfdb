package org.modelwright.app.curves;

/// The exponential moving average of a curve, corrected for its start, where it knows too few values:
/// s(n) = w s(n-1) + (1-w) v(n), shown as s(n) / (1 - w^n). The correction is that of Kingma and Ba,
/// "Adam", 2015, section 3. Values that are not finite are left out and shown as gaps.
final class Smoothing {

  private final Curve curve;
  private final double weight;
  private Curve smooth;
  private double sum;
  private long count;
  private int truncations;

  /// @param weight of the past, from 0 to below 1
  Smoothing(Curve curve, double weight) {
    this.curve = curve;
    this.weight = weight;
    smooth = new Curve(curve.positions());
    truncations = curve.truncations();
  }

  double weight() {
    return weight;
  }

  /// The average up to the curve's newest point.
  Curve smooth() {
    if (truncations != curve.truncations()) {
      truncations = curve.truncations();
      smooth = new Curve(curve.positions());
      sum = 0;
      count = 0;
    }
    for (int i = smooth.size(); i < curve.size(); i++) {
      double value = curve.at(i);
      if (Double.isFinite(value)) {
        sum = weight * sum + (1 - weight) * value;
        count++;
        smooth.add(sum / (1 - Math.pow(weight, count)));
      } else {
        smooth.add(value);
      }
    }
    return smooth;
  }
}
