package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.compile.ProgramText;
import org.modelwright.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "source",
    description = "Print the program that the drawing compiles to (TorchScript).")
final class SourceCommand implements Callable<Integer> {

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Override
  public Integer call() {
    try (var progress = new TerminalProgress()) {
      Output.piece(
          ProgramText.plain(
              Project.open(project.folder).compile(progress).require(Project.ARCHITECTURE)));
    }
    return 0;
  }
}
