package org.modelwright.app.hardware;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.modelwright.app.common.Texts;
import org.modelwright.hardware.MemoryNeed;

/// A need of memory as a bar of its parts, against what the device has: from the end of what may be
/// taken on, the bar's ground is marked, and what stands beyond the device's own end does not fit.
final class MemoryBar extends Region {

  private static final double HEIGHT = 28;

  /// A part of the bar.
  ///
  /// @param name as in style classes and translations
  record Part(String name, long bytes) {}

  private final List<Part> parts;
  private final List<Region> segments = new ArrayList<>();
  private final Region ground = new Region();
  private final Region margin = new Region();
  private final Region limit = new Region();
  private final double usable;
  private final double device;
  private final double scale;

  /// @param id of the bar; a segment's is `ID-NAME`
  /// @param usable bytes that may be taken
  /// @param device bytes that it has
  /// @param scale bytes that the bar's whole width stands for
  MemoryBar(String id, MemoryNeed need, long usable, long device, double scale, PlanWords words) {
    this.usable = usable;
    this.device = device;
    this.scale = scale;
    Texts texts = words.texts();
    parts = parts(need);
    setId(id);
    getStyleClass().add("memory-bar");
    ground.getStyleClass().add("memory-ground");
    margin.getStyleClass().add("memory-margin");
    getChildren().addAll(ground, margin);
    for (Part part : parts) {
      var segment = new Region();
      segment.setId(id + "-" + part.name());
      segment.getStyleClass().addAll("memory-segment", part.name());
      Tooltip.install(
          segment,
          new Tooltip(
              texts.get("hardware.memory." + part.name()) + ": " + words.bytes(part.bytes())));
      segments.add(segment);
    }
    limit.getStyleClass().add("memory-limit");
    getChildren().addAll(segments);
    getChildren().add(limit);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxWidth(Double.MAX_VALUE);
  }

  static List<Part> parts(MemoryNeed need) {
    return List.of(
        new Part("weights", need.weights()),
        new Part("gradients", need.gradients()),
        new Part("optimizer", need.optimizer()),
        new Part("activations", need.activations()),
        new Part("workspace", need.workspace()));
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    ground.resizeRelocate(0, 0, width * Math.min(1, usable / scale), height);
    margin.resizeRelocate(
        width * usable / scale, 0, width * Math.max(0, (device - usable) / scale), height);
    limit.resizeRelocate(width * usable / scale - 1, 0, 2, height);
    double from = 0;
    for (int i = 0; i < parts.size(); i++) {
      double to = from + parts.get(i).bytes() / scale * width;
      double left = Math.round(from);
      segments.get(i).resizeRelocate(left, 4, Math.max(0, Math.round(to) - left), height - 8);
      from = to;
    }
  }
}
