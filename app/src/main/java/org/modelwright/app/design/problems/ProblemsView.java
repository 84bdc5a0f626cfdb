package org.modelwright.app.design.problems;

import javafx.scene.layout.BorderPane;
import org.modelwright.app.AppContext;
import org.modelwright.app.design.DesignModel;

/// What is wrong with the drawing.
public final class ProblemsView extends BorderPane {

  public ProblemsView(AppContext context, DesignModel design) {}
}
