package org.modelwright.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// PROJECT, for commands that take nothing else.
final class ProjectArgument {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROJECT",
      defaultValue = ".",
      description = "The project's folder (default: the current folder).")
  Path folder = Path.of(".");
}
