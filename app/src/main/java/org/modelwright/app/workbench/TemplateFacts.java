package org.modelwright.app.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.modelwright.compile.Analysis;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.graph.Architecture;
import org.modelwright.project.Project;
import org.modelwright.project.Templates;

/// What a template's card shows besides words.
///
/// @param parameters empty where they depend on what is not there
record TemplateFacts(String template, Architecture drawing, OptionalLong parameters) {

  /// Takes a while: off the FX thread.
  static TemplateFacts read(String template) {
    Architecture drawing = Templates.drawing(template);
    return new TemplateFacts(template, drawing, parameters(template));
  }

  private static OptionalLong parameters(String template) {
    try {
      Path folder = Files.createTempDirectory("modelwright-template");
      try {
        Templates.write(folder, template, template);
        Project project = Project.open(folder);
        return OptionalLong.of(
            Analysis.of(
                    project.architecture().architecture(),
                    OptionalLong.of(project.typicalVocabulary()),
                    1,
                    project.data().context())
                .parameters());
      } finally {
        FileTree.delete(folder);
      }
    } catch (IOException | InputException e) {
      return OptionalLong.empty();
    }
  }
}
