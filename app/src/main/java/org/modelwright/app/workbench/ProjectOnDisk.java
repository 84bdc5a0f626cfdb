package org.modelwright.app.workbench;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.modelwright.app.OpenProject;
import org.modelwright.app.common.FileStamp;
import org.modelwright.app.design.DesignModel.Setting;
import org.modelwright.app.design.analyzer.AnalyzerModel.Machine;
import org.modelwright.app.design.canvas.OpeningLayout;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.project.Project;

/// A project as it is read to be shown. Reading takes a while and touches no screen: off the FX thread.
///
/// @param folder absolute
/// @param drawing as the file has it
/// @param laidOut the same as it is shown first
/// @param stamp of the drawing's file, from before it was read
/// @param surroundings of its other files
/// @param recovered what a crash left, where it differs from the files
record ProjectOnDisk(
    Path folder,
    String name,
    Architecture drawing,
    Architecture laidOut,
    FileStamp stamp,
    Surroundings surroundings,
    Optional<Recovery.Found> recovered) {

  /// What the drawing's analysis takes from the other files.
  ///
  /// @param machine what the project is to be trained on
  /// @param problem why they cannot be read; empty where they can
  record Surroundings(Setting setting, Machine machine, Optional<String> problem) {

    /// Where a project's other files are broken, the drawing can be worked on all the same.
    private static final Setting TYPICAL = new Setting(OptionalLong.empty(), 8, 256);

    /// @throws InputException where its tokenizer cannot be read
    static Surroundings of(Project project) {
      return new Surroundings(
          new Setting(
              OptionalLong.of(project.typicalVocabulary()),
              project.training().batchSize(),
              project.data().context()),
          new Machine(
              project.device(), project.threads(), YamlReader.word(project.training().precision())),
          Optional.empty());
    }

    static Surroundings read(Path folder) {
      try {
        return of(Project.open(folder));
      } catch (InputException e) {
        return new Surroundings(TYPICAL, Machine.TYPICAL, Optional.of(e.getMessage()));
      }
    }
  }

  /// @throws InputException where the project or its drawing is missing, broken or newer
  static ProjectOnDisk read(Path folder) {
    OpenProject project = OpenProject.read(folder);
    Path file = project.folder().resolve(Project.ARCHITECTURE);
    FileStamp stamp = FileStamp.of(file);
    Architecture drawing = ArchitectureYaml.read(file).architecture();
    return new ProjectOnDisk(
        project.folder(),
        project.name(),
        drawing,
        OpeningLayout.of(drawing),
        stamp,
        Surroundings.read(project.folder()),
        new Recovery(project.folder()).find(drawing));
  }
}
