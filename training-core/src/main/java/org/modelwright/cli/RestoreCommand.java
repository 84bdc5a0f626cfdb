package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.project.Project;
import org.modelwright.run.RunTrash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "restore", description = "Bring a deleted run back from the project's trash.")
final class RestoreCommand implements Callable<Integer> {

  @Mixin private final RunArgument argument = new RunArgument();

  @Override
  public Integer call() {
    var trash = new RunTrash(Project.requireProject(argument.folder));
    Output.note("Restored %s.", trash.restore(argument.run).name());
    return 0;
  }
}
