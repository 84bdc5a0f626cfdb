package org.modelwright.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.project.OwnSource;
import picocli.CommandLine.Option;

/// The user's own text in place of the sources that a template or data.yaml names.
final class OwnSourceOptions {

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "Your own text in place of the sources: a file, a folder or a zip.")
  private @Nullable Path data;

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "The field with the text, where --data is JSON Lines (default: text).")
  private @Nullable String field;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "The column with the text, where --data is CSV or Parquet (default: text).")
  private @Nullable String column;

  /// Empty where the sources stay as they are.
  ///
  /// @throws InputException where a column is named, but no source
  Optional<OwnSource> source() {
    if (data == null && (field != null || column != null)) {
      throw new InputException(
          "`--%s` says where the text of `--data` is; give `--data PATH` too."
              .formatted(field == null ? "column" : "field"));
    }
    return Optional.ofNullable(data)
        .map(path -> new OwnSource(path, Optional.ofNullable(field), Optional.ofNullable(column)));
  }
}
