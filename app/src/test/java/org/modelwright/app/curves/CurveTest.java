package org.modelwright.app.curves;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveTest {

  private static double value(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> Double.NaN;
      case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      default -> random.nextGaussian() * 10;
    };
  }

  @Test
  void thePyramidFindsTheExtremesOfAnyRange() {
    var random = new Random(7);
    for (int round = 0; round < 40; round++) {
      var extremes = new Extremes();
      double[] plain = new double[6000];
      int size = 0;
      for (int i = 0; i < 6000; i++) {
        if (random.nextInt(900) == 0) {
          size = random.nextInt(size + 1);
          extremes.truncate(size);
        }
        if (size < plain.length) {
          plain[size] = value(random);
          extremes.add(plain[size++]);
        }
      }
      assertThat(extremes.size()).isEqualTo(size);
      for (int question = 0; question < 100 && size > 0; question++) {
        int from = random.nextInt(size);
        int to = from + random.nextInt(size - from + 1);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
          if (Double.isFinite(plain[i])) {
            low = Math.min(low, plain[i]);
            high = Math.max(high, plain[i]);
          }
        }
        extremes.search(from, to);
        if (low > high) {
          assertThat(extremes.low()).isEqualTo(-1);
          assertThat(extremes.high()).isEqualTo(-1);
        } else {
          assertThat(extremes.low()).isBetween(from, to - 1);
          assertThat(plain[extremes.low()]).isEqualTo(low);
          assertThat(plain[extremes.high()]).isEqualTo(high);
        }
      }
    }
  }

  private static Curve random(Random random, int points) {
    var curve = new Curve();
    double step = 0;
    for (int i = 0; i < points; i++) {
      step += 1 + random.nextInt(3);
      curve.add(new Place(step, 64 * step, step / 3, step / 4), value(random));
    }
    return curve;
  }

  @Test
  void atMostTwoPointsAColumnAndNoExtremeIsLost() {
    var random = new Random(3);
    for (int round = 0; round < 30; round++) {
      Curve curve = random(random, 20_000);
      XAxis axis = XAxis.values()[random.nextInt(4)];
      double end = curve.x(axis, curve.size() - 1);
      double from = random.nextDouble() * end / 2;
      double to = from + end * (0.2 + 0.3 * random.nextDouble());
      int columns = 50 + random.nextInt(300);
      var line = new Polyline();
      curve.sample(axis, Scaling.LINEAR, Scaling.LINEAR, from, to, columns, line);
      double width = (to - from) / columns;
      Map<Integer, double[]> truth = new HashMap<>();
      for (int i = 0; i < curve.size(); i++) {
        double x = curve.x(axis, i);
        if (x >= from && x <= to && Double.isFinite(curve.at(i))) {
          int column = (int) Math.min(columns - 1, (x - from) / width);
          double[] both =
              truth.computeIfAbsent(
                  column, _ -> new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
          both[0] = Math.min(both[0], curve.at(i));
          both[1] = Math.max(both[1], curve.at(i));
        }
      }
      Map<Integer, double[]> drawn = new HashMap<>();
      Map<Integer, Integer> counts = new HashMap<>();
      double last = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < line.size(); i++) {
        double x = line.x(i);
        assertThat(x).isGreaterThanOrEqualTo(last);
        last = x;
        if (x >= from && x <= to) {
          int column = (int) Math.min(columns - 1, (x - from) / width);
          counts.merge(column, 1, Integer::sum);
          double[] both =
              drawn.computeIfAbsent(
                  column, _ -> new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
          if (!Double.isNaN(line.y(i))) {
            both[0] = Math.min(both[0], line.y(i));
            both[1] = Math.max(both[1], line.y(i));
          }
        }
      }
      assertThat(counts.values()).allMatch(count -> count <= 2);
      truth.forEach((column, both) -> assertThat(drawn.get(column)).containsExactly(both));
    }
  }

  @Test
  void fewPointsAreAllDrawnAndJoinedBeyondTheEdges() {
    var curve = new Curve();
    for (int i = 1; i <= 10; i++) {
      curve.add(new Place(i, i, i, i), i == 5 ? Double.NaN : i * i);
    }
    var line = new Polyline();
    curve.sample(XAxis.STEP, Scaling.LINEAR, Scaling.LINEAR, 3.5, 7.5, 100, line);
    assertThat(line.size()).isEqualTo(6);
    assertThat(line.x(0)).isEqualTo(3);
    assertThat(line.x(5)).isEqualTo(8);
    assertThat(line.y(2)).isNaN();
    assertThat(curve.brokenCount()).isEqualTo(1);
  }

  @Test
  void aLogarithmicAxisHasNoPlaceForZero() {
    var curve = new Curve();
    curve.add(new Place(0, 0, 0, 0), 1);
    curve.add(new Place(10, 0, 0, 0), 0);
    curve.add(new Place(100, 0, 0, 0), 1000);
    var line = new Polyline();
    curve.sample(XAxis.STEP, Scaling.LOGARITHMIC, Scaling.LOGARITHMIC, 0, 3, 100, line);
    assertThat(line.size()).isEqualTo(2);
    assertThat(line.x(0)).isEqualTo(1);
    assertThat(line.y(0)).isNaN();
    assertThat(line.x(1)).isEqualTo(2);
    assertThat(line.y(1)).isEqualTo(3);
  }

  @Test
  void theSmoothedCurveIsTheWeightedMeanOfAllBefore() {
    var curve = new Curve();
    var random = new Random(1);
    double weight = 0.8;
    var smoothing = new Smoothing(curve, weight);
    for (int i = 0; i < 60; i++) {
      curve.add(new Place(i, i, i, i), random.nextDouble());
      assertThat(smoothing.smooth().size()).isEqualTo(i + 1);
    }
    for (int n = 0; n < 60; n++) {
      double sum = 0;
      double weights = 0;
      for (int i = 0; i <= n; i++) {
        double w = Math.pow(weight, n - i);
        sum += w * curve.at(i);
        weights += w;
      }
      assertThat(smoothing.smooth().at(n))
          .isCloseTo(sum / weights, org.assertj.core.data.Offset.offset(1e-12));
    }
    curve.positions().dropAfter(20);
    curve.truncate();
    curve.add(new Place(21, 21, 21, 21), 100);
    assertThat(smoothing.smooth().size()).isEqualTo(22);
    double before = 0;
    double weights = 0;
    for (int i = 0; i <= 20; i++) {
      before += Math.pow(weight, 21 - i) * curve.at(i);
      weights += Math.pow(weight, 21 - i);
    }
    assertThat(smoothing.smooth().at(21))
        .isCloseTo((before + 100) / (weights + 1), org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void quantilesOfFewValuesAreExact() {
    var curve = new Curve();
    for (int i = 0; i <= 100; i++) {
      curve.add(new Place(i, i, i, i), 100 - i);
    }
    assertThat(curve.quantiles(XAxis.STEP, 0, 100, 0.01, 0.95)).containsExactly(1, 95);
    assertThat(curve.quantiles(XAxis.STEP, 200, 300, 0.5)).isEmpty();
  }
}
