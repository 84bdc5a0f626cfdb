package org.modelwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "report",
    description =
        "Write runs as one page of HTML with their curves, results and settings; it needs no network.")
final class ReportCommand implements Callable<Integer> {

  @Mixin private final RunsArgument argument = new RunsArgument();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Where to (default: exports/RUN.html in the project).")
  private @Nullable Path to;

  @Override
  public Integer call() {
    List<RunFolder> runs = argument.open();
    Path file =
        to != null
            ? to.toAbsolutePath()
            : Project.exports(argument.folder)
                .resolve(
                    runs.getFirst().name()
                        + (runs.size() > 1 ? "-and-" + (runs.size() - 1) + "-more" : "")
                        + ".html");
    try {
      if (to == null) {
        Files.createDirectories(Project.exports(argument.folder));
      }
      AtomicFile.write(file, RunReport.html(runs));
    } catch (IOException e) {
      throw new InputException(
          file
              + " cannot be written ("
              + IoReason.withFile(e)
              + "); check the folder and its permissions.",
          e);
    }
    Output.result("Wrote %s.", file);
    return 0;
  }
}
