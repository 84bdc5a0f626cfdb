package org.modelwright.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.project.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "new", description = "Make a project from a template.")
final class NewCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "The project's folder; it must not exist yet.")
  private Path folder = Path.of(".");

  @Option(
      names = "--template",
      required = true,
      paramLabel = "NAME",
      description = "What to begin from; `modelwright templates` lists them.")
  private String template = "";

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "Your own text: a file, a folder or a zip.")
  private @Nullable Path data;

  @Override
  public Integer call() {
    Templates.create(folder, template, Optional.ofNullable(data));
    Output.result("Made %s from %s.", folder, template);
    Output.note("Next: modelwright train %s", Output.word(folder));
    return 0;
  }
}
