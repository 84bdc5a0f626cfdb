/// Text to token ids and back: characters, bytes, byte-level BPE trained here, or an existing
/// `tokenizer.json`. Every tokenizer can write itself as a Hugging Face `tokenizer.json`, and the
/// Hugging Face library encodes text with that file to the same ids.
@NullMarked
package org.modelwright.data.tokenizer;

import org.jspecify.annotations.NullMarked;
