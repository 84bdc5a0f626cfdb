package org.modelwright.data.tokenizer;

import java.nio.file.Path;
import org.modelwright.file.YamlReader;

/// The section `tokenizer` of data.yaml.
public sealed interface TokenizerSettings {

  /// One id a character (code point) that occurs in the data, in the order of code points.
  record Characters() implements TokenizerSettings {}

  /// The 256 bytes of UTF-8 and `<|endoftext|>`.
  record Bytes() implements TokenizerSettings {}

  /// Byte-level byte-pair encoding, trained on the data.
  ///
  /// @param vocabulary the greatest number of ids, the 256 bytes and `<|endoftext|>` included
  record Bpe(int vocabulary) implements TokenizerSettings {}

  /// An existing `tokenizer.json`.
  record Existing(Path path) implements TokenizerSettings {}

  /// The words that `kind` may be.
  enum Kind {
    CHARACTERS,
    BYTES,
    BPE,
    FILE
  }

  /// @param folder what a relative `path` is relative to
  static TokenizerSettings read(YamlReader reader, Path folder) {
    TokenizerSettings settings =
        switch (reader.choice("kind", Kind.BPE)) {
          case CHARACTERS -> new Characters();
          case BYTES -> new Bytes();
          case BPE -> new Bpe((int) reader.integer("vocabulary", 4096, 258, 1_000_000));
          case FILE -> new Existing(reader.requiredPath("path", folder));
        };
    reader.finish();
    return settings;
  }
}
