package org.modelwright.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.modelwright.project.OwnSource;
import org.modelwright.project.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final OwnSourceOptions own = new OwnSourceOptions();

  @Override
  public Integer call() {
    Optional<OwnSource> source = own.source();
    if (source.isPresent()) {
      Templates.create(folder, template, source.get());
    } else {
      Templates.create(folder, template, Optional.empty());
    }
    Output.result("Made %s from %s.", folder, template);
    Output.note("Next: modelwright train %s", Output.word(folder));
    return 0;
  }
}
