package org.modelwright.app.settings;

import java.nio.file.Path;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import org.modelwright.file.InputException;
import org.modelwright.project.Project;

/// The open project as it is edited, saved or not. Belongs to the FX thread, but for `read`.
public interface CurrentProject {

  /// Absolute.
  Path folder();

  /// Drawing, data, training and hardware settings as they are on screen.
  ///
  /// @throws InputException naming file, key and remedy, where anything is wrong
  Project read();

  /// Whether the files say the same.
  boolean isSaved();

  /// Another value whenever `read` may give another project.
  ObservableValue<? extends Number> version();

  /// Changes settings by their dotted keys, `training.batchSize` and the like; a blank value leaves the
  /// key to its default. Nothing is written until the project is saved.
  void set(Map<String, String> settings);
}
