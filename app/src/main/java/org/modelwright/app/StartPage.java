package org.modelwright.app;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;

/// What the window shows before anything is drawn: which project is open, or how to open one.
final class StartPage extends VBox {

  StartPage(@Nullable OpenProject project, Texts texts) {
    super(16);
    Label heading = new Label(project == null ? texts.get("workbench.start.none") : project.name());
    heading.setId("heading");
    heading.setFont(Font.font(28));
    Label next =
        new Label(
            project == null
                ? texts.get("workbench.start.none.remedy")
                : texts.get("workbench.start.project", project.folder()));
    next.setId("next");
    next.setWrapText(true);
    next.setMaxWidth(560);
    getChildren().addAll(heading, next);
    setAlignment(Pos.CENTER);
    setPadding(new Insets(32));
  }
}
