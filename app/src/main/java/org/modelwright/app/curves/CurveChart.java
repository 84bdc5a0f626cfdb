package org.modelwright.app.curves;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Choosers;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Shown;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.ThemedChart;
import org.modelwright.app.curves.ChartState.Frame;

/// A chart of one quantity, of one or several runs. Drag: zoom into a rectangle; with Shift or another
/// button: move. The wheel zooms where the chart has the keyboard, or with Ctrl; with Shift it zooms
/// upright. Draws only while it can be seen, what grows at most 10 times a second. Belongs to the FX
/// thread.
public final class CurveChart extends VBox implements Disposable {

  private static final long BETWEEN_DRAWS = 95_000_000;

  private final AppContext context;
  private final CurveSettings settings;
  private final ChartState state;
  private final CurvePlot plot;
  private final ThemedChart chart;
  private final StackPane surface = new StackPane();
  private final ChartOverlay overlay;
  private final ChartHeader header;
  private final ChartGesture gesture;
  private final Shown shown;
  private final ReadOnlyBooleanWrapper zoomed = new ReadOnlyBooleanWrapper();
  private final Subscription subscriptions;
  private List<Marker> markers = List.of();
  private boolean dirty = true;
  private boolean waiting;
  private long drawnAt;
  private long cost;
  private int patience = 40;
  private long fingerprint;

  /// What is on screen; null where it has to be drawn anew, whatever it looks like.
  private @Nullable Frame drawn;

  /// @param title follows the language
  /// @param unit of the quantity
  public CurveChart(
      AppContext context, CurveSettings settings, ObservableValue<String> title, Unit unit) {
    this.context = context;
    this.settings = settings;
    state = new ChartState(settings);
    plot = new CurvePlot(state, unit);
    chart = new ThemedChart(plot.chart());
    gesture = new ChartGesture(state.view());
    overlay = new ChartOverlay(context.texts(), state, plot, gesture);
    header = new ChartHeader(context.texts(), this, state, plot, title);
    getStyleClass().add("curve-chart");
    getStylesheets().add(StyleSheets.of("curves"));
    surface.getChildren().addAll(chart, overlay);
    surface.getStyleClass().add("curve-surface");
    surface.setFocusTraversable(true);
    surface.setAccessibleText(title.getValue());
    surface.setMinSize(120, 80);
    VBox.setVgrow(surface, Priority.ALWAYS);
    getChildren().addAll(header, surface);
    shown = new Shown(this);
    subscriptions =
        Subscription.combine(
            shown.property().subscribe(this::redraw),
            surface.widthProperty().subscribe(this::redraw),
            surface.heightProperty().subscribe(this::redraw),
            settings.xAxisProperty().subscribe((_, _) -> showAllAnew()),
            settings.logXProperty().subscribe((_, _) -> showAllAnew()),
            settings.smoothingProperty().subscribe((_, _) -> redraw()),
            settings.clipProperty().subscribe((_, _) -> redraw()),
            settings.lastProperty().subscribe((_, _) -> showAll()),
            settings.crosshairProperty().subscribe(overlay::showCrosshair),
            context.texts().localeProperty().subscribe((_, _) -> redraw()));
    chart.setOnThemed(this::redraw);
    listen();
  }

  private void listen() {
    surface.addEventHandler(MouseEvent.ANY, this::mouse);
    surface.addEventHandler(ScrollEvent.SCROLL, this::wheel);
    surface.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /// The curves, in the order of their colours; those with the name of a hidden one are hidden.
  public void setSeries(List<Series> series) {
    state.setSeries(series);
    header.showSeries();
    redraw();
  }

  public void setMarkers(List<Marker> now) {
    markers = List.copyOf(now);
    plot.layer().setMarkers(now);
    overlay.setMarkers(now);
    redraw();
  }

  /// The curves have grown: what can be seen is drawn, unless it has just been. To be called again
  /// while that may be so; a call with nothing to do costs nothing.
  public void grown() {
    dirty = true;
    if (drawn != null && state.isStill(drawn, area().getHeight())) {
      dirty = false;
    } else if (shown.get()
        && System.nanoTime() - drawnAt >= Math.max(BETWEEN_DRAWS, cost * patience)) {
      draw();
    }
  }

  /// @param times of what a drawing of growing curves takes, how long the next one waits at least
  public void setPatience(int times) {
    patience = times;
  }

  /// Whether something is waiting to be drawn.
  public boolean isDirty() {
    return dirty;
  }

  /// Whether a part is shown that the user has chosen.
  public ReadOnlyBooleanProperty zoomedProperty() {
    return zoomed.getReadOnlyProperty();
  }

  /// Draws with the next frame of the screen.
  void redraw() {
    dirty = true;
    drawn = null;
    if (!waiting) {
      waiting = true;
      Platform.runLater(() -> {
        waiting = false;
        if (dirty && shown.get()) {
          draw();
        }
      });
    }
  }

  /// Draws at once, whatever the clock says.
  void drawNow() {
    draw();
  }

  private void draw() {
    long start = System.nanoTime();
    dirty = false;
    Rectangle2D area = area();
    Frame frame = state.frame((int) Math.max(1, area.getWidth()));
    gesture.look(area, frame.x(), frame.y());
    long now = frame.fingerprint(area.getWidth(), area.getHeight());
    if (drawn == null || now != fingerprint) {
      fingerprint = now;
      plot.show(frame, context.texts().locale());
      chart.draw();
      header.showState();
      overlay.showCrosshair();
      zoomed.set(!state.view().isAll());
    }
    drawn = frame;
    drawnAt = System.nanoTime();
    cost = drawnAt - start;
  }

  private Rectangle2D area() {
    return CurvePlot.area(surface.getWidth(), surface.getHeight());
  }

  /// The whole of the curves.
  public void showAll() {
    state.view().reset();
    redraw();
  }

  private void showAllAnew() {
    state.view().clear();
    redraw();
  }

  /// Back to what was shown before the last zoom or move.
  public void undoZoom() {
    state.view().undo();
    redraw();
  }

  /// A part in the axes' own quantities; an empty side follows the curves.
  public void show(Optional<double[]> x, Optional<double[]> y) {
    Scaling horizontal = settings.horizontal();
    state
        .view()
        .zoomTo(
            x.map(r -> new ViewRange.Stretch(horizontal.toAxis(r[0]), horizontal.toAxis(r[1]))),
            y.map(r ->
                new ViewRange.Stretch(
                    state.vertical().toAxis(r[0]), state.vertical().toAxis(r[1]))));
    redraw();
  }

  void setLogY(boolean on) {
    state.setLogY(on);
    redraw();
  }

  private void mouse(MouseEvent e) {
    if (e.getEventType() == MouseEvent.MOUSE_PRESSED) {
      surface.requestFocus();
      if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
        showAll();
      } else {
        gesture.press(e.getX(), e.getY(), e.isShiftDown() || e.getButton() != MouseButton.PRIMARY);
      }
    } else if (e.getEventType() == MouseEvent.MOUSE_DRAGGED) {
      gesture.drag(e.getX(), e.getY());
      overlay.showBand();
      if (gesture.band().isEmpty()) {
        redraw();
      }
    } else if (e.getEventType() == MouseEvent.MOUSE_RELEASED) {
      if (gesture.release()) {
        redraw();
      }
      overlay.showBand();
    } else if (e.getEventType() == MouseEvent.MOUSE_MOVED) {
      boolean inside = gesture.contains(e.getX(), e.getY());
      overlay.setHovered(inside);
      settings
          .crosshairProperty()
          .set(inside ? settings.horizontal().toValue(gesture.atX(e.getX())) : Double.NaN);
    } else if (e.getEventType() == MouseEvent.MOUSE_EXITED) {
      overlay.setHovered(false);
      settings.crosshairProperty().set(Double.NaN);
    }
  }

  private void wheel(ScrollEvent e) {
    double turned = e.getDeltaY() != 0 ? e.getDeltaY() : e.getDeltaX();
    if (turned != 0 && (e.isShortcutDown() || surface.isFocused())) {
      gesture.zoom(e.getX(), e.getY(), Math.clamp(turned / 40, -3, 3), e.isShiftDown());
      redraw();
      e.consume();
    }
  }

  private void key(KeyEvent e) {
    double tenth = area().getWidth() / 10;
    switch (e.getCode()) {
      case LEFT -> gesture.pan(tenth, 0);
      case RIGHT -> gesture.pan(-tenth, 0);
      case PLUS, EQUALS, ADD ->
          gesture.zoom(gesture.centerX(), gesture.centerY(), 2, e.isShiftDown());
      case MINUS, SUBTRACT ->
          gesture.zoom(gesture.centerX(), gesture.centerY(), -2, e.isShiftDown());
      case BACK_SPACE -> state.view().undo();
      case HOME, DIGIT0 -> state.view().reset();
      case ESCAPE -> gesture.cancel();
      default -> {
        return;
      }
    }
    overlay.showBand();
    redraw();
    e.consume();
  }

  /// Writes what is shown into a file of the user's choice.
  void export(CurveExport.Format format) {
    var export =
        new CurveExport(
            state, plot, chart.isDark(), context.texts(), header.title(), surface.getWidth());
    String name = header.title().replaceAll("[^\\p{L}\\p{N}]+", "-") + "." + format.ending();
    var kind = new Choosers.Kind(format.ending().toUpperCase(Locale.ROOT), "*." + format.ending());
    context
        .choosers()
        .newName(context.texts().get("curves.task.export"), Choosers.home(), name, kind)
        .ifPresent(file -> {
          CurveExport.Content content = export.prepare(format);
          context
              .tasks()
              .write(
                  context.texts().get("curves.task.export"),
                  file,
                  content::bytes,
                  done -> header.say(context.texts().get("curves.exported", done.toString())),
                  why ->
                      header.say(context.texts().get("curves.exportFailed", file.toString(), why)));
        });
  }

  List<Marker> markers() {
    return markers;
  }

  ChartState state() {
    return state;
  }

  StackPane surface() {
    return surface;
  }

  @Override
  public void dispose() {
    subscriptions.unsubscribe();
    shown.dispose();
    header.dispose();
  }
}
