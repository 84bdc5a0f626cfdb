package org.modelwright.app.hardware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.modelwright.app.settings.CurrentProject;
import org.modelwright.project.Project;
import org.modelwright.project.Templates;

/// A project's files, and over them what was set.
final class EditedProject implements CurrentProject {

  private final Path folder;
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
  private volatile Map<String, String> settings = Map.of();

  private EditedProject(Path folder) {
    this.folder = folder;
  }

  static EditedProject of(Path folder, String template) {
    try {
      Templates.write(Files.createDirectories(folder), template, "p");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EditedProject(folder.toAbsolutePath());
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public boolean isSaved() {
    return settings.isEmpty();
  }

  @Override
  public Project read() {
    return Project.open(
        folder,
        settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList(),
        "the page");
  }

  @Override
  public ReadOnlyIntegerProperty version() {
    return version.getReadOnlyProperty();
  }

  @Override
  public void set(Map<String, String> changes) {
    Map<String, String> all = new TreeMap<>(settings);
    all.putAll(changes);
    all.values().removeIf(String::isBlank);
    settings = Map.copyOf(all);
    version.set(version.get() + 1);
  }

  Map<String, String> settings() {
    return settings;
  }
}
