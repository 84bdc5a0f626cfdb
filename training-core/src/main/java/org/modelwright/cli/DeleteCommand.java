package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunTrash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "delete",
    description = "Move runs to the project's trash; `restore` brings them back.")
final class DeleteCommand implements Callable<Integer> {

  @Mixin private final RunsArgument argument = new RunsArgument();

  @Override
  public Integer call() {
    var trash = new RunTrash(Project.requireProject(argument.folder));
    for (RunFolder run : argument.open()) {
      trash.delete(run);
      Output.note(
          "Deleted %s; `modelwright restore %s %s` brings it back.",
          run.name(), Output.word(argument.folder), run.name());
    }
    return 0;
  }
}
