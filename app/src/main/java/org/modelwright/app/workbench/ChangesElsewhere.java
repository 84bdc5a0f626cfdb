package org.modelwright.app.workbench;

import java.util.List;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.FileStamp;
import org.modelwright.app.common.Texts;
import org.modelwright.app.settings.SettingsFile;
import org.modelwright.app.workbench.Questions.Answer;
import org.modelwright.graph.Architecture;

/// What happens when another program writes the files of the open project: a drawing without unsaved
/// work follows the file, one with unsaved work leads to a question.
final class ChangesElsewhere implements Disposable, DiskWatch.Listener {

  private final ProjectSession session;
  private final Texts texts;
  private final Messages messages;
  private final Questions questions;
  private final DiskWatch watch;

  ChangesElsewhere(ProjectSession session, Texts texts, Messages messages, Questions questions) {
    this.session = session;
    this.texts = texts;
    this.messages = messages;
    this.questions = questions;
    watch = new DiskWatch(session, this);
  }

  void look() {
    watch.look();
  }

  @Override
  public void drawingChanged(Architecture drawing, FileStamp stamp) {
    if (drawing.equals(session.design().architecture())) {
      session.load(drawing, stamp, false);
    } else if (drawing.equals(session.onDisk())) {
      session.seen(stamp);
    } else if (!session.design().dirtyProperty().get()) {
      session.load(drawing, stamp, true);
      messages.note(texts.get("workbench.elsewhere.reloaded", session.drawingFile()));
    } else {
      questions.ask(
          "workbench.elsewhere.title",
          texts.get(
              "workbench.elsewhere.text",
              session.drawingFile(),
              Differences.between(session.design().architecture(), drawing)),
          List.of(
              new Answer(
                  "elsewhere-keep",
                  "workbench.elsewhere.keep",
                  () -> session.keepAgainst(drawing, stamp)),
              new Answer(
                  "elsewhere-reload",
                  "workbench.elsewhere.reload",
                  () -> session.load(drawing, stamp, true)),
              new Answer("elsewhere-later", "workbench.elsewhere.later", () -> {})));
    }
  }

  @Override
  public void drawingBroken(String why) {
    messages.refuse(texts.get("workbench.elsewhere.broken", why));
  }

  @Override
  public void surroundingsChanged(ProjectOnDisk.Surroundings now) {
    session.surroundedBy(now);
    session.settingsFiles().stream()
        .filter(SettingsFile::changedElsewhere)
        .forEach(this::settingsChanged);
  }

  private void settingsChanged(SettingsFile<?> file) {
    if (!file.differsElsewhere()) {
      file.keepAgainstFile();
    } else if (!file.dirtyProperty().get()) {
      file.reload();
      messages.note(texts.get("workbench.elsewhere.reloaded", file.file()));
    } else {
      questions.ask(
          "workbench.elsewhere.title",
          texts.get("workbench.elsewhere.settings", file.file()),
          List.of(
              new Answer("elsewhere-keep", "workbench.elsewhere.keep", file::keepAgainstFile),
              new Answer("elsewhere-reload", "workbench.elsewhere.reload", file::reload),
              new Answer("elsewhere-later", "workbench.elsewhere.later", () -> {})));
    }
  }

  @Override
  public void dispose() {
    watch.dispose();
  }
}
