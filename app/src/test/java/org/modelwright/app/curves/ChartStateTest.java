package org.modelwright.app.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelwright.app.curves.ViewRange.Stretch;

class ChartStateTest {

  private final CurveSettings settings = new CurveSettings();
  private final ChartState state = new ChartState(settings);
  private final Curve curve = new Curve();

  ChartStateTest() {
    settings.smoothingProperty().set(0);
    for (int i = 1; i <= 1000; i++) {
      add(i);
    }
    state.setSeries(List.of(new Series("a", curve)));
  }

  private void add(int step) {
    curve.add(new Place(step, 10 * step, step, step), step == 500 ? 1e6 : step % 100);
  }

  @Test
  void everythingIsShownAtFirst() {
    ChartState.Frame frame = state.frame(200);
    assertThat(frame.x()).isEqualTo(new Stretch(1, 1000));
    assertThat(frame.y().to()).isGreaterThan(1e6);
  }

  @Test
  void outliersAreCut() {
    settings.clipProperty().set(CurveSettings.Clip.P99);
    assertThat(state.frame(200).y().to()).isBetween(95.0, 105.0);
  }

  @Test
  void theLastPoints() {
    settings.lastProperty().set(100);
    assertThat(state.frame(200).x()).isEqualTo(new Stretch(901, 1000));
  }

  @Test
  void aPartThatShowsTheTailFollowsIt() {
    state.frame(200);
    state.view().zoomTo(Optional.of(new Stretch(900, 1000)), Optional.empty());
    state.frame(200);
    for (int i = 1001; i <= 1050; i++) {
      add(i);
    }
    assertThat(state.frame(200).x()).isEqualTo(new Stretch(950, 1050));
    settings.followProperty().set(false);
    add(1051);
    assertThat(state.frame(200).x()).isEqualTo(new Stretch(950, 1050));
    state.view().undo();
    assertThat(state.frame(200).x()).isEqualTo(new Stretch(1, 1051));
  }

  @Test
  void aPartInThePastStaysThere() {
    state.frame(200);
    state.view().zoomTo(Optional.of(new Stretch(100, 200)), Optional.empty());
    state.frame(200);
    add(1001);
    assertThat(state.frame(200).x()).isEqualTo(new Stretch(100, 200));
  }

  @Test
  void aPictureIsStillWhileWhatComesLiesWithinItsLastColumn() {
    settings.smoothingProperty().set(0.9);
    var random = new Random(1);
    var noisy = new Curve();
    IntConsumer next = i -> noisy.add(new Place(i, 10 * i, i, i), 40 + 20 * random.nextGaussian());
    IntStream.rangeClosed(1, 20_000).forEach(next);
    state.setSeries(List.of(new Series("a", noisy)));
    int still = 0;
    ChartState.Frame before = state.frame(50);
    for (int i = 20_001; i <= 20_500; i++) {
      next.accept(i);
      boolean claimed = state.isStill(before, 200);
      double half = before.y().length() / 400;
      Stretch x = before.x();
      Stretch y = before.y();
      double[][] points = points(before);
      before = state.frame(50);
      if (claimed) {
        still++;
        assertThat(before.x()).isEqualTo(x);
        assertThat(before.y().from()).isCloseTo(y.from(), within(half));
        assertThat(before.y().to()).isCloseTo(y.to(), within(half));
        double[][] now = points(before);
        assertThat(now).hasDimensions(2, points[0].length);
        for (int line = 0; line < 2; line++) {
          for (int column = 0; column < now[line].length; column++) {
            assertThat(now[line][column]).isCloseTo(points[line][column], within(half));
          }
        }
      }
    }
    assertThat(still).isBetween(200, 495);
  }

  /// Of each line the lowest and the highest of each column.
  private static double[][] points(ChartState.Frame frame) {
    ChartState.Line line = frame.lines().getFirst();
    return new double[][] {
      extremes(frame, line.raw()), extremes(frame, Objects.requireNonNull(line.smooth()))
    };
  }

  private static double[] extremes(ChartState.Frame frame, Polyline line) {
    var extremes = new double[2 * frame.columns()];
    for (int i = 0; i < line.size(); i++) {
      int column = (int) ((line.x(i) - frame.x().from()) / frame.x().length() * frame.columns());
      column = Math.min(column, frame.columns() - 1);
      boolean first = i == 0 || extremes[2 * column] == 0;
      extremes[2 * column] = first ? line.y(i) : Math.min(extremes[2 * column], line.y(i));
      extremes[2 * column + 1] = first ? line.y(i) : Math.max(extremes[2 * column + 1], line.y(i));
    }
    return extremes;
  }

  @Test
  void aPictureIsNotStillWhereAPointStandsOutOrTheCurveBeganAnew() {
    ChartState.Frame frame = state.frame(50);
    assertThat(state.isStill(frame, 200)).isTrue();
    curve.add(new Place(1001, 10010, 1001, 1001), 50);
    frame = state.frame(50);
    curve.add(new Place(1002, 10020, 1002, 1002), 1.5e6);
    assertThat(state.isStill(frame, 200)).isFalse();
    frame = state.frame(50);
    curve.add(new Place(1003, 10030, 1003, 1003), Double.NaN);
    assertThat(state.isStill(frame, 200)).isFalse();
    frame = state.frame(50);
    curve.positions().dropAfter(900);
    curve.truncate();
    for (int i = 901; i <= 1003; i++) {
      add(i);
    }
    assertThat(state.isStill(frame, 200)).isFalse();
  }

  @Test
  void aHiddenSeriesTakesNoRoom() {
    var other = new Curve();
    other.add(new Place(5000, 0, 0, 0), -1);
    var second = new Series("b", other, true);
    state.setSeries(List.of(new Series("a", curve), second));
    assertThat(state.frame(200).x().to()).isBetween(5000.0, 5010.0);
    state.setShown(second, false);
    assertThat(state.frame(200).x().to()).isEqualTo(1000);
  }

  @Test
  void readingsAreSorted() {
    var other = new Curve();
    other.add(new Place(600, 0, 0, 0), 55);
    state.setSeries(List.of(new Series("a", curve), new Series("b", other, true)));
    assertThat(state.readings(610.2))
        .extracting(r -> r.series().name(), ChartState.Reading::value)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("b", 55.0),
            org.assertj.core.api.Assertions.tuple("a", 10.0));
  }

  @Test
  void aBandZoomsTheWheelKeepsThePointUnderIt() {
    var gesture = new ChartGesture(state.view());
    var area = new Rectangle2D.Double(100, 0, 400, 200);
    gesture.look(area, new Stretch(0, 1000), new Stretch(0, 10));
    gesture.press(200, 50, false);
    gesture.drag(300, 53);
    assertThat(gesture.band()).contains(new ChartGesture.Band(200, 0, 100, 200));
    assertThat(gesture.release()).isTrue();
    assertThat(state.view().x()).contains(new Stretch(250, 500));
    assertThat(state.view().y()).isEmpty();
    gesture.press(200, 50, false);
    gesture.drag(300, 150);
    gesture.release();
    assertThat(state.view().y()).contains(new Stretch(2.5, 7.5));
    gesture.look(area, new Stretch(0, 1000), new Stretch(0, 10));
    gesture.zoom(200, 100, 3, false);
    Stretch x = state.view().x().orElseThrow();
    assertThat(x.length()).isLessThan(700);
    assertThat(x.from() + x.length() / 4).isCloseTo(250, within(1e-9));
  }

  @Test
  void undoLeadsBackStepByStep() {
    ViewRange view = state.view();
    Optional<Stretch> first = Optional.of(new Stretch(1, 2));
    Optional<Stretch> second = Optional.of(new Stretch(1.2, 1.5));
    view.zoomTo(first, Optional.empty());
    view.zoomTo(second, Optional.empty());
    view.undo();
    assertThat(view.x()).isEqualTo(first);
    view.undo();
    assertThat(view.isAll()).isTrue();
    assertThat(view.canUndo()).isFalse();
  }
}
