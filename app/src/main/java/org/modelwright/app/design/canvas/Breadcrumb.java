package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Location;

/// The way to the open block; each step leads back.
final class Breadcrumb extends HBox {

  private final DesignModel design;
  private final ChangeListener<Object> listener = (_, _, _) -> show();

  Breadcrumb(DesignModel design) {
    this.design = design;
    setId("breadcrumb");
    getStyleClass().add("breadcrumb");
    design.locationProperty().addListener(listener);
    design.architectureProperty().addListener(listener);
    show();
  }

  void dispose() {
    design.locationProperty().removeListener(listener);
    design.architectureProperty().removeListener(listener);
  }

  private void show() {
    Location at = design.location();
    List<Node> steps = new ArrayList<>();
    if (!at.root().equals(Location.MAIN.root())) {
      add(steps, Location.MAIN.root(), Location.MAIN, false);
    }
    for (int i = 0; i <= at.path().size(); i++) {
      Location to = at.first(i);
      String name = i == 0 ? at.root() : at.path().get(i - 1);
      String block = to.block(design.architecture()).map(b -> b.name()).orElse(name);
      add(steps, name.equals(block) ? name : name + " (" + block + ")", to, i == at.path().size());
    }
    getChildren().setAll(steps);
  }

  private void add(List<Node> steps, String words, Location to, boolean last) {
    if (!steps.isEmpty()) {
      steps.add(new FontIcon("mdi2c-chevron-right"));
    }
    if (last) {
      var here = new Label(words);
      here.setId("breadcrumb-here");
      here.getStyleClass().add("here");
      steps.add(here);
    } else {
      var step = new Button(words);
      step.setId("breadcrumb-" + to.path().size());
      step.getStyleClass().addAll("flat", "small");
      step.setOnAction(_ -> design.open(to));
      steps.add(step);
    }
  }
}
