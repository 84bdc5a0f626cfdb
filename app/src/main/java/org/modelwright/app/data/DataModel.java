package org.modelwright.app.data;

import java.nio.file.Path;

/// data.yaml as it is edited, and what is known of the data.
public final class DataModel {

  /// @param project the project's folder
  public DataModel(Path project) {}
}
