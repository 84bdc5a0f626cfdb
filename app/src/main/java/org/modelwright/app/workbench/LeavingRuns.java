package org.modelwright.app.workbench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javafx.application.Platform;
import org.modelwright.app.common.Texts;
import org.modelwright.file.InputException;
import org.modelwright.run.Command;
import org.modelwright.run.CommandLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;

/// What becomes of runs that are at work when the window closes: they go on, unless the user wants them
/// stopped.
final class LeavingRuns {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  private final Texts texts;
  private final Questions questions;
  private final Messages messages;

  LeavingRuns(Texts texts, Questions questions, Messages messages) {
    this.texts = texts;
    this.questions = questions;
    this.messages = messages;
  }

  /// @param then closes the window; never called where the user stays
  void leave(List<RunFolder> atWork, Runnable then) {
    if (atWork.isEmpty()) {
      then.run();
      return;
    }
    String names = atWork.stream().map(RunFolder::name).collect(Collectors.joining(", "));
    questions.ask(
        "live.leave.title",
        texts.get("live.leave.text", atWork.size(), names),
        List.of(
            new Questions.Answer("leave-let-go", "live.leave.letGo", then),
            new Questions.Answer("leave-stop", "live.leave.stop", () -> stop(atWork, then)),
            new Questions.Answer("leave-cancel", "live.leave.cancel", () -> {})));
  }

  private void stop(List<RunFolder> atWork, Runnable then) {
    try {
      atWork.forEach(run -> CommandLog.append(run, Command.stop(true)));
    } catch (InputException e) {
      messages.refuse(e.getMessage());
      return;
    }
    messages.note(texts.get("live.leave.waiting"));
    Thread.ofVirtual()
        .name("leaving")
        .start(() -> {
          try {
            while (atWork.stream().anyMatch(Heartbeat::isAlive)) {
              Thread.sleep(BETWEEN_LOOKS);
            }
            Platform.runLater(then);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
