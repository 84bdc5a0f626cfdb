package org.modelwright.app.design.palette;

import javafx.scene.layout.BorderPane;
import org.modelwright.app.AppContext;
import org.modelwright.app.design.DesignModel;

/// The kinds of layers to choose from.
public final class PaletteView extends BorderPane {

  public PaletteView(AppContext context, DesignModel design) {}
}
