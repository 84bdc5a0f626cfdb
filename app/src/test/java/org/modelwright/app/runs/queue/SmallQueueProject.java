package org.modelwright.app.runs.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;
import org.modelwright.app.settings.CurrentProject;
import org.modelwright.project.Project;
import org.modelwright.project.Templates;

/// A project whose runs take a second.
record SmallQueueProject(Path folder) implements CurrentProject {

  static SmallQueueProject in(Path folder) throws IOException {
    var random = RandomGenerator.of("L64X128MixRandom");
    var text = new StringBuilder();
    while (text.length() < 8_000) {
      text.append(List.of("the ", "cat ", "sat ", "on ", "a ", "mat.\n").get(random.nextInt(6)));
    }
    Path project = Files.createDirectories(folder.resolve("p"));
    Files.writeString(folder.resolve("text.txt"), text);
    Templates.write(project, "text-char", "small");
    Path drawing = project.resolve("architecture.yaml");
    Files.writeString(
        drawing,
        Files.readString(drawing)
            .replace("width: 128", "width: 16")
            .replace("repeat: 4", "repeat: 1")
            .replace("hidden: 512", "hidden: 32"));
    Files.writeString(
        project.resolve("data.yaml"),
        "sources: [{path: ../text.txt}]\nsplit: {by: tail}\ntokenizer: {kind: characters}\ncontext: 16\n");
    Files.writeString(project.resolve("training.yaml"), "steps: 6\nbatchSize: 4\n");
    return new SmallQueueProject(project);
  }

  @Override
  public boolean isSaved() {
    return true;
  }

  @Override
  public Project read() {
    return Project.open(folder);
  }

  @Override
  public ObservableValue<? extends Number> version() {
    return new SimpleIntegerProperty();
  }

  @Override
  public void set(Map<String, String> settings) {
    throw new UnsupportedOperationException();
  }
}
