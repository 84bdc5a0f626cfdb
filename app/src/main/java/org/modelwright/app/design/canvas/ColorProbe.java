package org.modelwright.app.design.canvas;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/// Asks the style sheets for colours: one unseen shape for each looked-up name. When the theme changes,
/// the colours do.
final class ColorProbe extends Group {

  private final Map<String, Rectangle> shapes = new LinkedHashMap<>();
  private final ReadOnlyObjectWrapper<Colors> colors = new ReadOnlyObjectWrapper<>(Colors.GREY);
  private boolean reading;

  ColorProbe() {
    setManaged(false);
    setMouseTransparent(true);
    Colors.of(name -> {
      var shape = new Rectangle(0, 0);
      shape.setStyle("-fx-fill: " + name + ";");
      shape.fillProperty().addListener(_ -> changed());
      shapes.put(name, shape);
      getChildren().add(shape);
      return Color.GREY;
    });
  }

  ReadOnlyObjectProperty<Colors> colorsProperty() {
    return colors.getReadOnlyProperty();
  }

  Colors colors() {
    return colors.get();
  }

  private void changed() {
    if (!reading) {
      reading = true;
      // once for all of them
      Platform.runLater(this::read);
    }
  }

  private void read() {
    reading = false;
    colors.set(
        Colors.of(name -> {
          Rectangle shape = shapes.get(name);
          return shape != null && shape.getFill() instanceof Color color ? color : Color.GREY;
        }));
  }
}
