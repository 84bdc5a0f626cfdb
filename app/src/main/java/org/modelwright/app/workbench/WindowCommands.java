package org.modelwright.app.workbench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.command.CommandPalette;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Choosers;
import org.modelwright.app.common.Texts;

/// The commands that are there whatever is open.
record WindowCommands(
    AppContext context,
    Projects projects,
    Theme theme,
    HelpWindows help,
    CommandPalette palette,
    Runnable quit) {

  private static final String NO_PROJECT = "command.why.noProject";

  void bind() {
    Commands commands = context.commands();
    ObservableValue<Boolean> open = projects.sessionProperty().map(_ -> true).orElse(false);
    ObservableValue<Boolean> dirty =
        projects.sessionProperty().flatMap(s -> s.dirtyProperty()).orElse(false);
    StringBinding noProject =
        Bindings.createStringBinding(() -> open.getValue() ? "" : NO_PROJECT, open);
    StringBinding nothingToSave =
        Bindings.createStringBinding(
            () -> {
              if (!open.getValue()) {
                return NO_PROJECT;
              }
              return dirty.getValue() ? "" : "command.why.notChanged";
            },
            open,
            dirty);
    commands.bind(CommandId.NEW_PROJECT, projects::closeProject, onStartPage(open));
    commands.bind(CommandId.OPEN_PROJECT, this::open);
    commands.bind(CommandId.SAVE, () -> projects.save(() -> {}), nothingToSave);
    commands.bind(CommandId.SAVE_AS, this::saveAs, noProject);
    commands.bind(CommandId.REVERT, projects::revert, nothingToSave);
    commands.bind(CommandId.CLOSE_PROJECT, projects::closeProject, noProject);
    commands.bind(CommandId.QUIT, quit);
    bindToggle(
        CommandId.DARK_THEME,
        () -> theme.darkProperty().set(!theme.darkProperty().get()),
        Bindings.createBooleanBinding(theme.darkProperty()::get, theme.darkProperty()));
    bindLanguage(CommandId.ENGLISH, Locale.ENGLISH);
    bindLanguage(CommandId.CHINESE, Locale.SIMPLIFIED_CHINESE);
    commands.bind(CommandId.COMMAND_PALETTE, palette::open);
    commands.bind(CommandId.SHORTCUTS, help::showShortcuts);
    commands.bind(CommandId.GLOSSARY, help::showGlossary);
    commands.bind(CommandId.ABOUT, help::showAbout);
  }

  private static StringBinding onStartPage(ObservableValue<Boolean> open) {
    return Bindings.createStringBinding(
        () -> open.getValue() ? "" : "command.why.onStartPage", open);
  }

  private void bindLanguage(CommandId id, Locale language) {
    Texts texts = context.texts();
    bindToggle(
        id,
        () -> texts.localeProperty().set(language),
        Bindings.createBooleanBinding(
            () -> texts.locale().getLanguage().equals(language.getLanguage()),
            texts.localeProperty()));
  }

  private void bindToggle(CommandId id, Runnable action, ObservableBooleanValue on) {
    context
        .commands()
        .bind(id, new Commands.Binding(action, Bindings.createStringBinding(() -> ""), null, on));
  }

  private void open() {
    context
        .choosers()
        .folder(context.texts().get("start.open.title"), start())
        .ifPresent(projects::open);
  }

  private void saveAs() {
    ProjectSession session = projects.sessionProperty().get();
    if (session != null) {
      context
          .choosers()
          .newName(
              context.texts().get("workbench.saveAs.title"),
              start(),
              session.folder().getFileName() + "-copy")
          .ifPresent(projects::saveAs);
    }
  }

  /// Beside the open project, or where the last one lay.
  private Path start() {
    ProjectSession session = projects.sessionProperty().get();
    Optional<Path> open = Optional.ofNullable(session).map(ProjectSession::folder);
    return open.or(() -> projects.recent().folders().stream().findFirst())
        .map(Path::getParent)
        .orElse(Choosers.home());
  }
}
