package org.modelwright.data.duplicate;

import org.modelwright.file.YamlReader;

/// What is done about documents that are there more than once; the first one always stays.
///
/// @param exact documents with the same text, differences of white space left aside
/// @param near documents whose word 5-grams have at least `threshold` in common
/// @param threshold the estimated Jaccard index from which two documents are near duplicates, 0.5 to 1
public record DuplicateSettings(Exact exact, Near near, double threshold) {

  /// Counted, and kept.
  public static final DuplicateSettings COUNTED = new DuplicateSettings(Exact.COUNT, Near.OFF, 0.8);

  /// For equal documents.
  public enum Exact {
    COUNT,
    DROP
  }

  /// For nearly equal documents, which cost time and about half a kilobyte each to find. `DROP` drops
  /// the equal ones too.
  public enum Near {
    OFF,
    COUNT,
    DROP
  }

  public static DuplicateSettings read(YamlReader reader) {
    var settings =
        new DuplicateSettings(
            reader.choice("exact", COUNTED.exact()),
            reader.choice("near", COUNTED.near()),
            reader.number("threshold", COUNTED.threshold(), 0.5, 1));
    reader.finish();
    return settings;
  }
}
