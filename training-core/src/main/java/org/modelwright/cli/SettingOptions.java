package org.modelwright.cli;

import java.util.List;
import picocli.CommandLine.Option;

/// Settings that win over the project's files.
final class SettingOptions {

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      arity = "1..*",
      description =
          "A setting in place of the file's, such as training.learningRate=0.001 data.context=64.")
  private List<String> settings = List.of();

  /// As [org.modelwright.project.Project#open] takes them.
  List<String> overrides() {
    return settings;
  }
}
