package org.modelwright.app.runs.history;

import org.modelwright.run.RunFolder;

/// What the table asks of others for one of its runs.
public interface RunActions {

  /// Shows a run's page.
  void open(RunFolder run);

  /// Trains a new run with the settings of this one.
  void repeat(RunFolder run);

  /// Shows the playground with this run.
  void prompt(RunFolder run);

  /// Goes on with a run that stopped or failed.
  void resume(RunFolder run);

  /// Trains a new run, of what the project's files say now, that begins with this one's weights.
  void branch(RunFolder run);
}
