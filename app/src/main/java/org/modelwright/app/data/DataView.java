package org.modelwright.app.data;

import javafx.scene.layout.BorderPane;
import org.modelwright.app.AppContext;

/// The data page.
public final class DataView extends BorderPane {

  public DataView(AppContext context, DataModel data) {}
}
