package org.modelwright.cli;

import java.nio.file.Path;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.Parameters;

/// PROJECT RUN, for commands about one run.
final class RunArgument {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROJECT",
      defaultValue = ".",
      description = "The project's folder (default: the current folder).")
  Path folder = Path.of(".");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "last",
      description = "The run's name under runs/ (default: last, the newest).")
  String run = "last";

  RunFolder open() {
    return Project.run(folder, run);
  }
}
