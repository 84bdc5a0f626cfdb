package org.modelwright.app.runs.live;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Shown;
import org.modelwright.app.common.Texts;
import org.modelwright.app.curves.Unit;
import org.modelwright.gpu.GpuMonitor;
import org.modelwright.gpu.GpuReading;

/// What this machine's GPUs do, once a second while it can be seen; not there on a machine without.
final class GpuStrip extends FlowPane implements Disposable {

  private static final long BETWEEN_READINGS = 1_000_000_000;

  private final Texts texts;
  private final Thread thread;
  private volatile boolean visibleNow;
  private volatile boolean closed;

  GpuStrip(Texts texts) {
    super(24, 4);
    this.texts = texts;
    setId("run-gpus");
    getStyleClass().add("run-gpus");
    managedProperty().bind(visibleProperty());
    setVisible(false);
    thread = Thread.ofPlatform().daemon().name("gpu").unstarted(this::look);
  }

  /// Begins, in a page that may come and go from the screen.
  void follow(Shown page) {
    page.property()
        .subscribe(now -> {
          visibleNow = now;
          LockSupport.unpark(thread);
        });
    thread.start();
  }

  private void look() {
    Optional<GpuMonitor> found = GpuMonitor.open();
    if (found.isEmpty()) {
      return;
    }
    try (GpuMonitor monitor = found.get()) {
      while (!closed) {
        if (visibleNow) {
          List<GpuReading> readings = monitor.read();
          Platform.runLater(() -> show(readings));
        }
        LockSupport.parkNanos(visibleNow ? BETWEEN_READINGS : Long.MAX_VALUE);
      }
    }
  }

  void show(List<GpuReading> readings) {
    getChildren().setAll(readings.stream().map(this::box).toList());
    setVisible(!readings.isEmpty());
  }

  private Node box(GpuReading reading) {
    var bar = new ProgressBar(Math.max(0, reading.utilization()) / 100.0);
    bar.setPrefWidth(72);
    var words = new Label(words(reading));
    words.setId("run-gpu-" + reading.gpu().index());
    var box = new HBox(8, bar, words);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private String words(GpuReading reading) {
    return texts.get(
        "live.gpu",
        reading.gpu().index(),
        reading.gpu().name(),
        figure(reading.utilization(), reading.utilization()),
        figure(reading.celsius(), reading.celsius()),
        figure(reading.milliwatts(), Math.round(reading.milliwatts() / 1000.0)),
        figure(reading.limitMilliwatts(), Math.round(reading.limitMilliwatts() / 1000.0)),
        reading.usedBytes() < 0
            ? "?"
            : Unit.BYTES.words((double) reading.usedBytes(), texts.locale()),
        Unit.BYTES.words((double) reading.gpu().totalBytes(), texts.locale()));
  }

  private static String figure(long known, long value) {
    return known < 0 ? "?" : Long.toString(value);
  }

  @Override
  public void dispose() {
    closed = true;
    visibleNow = false;
    LockSupport.unpark(thread);
  }
}
