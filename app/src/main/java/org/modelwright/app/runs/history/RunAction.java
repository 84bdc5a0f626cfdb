package org.modelwright.app.runs.history;

import java.util.Locale;

/// What can be done with the runs that are selected.
enum RunAction {
  OPEN("mdi2o-open-in-app", 1, 1),
  OVERLAY("mdi2c-chart-line", 1, 8),
  DIFFERENCE("mdi2c-compare-horizontal", 2, 8),
  REPORT("mdi2f-file-chart-outline", 1, 8),
  REPEAT("mdi2r-repeat", 1, 1),
  PROMPT("mdi2m-message-text-outline", 1, 1),
  RESUME("mdi2p-play", 1, 1),
  BRANCH("mdi2s-source-branch", 1, 1),
  DELETE("mdi2t-trash-can-outline", 1, Integer.MAX_VALUE),
  PRUNE("mdi2b-broom", 1, Integer.MAX_VALUE),
  REVEAL("mdi2f-folder-outline", 1, 1);

  private final String icon;
  private final int least;
  private final int most;

  RunAction(String icon, int least, int most) {
    this.icon = icon;
    this.least = least;
    this.most = most;
  }

  String icon() {
    return icon;
  }

  /// Whether it makes sense for so many runs.
  boolean suits(int selected) {
    return selected >= least && selected <= most;
  }

  /// Of its words; with `.help` behind, of what it does.
  String textKey() {
    return "history.action." + name().toLowerCase(Locale.ROOT);
  }

  String id() {
    return "runs-" + name().toLowerCase(Locale.ROOT);
  }
}
