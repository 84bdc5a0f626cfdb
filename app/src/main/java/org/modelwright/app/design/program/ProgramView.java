package org.modelwright.app.design.program;

import javafx.scene.layout.BorderPane;
import org.modelwright.app.AppContext;
import org.modelwright.app.design.DesignModel;

/// The program that the drawing compiles to.
public final class ProgramView extends BorderPane {

  public ProgramView(AppContext context, DesignModel design) {}
}
