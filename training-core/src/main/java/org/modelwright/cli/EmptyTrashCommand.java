package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.project.Project;
import org.modelwright.run.RunTrash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "empty-trash", description = "Remove the project's deleted runs for good.")
final class EmptyTrashCommand implements Callable<Integer> {

  @Mixin private final ProjectArgument argument = new ProjectArgument();

  @Override
  public Integer call() {
    var trash = new RunTrash(Project.requireProject(argument.folder));
    int deleted = trash.list().size();
    Output.note("Removed %d runs for good, %,d bytes.", deleted, trash.empty());
    return 0;
  }
}
