package org.modelwright.app.runs.live;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;

/// Why a run failed: the cause as a sentence, its log's last lines, and the way on.
final class FailureCard extends VBox {

  private final Label cause = new Label();
  private final Label lines = new Label();

  FailureCard(AppContext context, RunModel model, RunActions actions) {
    super(8);
    setId("run-failure");
    getStyleClass().add("run-failure");
    cause.setId("run-cause");
    cause.getStyleClass().add("run-cause");
    cause.setWrapText(true);
    cause.setMinHeight(Region.USE_PREF_SIZE);
    lines.setId("run-cause-lines");
    lines.getStyleClass().add("run-log-lines");
    lines.setWrapText(true);
    lines.setMinHeight(Region.USE_PREF_SIZE);
    lines.managedProperty().bind(lines.textProperty().isNotEmpty());
    var resume = new Button();
    resume.setId("run-failure-resume");
    resume.getStyleClass().add("accent");
    resume.textProperty().bind(context.texts().text("live.failure.resume"));
    resume.setOnAction(_ -> actions.binding(CommandId.RESUME_RUN).action().run());
    getChildren().addAll(cause, lines, resume);
    visibleProperty().bind(model.causeProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
    model
        .causeProperty()
        .subscribe(why -> {
          int end = why.indexOf('\n');
          cause.setText(end < 0 ? why : why.substring(0, end));
          lines.setText(end < 0 ? "" : why.substring(end + 1));
        });
  }
}
