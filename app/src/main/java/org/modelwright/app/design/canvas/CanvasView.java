package org.modelwright.app.design.canvas;

import javafx.scene.layout.BorderPane;
import org.modelwright.app.AppContext;
import org.modelwright.app.design.DesignModel;

/// The open block as a drawing.
public final class CanvasView extends BorderPane {

  public CanvasView(AppContext context, DesignModel design) {}
}
