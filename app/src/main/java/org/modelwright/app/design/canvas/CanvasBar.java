package org.modelwright.app.design.canvas;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;

/// Above the drawing: the way to the open block, and the scale.
final class CanvasBar extends HBox {

  CanvasBar(AppContext context, CanvasModel model, Node breadcrumb) {
    setId("canvas-bar");
    getStyleClass().add("canvas-bar");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var scale = button(context, "zoom-scale", CommandId.ZOOM_ACTUAL_SIZE, null);
    scale
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> Math.round(100 * model.viewportProperty().get().scale()) + " %",
                model.viewportProperty()));
    scale.setMinWidth(56);
    getChildren()
        .addAll(
            breadcrumb,
            space,
            button(context, "auto-layout", CommandId.AUTO_LAYOUT, "mdi2s-sitemap-outline"),
            button(context, "mini-map-toggle", CommandId.SHOW_MINI_MAP, "mdi2m-map-outline"),
            button(context, "zoom-fit", CommandId.ZOOM_TO_FIT, "mdi2f-fit-to-page-outline"),
            button(context, "zoom-out", CommandId.ZOOM_OUT, "mdi2m-minus"),
            scale,
            button(context, "zoom-in", CommandId.ZOOM_IN, "mdi2p-plus"));
  }

  private static Button button(
      AppContext context,
      String id,
      CommandId command,
      @org.jspecify.annotations.Nullable String icon) {
    var button = new Button();
    button.setId(id);
    button.getStyleClass().addAll("flat", "small");
    if (icon != null) {
      button.setGraphic(new FontIcon(icon));
      button.getStyleClass().add("button-icon");
    }
    button.setMnemonicParsing(false);
    button.setOnAction(_ -> context.commands().run(command));
    var tip = new Tooltip();
    String key = command.textKey();
    String keys = command.keys().map(k -> "  " + k.getDisplayText()).orElse("");
    tip.textProperty().bind(context.texts().text(key).concat(keys));
    button.setTooltip(tip);
    button.accessibleTextProperty().bind(context.texts().text(key));
    return button;
  }
}
