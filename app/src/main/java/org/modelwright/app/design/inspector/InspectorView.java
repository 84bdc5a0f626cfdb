package org.modelwright.app.design.inspector;

import javafx.scene.layout.BorderPane;
import org.modelwright.app.AppContext;
import org.modelwright.app.design.DesignModel;

/// The settings of what is selected.
public final class InspectorView extends BorderPane {

  public InspectorView(AppContext context, DesignModel design) {}
}
