package org.modelwright.data;

import java.nio.file.Path;
import java.util.List;
import org.modelwright.data.duplicate.DuplicateSettings;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;

/// data.yaml, validated.
///
/// @param context tokens a window
public record DataSettings(
    List<SourceSettings> sources,
    SplitSettings split,
    DuplicateSettings duplicates,
    TokenizerSettings tokenizer,
    int context,
    WindowForm windows) {

  /// How windows lie in the text.
  public enum WindowForm {
    /// Anywhere, across the ends of documents.
    PACKED,
    /// In one document each, at multiples of `context` from its beginning; what is missing behind its
    /// end is padding, which counts in no loss.
    PADDED
  }

  /// Duplicates are counted, and windows packed.
  DataSettings(
      List<SourceSettings> sources, SplitSettings split, TokenizerSettings tokenizer, int context) {
    this(sources, split, DuplicateSettings.COUNTED, tokenizer, context, WindowForm.PACKED);
  }

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
            DuplicateSettings.read(reader.section("duplicates")),
            TokenizerSettings.read(reader.section("tokenizer"), projectFolder),
            (int) reader.integer("context", 256, 1, 1 << 20),
            reader.choice("windows", WindowForm.PACKED));
    if (settings.windows() == WindowForm.PADDED && settings.split().by() == SplitSettings.By.TAIL) {
      throw new InputException(
          reader.value("windows").orElseThrow().place()
              + ": `windows: padded` keeps documents apart, and `split: {by: tail}` joins them; set"
              + " `split: {by: document}` or `windows: packed`.");
    }
    reader.finish();
    return settings;
  }
}
