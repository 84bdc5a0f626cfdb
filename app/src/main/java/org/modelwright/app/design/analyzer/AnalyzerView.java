package org.modelwright.app.design.analyzer;

import javafx.scene.layout.BorderPane;
import org.modelwright.app.AppContext;
import org.modelwright.app.design.DesignModel;

/// What each layer costs.
public final class AnalyzerView extends BorderPane {

  public AnalyzerView(AppContext context, DesignModel design) {}
}
