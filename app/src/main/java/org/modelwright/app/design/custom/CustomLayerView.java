package org.modelwright.app.design.custom;

import java.nio.file.Path;
import javafx.scene.layout.BorderPane;
import org.modelwright.app.AppContext;
import org.modelwright.app.design.DesignModel;

/// One custom layer: its code, parameters and shapes.
public final class CustomLayerView extends BorderPane {

  /// @param layer its name
  public CustomLayerView(AppContext context, DesignModel design, Path project, String layer) {}
}
