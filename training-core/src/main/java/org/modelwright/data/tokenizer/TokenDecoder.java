package org.modelwright.data.tokenizer;

/// Decodes a stream of ids. What `push` returns is final: a character whose bytes are spread over
/// several tokens is held back until it is whole.
public interface TokenDecoder {

  /// The text that became certain with this id; may be empty.
  String push(int id);

  /// What was held back, incomplete bytes as U+FFFD. The decoder is then as new.
  String flush();
}
