package org.modelwright.data.tokenizer;

import java.util.OptionalInt;

/// Text to token ids and back. Safe for use from several threads.
public interface Tokenizer {

  /// Ids are in `[0, vocabularySize)`.
  int vocabularySize();

  /// The ids of a text. No special token is added, and none arises from the text: the literal
  /// `<|endoftext|>` in a user's text is encoded as ordinary characters.
  ///
  /// @throws UnknownCharacterException where the text holds a character that the
  ///     vocabulary cannot express (only a `characters` tokenizer has such)
  int[] encode(String text);

  /// The text of the ids; special tokens appear as they are written, bytes that are not UTF-8 as
  /// U+FFFD.
  String decode(int[] ids);

  /// A decoder for ids that come one at a time.
  TokenDecoder decoder();

  /// The id that ends a document, where the vocabulary has one.
  OptionalInt endOfText();

  /// The content of a Hugging Face `tokenizer.json`.
  String json();

  /// Tells tokenizers apart: equal where `json` is equal.
  String hash();
}
