package org.modelwright.data;

import org.modelwright.file.Fingerprint;
import org.modelwright.file.YamlReader;

/// What is held out for validation.
///
/// @param validation the share held out, 0 to 0.5
/// @param seed which documents are held out; unused by `TAIL`
public record SplitSettings(By by, double validation, long seed) {

  /// How the text is divided.
  public enum By {
    /// Each document goes by a hash of the seed and its name in its source, so adding documents
    /// moves none of the others.
    DOCUMENT,
    /// The last share of the characters (code points) of all text, one document after the other.
    TAIL
  }

  static SplitSettings read(YamlReader reader) {
    var settings =
        new SplitSettings(
            reader.choice("by", By.DOCUMENT),
            reader.number("validation", 0.1, 0, 0.5),
            reader.integer("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE));
    reader.finish();
    return settings;
  }

  /// Whether the document of this name is held out (`DOCUMENT` only).
  boolean holdsOut(String name) {
    String hash = new Fingerprint().add(seed).add(name).hex();
    double uniform = (Long.parseUnsignedLong(hash, 16) >>> 11) * 0x1p-53;
    return uniform < validation;
  }

  /// How many of so many characters go to training (`TAIL` only).
  long trainingCharacters(long characters) {
    return (long) (characters * (1 - validation));
  }
}
