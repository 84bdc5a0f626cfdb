package org.modelwright.app.command;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// Every command, in the order of the menus: where it stands and its keys. Its words are
/// `command.NAME` in the translations; what it does is bound to it in [Commands].
public enum CommandId {
  NEW_PROJECT(Menu.FILE, 0, "Shortcut+N"),
  OPEN_PROJECT(Menu.FILE, 0, "Shortcut+O"),
  SAVE(Menu.FILE, 1, "Shortcut+S"),
  SAVE_AS(Menu.FILE, 1, "Shortcut+Shift+S"),
  REVERT(Menu.FILE, 1, null),
  EXPORT_SVG(Menu.FILE, 2, "Shortcut+Alt+E"),
  EXPORT_PNG(Menu.FILE, 2, "Shortcut+Shift+E"),
  CLOSE_PROJECT(Menu.FILE, 3, null),
  QUIT(Menu.FILE, 3, "Shortcut+Q"),

  UNDO(Menu.EDIT, 0, "Shortcut+Z"),
  REDO(Menu.EDIT, 0, "Shortcut+Y"),
  CUT(Menu.EDIT, 1, "Shortcut+X"),
  COPY(Menu.EDIT, 1, "Shortcut+C"),
  PASTE(Menu.EDIT, 1, "Shortcut+V"),
  DUPLICATE(Menu.EDIT, 1, "Shortcut+D"),
  DELETE(Menu.EDIT, 1, "Delete"),
  SELECT_ALL(Menu.EDIT, 2, "Shortcut+A"),
  FIND_NODE(Menu.EDIT, 2, "Shortcut+F"),
  PREFERENCES(Menu.EDIT, 3, "Shortcut+Comma"),

  ZOOM_IN(Menu.VIEW, 0, "Shortcut+Plus"),
  ZOOM_OUT(Menu.VIEW, 0, "Shortcut+Minus"),
  ZOOM_TO_FIT(Menu.VIEW, 0, "Shortcut+0"),
  ZOOM_ACTUAL_SIZE(Menu.VIEW, 0, "Shortcut+1"),
  SHOW_MINI_MAP(Menu.VIEW, 1, null),
  SHOW_PROGRAM_BESIDE(Menu.VIEW, 1, "Shortcut+Shift+P"),
  SHOW_PROBLEMS(Menu.VIEW, 2, "Shortcut+Shift+M"),
  SHOW_ANALYZER(Menu.VIEW, 2, "F5"),
  SHOW_LOG(Menu.VIEW, 2, null),
  SHOW_TASKS(Menu.VIEW, 2, null),
  NEXT_PANE(Menu.VIEW, 3, "F6"),
  DARK_THEME(Menu.VIEW, 4, null),
  ENGLISH(Menu.VIEW, 5, null),
  CHINESE(Menu.VIEW, 5, null),

  ADD_LAYER(Menu.MODEL, 0, "Shortcut+L"),
  CONNECT(Menu.MODEL, 0, "Shortcut+E"),
  RENAME(Menu.MODEL, 0, "F2"),
  ENTER_BLOCK(Menu.MODEL, 1, "Shortcut+Enter"),
  LEAVE_BLOCK(Menu.MODEL, 1, "Shortcut+Backspace"),
  GROUP(Menu.MODEL, 1, "Shortcut+G"),
  UNGROUP(Menu.MODEL, 1, "Shortcut+Shift+G"),
  ALIGN_LEFT(Menu.MODEL, 2, null),
  ALIGN_CENTER(Menu.MODEL, 2, null),
  ALIGN_TOP(Menu.MODEL, 2, null),
  DISTRIBUTE(Menu.MODEL, 2, null),
  AUTO_LAYOUT(Menu.MODEL, 2, "Shortcut+Shift+L"),
  NEW_CUSTOM_LAYER(Menu.MODEL, 3, null),
  SHOW_DRAWING(Menu.MODEL, 4, null),
  SHOW_PROGRAM(Menu.MODEL, 4, null),

  SHOW_DATA(Menu.DATA, 0, null),
  ADD_SOURCE(Menu.DATA, 1, null),
  PREPARE_DATA(Menu.DATA, 1, null),

  SHOW_TRAINING(Menu.TRAIN, 0, "Shortcut+T"),
  SHOW_PLANNER(Menu.TRAIN, 0, "Shortcut+Shift+T"),
  START_TRAINING(Menu.TRAIN, 1, "Shortcut+R"),
  PAUSE_RUN(Menu.TRAIN, 2, null),
  CONTINUE_RUN(Menu.TRAIN, 2, null),
  STOP_RUN(Menu.TRAIN, 2, null),
  CHECKPOINT_NOW(Menu.TRAIN, 2, null),
  SET_LEARNING_RATE(Menu.TRAIN, 2, null),
  RESUME_RUN(Menu.TRAIN, 2, null),
  SHOW_RUNS(Menu.TRAIN, 3, "Shortcut+Shift+R"),
  SHOW_QUEUE(Menu.TRAIN, 3, null),
  NEW_SWEEP(Menu.TRAIN, 3, null),

  SHOW_PLAYGROUND(Menu.EVALUATE, 0, "Shortcut+P"),

  COMMAND_PALETTE(Menu.TOOLS, 0, "Shortcut+K"),

  SHORTCUTS(Menu.HELP, 0, "F1"),
  GLOSSARY(Menu.HELP, 0, null),
  ABOUT(Menu.HELP, 1, null);

  /// The menus from left to right; one without a bound command does not appear.
  public enum Menu {
    FILE,
    EDIT,
    VIEW,
    MODEL,
    DATA,
    TRAIN,
    EVALUATE,
    QUANTIZE,
    DEPLOY,
    TOOLS,
    HELP;

    /// The key of its words.
    public String textKey() {
      return "command.menu." + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Menu menu;
  private final int group;
  private final @Nullable String keys;

  CommandId(Menu menu, int group, @Nullable String keys) {
    this.menu = menu;
    this.group = group;
    this.keys = keys;
  }

  public Menu menu() {
    return menu;
  }

  /// Commands of one menu with different groups stand apart.
  public int group() {
    return group;
  }

  public Optional<KeyCombination> keys() {
    return Optional.ofNullable(keys).map(KeyCombination::keyCombination);
  }

  /// The key of its words: `command.zoomToFit`.
  public String textKey() {
    var words = new StringBuilder("command.");
    String lower = name().toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      words.append(c == '_' ? Character.toUpperCase(lower.charAt(++i)) : c);
    }
    return words.toString();
  }
}
