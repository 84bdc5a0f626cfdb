package org.modelwright.cli;

import java.nio.file.Path;
import java.util.List;
import org.modelwright.file.InputException;
import org.modelwright.graph.Architecture;
import org.modelwright.layer.custom.CustomKind;
import org.modelwright.project.LayerTrust;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;

/// Custom layers run only once the user has said so: on a terminal by answering, elsewhere by
/// `modelwright trust`.
final class Consent {

  private Consent() {}

  /// @throws InputException where the project's drawing has a custom layer that has not been allowed
  static void require(Project project, Path folder) {
    require(
        project.architecture().architecture(),
        Project.ARCHITECTURE,
        "modelwright trust " + Output.word(folder));
  }

  /// The same of the drawing that a run was started with.
  static void require(RunFolder run) {
    require(
        drawing(run),
        "Run " + run.name(),
        "modelwright trust " + Output.word(TrainingRun.project(run)) + " " + run.name());
  }

  /// The drawing that a run was started with.
  static Architecture drawing(RunFolder run) {
    return RunConfiguration.read(run.configuration()).drawing();
  }

  private static void require(Architecture architecture, String what, String command) {
    LayerTrust trust = LayerTrust.ofUser();
    List<CustomKind> unknown = trust.unknown(architecture);
    if (!unknown.isEmpty() && Output.isTerminal() && agreed(unknown)) {
      trust.allow(unknown);
    }
    trust.require(architecture, what, command);
  }

  /// Shows the code of layers and asks whether it may run.
  static boolean agreed(List<CustomKind> kinds) {
    kinds.forEach(kind -> Output.note("%s", kind.method()));
    return Output.agreed("Run the code above on this machine?");
  }
}
