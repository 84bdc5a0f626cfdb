package org.modelwright.data;

import java.nio.file.Path;
import java.util.List;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.file.YamlReader;

/// data.yaml, validated.
///
/// @param context tokens a window
public record DataSettings(
    List<SourceSettings> sources, SplitSettings split, TokenizerSettings tokenizer, int context) {

  /// @param reader the file's top-level mapping
  /// @param projectFolder what relative paths are relative to
  /// @throws org.modelwright.file.InputException naming file, line, key and remedy
  public static DataSettings read(YamlReader reader, Path projectFolder) {
    List<SourceSettings> sources =
        reader.sections("sources").stream()
            .map(source -> SourceSettings.read(source, projectFolder))
            .toList();
    if (sources.isEmpty()) {
      throw reader.missing("sources");
    }
    var settings =
        new DataSettings(
            sources,
            SplitSettings.read(reader.section("split")),
            TokenizerSettings.read(reader.section("tokenizer"), projectFolder),
            (int) reader.integer("context", 256, 1, 1 << 20));
    reader.finish();
    return settings;
  }
}
