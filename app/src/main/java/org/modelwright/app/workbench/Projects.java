package org.modelwright.app.workbench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.FileStamp;
import org.modelwright.app.common.Periodic;
import org.modelwright.app.common.Texts;
import org.modelwright.app.workbench.Questions.Answer;
import org.modelwright.file.InputException;
import org.modelwright.file.Phrase;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.project.Templates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What can be done with whole projects: create, open, save, close, and what is asked before unsaved
/// work would be lost. Belongs to the FX thread.
final class Projects {

  private static final Logger LOG = LoggerFactory.getLogger(Projects.class);
  private static final Duration AUTOSAVE = Duration.ofSeconds(10);

  private final AppContext context;
  private final Messages messages;
  private final Questions questions;
  private final RecentProjects recent;
  private final ReadOnlyObjectWrapper<@Nullable ProjectSession> session =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private final Periodic autosave = new Periodic(AUTOSAVE, this::keepUnsaved);
  private @Nullable ChangesElsewhere elsewhere;

  Projects(AppContext context, Messages messages, Questions questions, RecentProjects recent) {
    this.context = context;
    this.messages = messages;
    this.questions = questions;
    this.recent = recent;
  }

  /// The open project, or null.
  ReadOnlyObjectProperty<@Nullable ProjectSession> sessionProperty() {
    return session.getReadOnlyProperty();
  }

  /// Why the last project could not be created or opened, in a sentence; empty where it could.
  ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  RecentProjects recent() {
    return recent;
  }

  /// Opens a project in place of the present one.
  void open(Path folder) {
    leave(() -> read(folder));
  }

  /// Makes a project from a template, then opens it.
  ///
  /// @param data the user's own text, in place of the template's
  void create(Path folder, String template, Optional<Path> data) {
    leave(() -> {
      failure.set("");
      context
          .tasks()
          .start(
              texts().get("workbench.task.create", template),
              progress -> {
                Templates.create(folder, template, data);
                return ProjectOnDisk.read(folder);
              },
              this::show,
              this::failed);
    });
  }

  private void read(Path folder) {
    failure.set("");
    context
        .tasks()
        .start(
            texts().get("workbench.task.open", folder.getFileName()),
            progress -> ProjectOnDisk.read(folder),
            this::show,
            this::failed);
  }

  private void failed(Throwable why) {
    if (!(why instanceof InputException)) {
      LOG.error("A project could not be opened.", why);
    }
    failure.set(said(why));
    messages.refuse(failure.get());
  }

  private String said(Throwable why) {
    return why instanceof InputException input
        ? input.words().in(texts().locale())
        : why.toString();
  }

  private void show(ProjectOnDisk read) {
    ProjectSession open = session.get();
    if (open != null && open.hasWork()) {
      // it was worked on while the next was read
      leave(() -> replace(read));
    } else {
      replace(read);
    }
  }

  private void replace(ProjectOnDisk read) {
    close();
    var opened = new ProjectSession(read, why -> messages.refuse(why.in(texts().locale())));
    elsewhere = new ChangesElsewhere(opened, texts(), messages, questions);
    recent.opened(opened.folder());
    session.set(opened);
    read.recovered().ifPresent(found -> offer(opened, found));
  }

  private void offer(ProjectSession opened, Recovery.Found found) {
    String text =
        texts()
            .get(
                "workbench.recovery.text",
                Phrase.list(found.files()),
                Ages.since(found.written(), texts()));
    String drawing =
        found
            .drawing()
            .map(left ->
                texts()
                    .get(
                        "workbench.recovery.drawing",
                        Ages.since(Instant.ofEpochMilli(opened.stamp().modified()), texts()),
                        Differences.between(left, opened.onDisk())))
            .orElse("");
    questions.ask(
        "workbench.recovery.title",
        text + drawing,
        List.of(
            new Answer(
                "recovery-restore", "workbench.recovery.restore", () -> opened.restore(found)),
            new Answer(
                "recovery-discard", "workbench.recovery.discard", () -> opened.discard(found))));
  }

  /// Saves drawing and settings.
  ///
  /// @param then what goes on once it is saved
  void save(Runnable then) {
    ProjectSession open = session.get();
    if (open == null) {
      return;
    }
    List<Path> contested = open.contested();
    if (!contested.isEmpty()) {
      questions.ask(
          "workbench.overwrite.title",
          texts()
              .get(
                  "workbench.overwrite.text",
                  Phrase.list(contested.stream().map(Path::toString).toList())),
          List.of(
              new Answer("overwrite-save", "workbench.overwrite.save", () -> write(open, then)),
              new Answer("overwrite-cancel", "workbench.cancel", () -> {})));
    } else {
      write(open, then);
    }
  }

  private void write(ProjectSession open, Runnable then) {
    try {
      open.save();
    } catch (InputException e) {
      messages.refuse(said(e));
      return;
    }
    messages.note(texts().get("workbench.saved", open.folder()));
    then.run();
  }

  /// Copies the project with drawing and settings as they are now, and goes on in the copy. The old one
  /// keeps what was last saved there.
  void saveAs(Path target) {
    ProjectSession open = session.get();
    if (open == null) {
      return;
    }
    Map<String, String> unsaved = open.unsaved();
    context
        .tasks()
        .start(
            texts().get("workbench.task.copy", target.getFileName()),
            progress -> {
              ProjectCopy.make(open.folder(), target, unsaved, progress);
              return ProjectOnDisk.read(target);
            },
            copy -> {
              if (session.get() == open) {
                if (open.unsaved().equals(unsaved)) {
                  open.giveUp();
                }
                show(copy);
                messages.note(texts().get("workbench.copied", copy.folder()));
              }
            },
            why -> {
              if (!(why instanceof InputException)) {
                LOG.error("The project could not be copied.", why);
              }
              messages.refuse(said(why));
            });
  }

  /// Goes back to the drawing as the file has it, after a question.
  void revert() {
    ProjectSession open = session.get();
    if (open == null) {
      return;
    }
    questions.ask(
        "workbench.revert.title",
        texts().get("workbench.revert.text"),
        List.of(
            new Answer("revert-confirm", "workbench.revert.confirm", () -> reload(open)),
            new Answer("revert-cancel", "workbench.cancel", () -> {})));
  }

  private void reload(ProjectSession open) {
    FileStamp stamp = FileStamp.of(open.drawingFile());
    try {
      var file = ArchitectureYaml.read(open.drawingFile());
      open.load(file.architecture(), stamp, true);
      open.revertSettings();
      messages.note(texts().get("workbench.reverted"));
    } catch (InputException e) {
      messages.refuse(said(e));
    }
  }

  /// Back to the start page, after a question where there is unsaved work.
  void closeProject() {
    leave(() -> {
      failure.set("");
      close();
    });
  }

  /// Runs what would end the present project: at once, or after the user has decided what becomes of
  /// unsaved work; never where the decision is to stay.
  void leave(Runnable then) {
    ProjectSession open = session.get();
    if (open == null || !open.dirty()) {
      then.run();
      return;
    }
    questions.ask(
        "workbench.unsaved.title",
        texts().get("workbench.unsaved.text", open.name()),
        List.of(
            new Answer("unsaved-save", "workbench.unsaved.save", () -> save(then)),
            new Answer(
                "unsaved-discard",
                "workbench.unsaved.discard",
                () -> {
                  open.giveUp();
                  then.run();
                }),
            new Answer("unsaved-cancel", "workbench.cancel", () -> {})));
  }

  /// Looks at once whether another program has written the project's files.
  void lookAtDisk() {
    if (elsewhere != null) {
      elsewhere.look();
    }
  }

  /// Keeps unsaved work for the case of a crash.
  void keepUnsaved() {
    ProjectSession open = session.get();
    if (open != null) {
      open.keepUnsaved();
    }
    context.preferences().save();
  }

  /// Lets go of the project and the clocks; asks nothing.
  void dispose() {
    autosave.dispose();
    close();
  }

  private void close() {
    ProjectSession closed = session.get();
    session.set(null);
    if (elsewhere != null) {
      elsewhere.dispose();
      elsewhere = null;
    }
    if (closed != null) {
      closed.dispose();
    }
  }

  private Texts texts() {
    return context.texts();
  }
}
