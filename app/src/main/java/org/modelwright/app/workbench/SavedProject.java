package org.modelwright.app.workbench;

import java.nio.file.Path;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import org.modelwright.app.settings.CurrentProject;
import org.modelwright.file.InputException;
import org.modelwright.project.Project;

/// The open project as its files stand; refused while anything on screen differs from them.
final class SavedProject implements CurrentProject {

  private final ProjectSession session;
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();

  SavedProject(ProjectSession session) {
    this.session = session;
  }

  @Override
  public Path folder() {
    return session.folder();
  }

  @Override
  public Project read() {
    if (session.dirty()) {
      throw new InputException(
          "The drawing or the settings are not saved, and runs train on what is saved; save the project first.");
    }
    return Project.open(session.folder());
  }

  @Override
  public ObservableValue<? extends Number> version() {
    return version.getReadOnlyProperty();
  }

  @Override
  public void set(Map<String, String> settings) {
    throw new UnsupportedOperationException("settings of training are edited in their files");
  }
}
