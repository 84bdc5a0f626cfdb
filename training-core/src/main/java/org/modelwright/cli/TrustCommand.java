package org.modelwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.graph.Architecture;
import org.modelwright.layer.custom.CustomKind;
import org.modelwright.project.LayerTrust;
import org.modelwright.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "trust",
    description =
        "Show the code of the custom layers of a project or run, and allow it to run here.")
final class TrustCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROJECT",
      defaultValue = ".",
      description = "The project's folder (default: the current folder).")
  private Path folder = Path.of(".");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run whose drawing is meant, in place of the project's.")
  private @Nullable String run;

  @Option(names = "--yes", description = "Allow it without asking.")
  private boolean yes;

  @Override
  public Integer call() {
    Architecture drawing =
        run == null
            ? Project.open(folder).architecture().architecture()
            : Consent.drawing(Project.run(folder, run));
    LayerTrust trust = LayerTrust.ofUser();
    List<CustomKind> unknown = trust.unknown(drawing);
    if (unknown.isEmpty()) {
      Output.note("There is no custom layer here that would still have to be allowed.");
      return 0;
    }
    if (yes) {
      unknown.forEach(kind -> Output.note("%s", kind.method()));
    } else if (!Output.isTerminal()) {
      unknown.forEach(kind -> Output.note("%s", kind.method()));
      throw new InputException("Nobody can be asked here; read the code above, and add --yes.");
    } else if (!Consent.agreed(unknown)) {
      Output.note("Nothing was allowed.");
      return 0;
    }
    trust.allow(unknown);
    Output.result(
        "Allowed: %s.", String.join(", ", unknown.stream().map(CustomKind::kind).toList()));
    return 0;
  }
}
