package org.modelwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.modelwright.file.InputException;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.Parameters;

/// PROJECT RUN..., for commands about several runs, none of which is taken for granted.
final class RunsArgument {

  @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's folder.")
  Path folder = Path.of(".");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "RUN",
      description = "Names of runs under runs/, or last for the newest.")
  private List<String> runs = new ArrayList<>();

  List<RunFolder> open() {
    return new LinkedHashSet<>(runs).stream().map(run -> Project.run(folder, run)).toList();
  }

  /// @throws InputException where only one run is named
  List<RunFolder> openSeveral() {
    List<RunFolder> several = open();
    if (several.size() < 2) {
      throw new InputException(
          "There is only one run to compare; name two or more, see `modelwright runs`.");
    }
    return several;
  }
}
