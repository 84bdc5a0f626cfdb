package org.modelwright.app.workbench;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.modelwright.app.common.Preferences;

/// The folders of the projects that were last open, the newest first.
public final class RecentProjects {

  private static final String KEY = "recent";
  private static final int MOST = 12;

  private final Preferences preferences;
  private final ObservableList<Path> folders = FXCollections.observableArrayList();
  private final ObservableList<Path> view = FXCollections.unmodifiableObservableList(folders);

  public RecentProjects(Preferences preferences) {
    this.preferences = preferences;
    for (String line : preferences.get(KEY, "").split("\n")) {
      try {
        if (!line.isBlank() && folders.size() < MOST) {
          folders.add(Path.of(line));
        }
      } catch (InvalidPathException e) {
        // a file that was edited by hand; the others are still good
      }
    }
  }

  public ObservableList<Path> folders() {
    return view;
  }

  public void opened(Path folder) {
    folders.remove(folder);
    folders.addFirst(folder);
    if (folders.size() > MOST) {
      folders.remove(MOST, folders.size());
    }
    keep();
  }

  /// Takes it off the list; the project itself stays.
  public void forget(Path folder) {
    folders.remove(folder);
    keep();
  }

  private void keep() {
    String[] lines = folders.stream().map(Path::toString).toArray(String[]::new);
    preferences.set(KEY, String.join("\n", Arrays.asList(lines)));
  }
}
