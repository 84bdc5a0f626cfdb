package org.modelwright.data.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The ids of a byte-level BPE: 0 to 255 are the bytes, 256 is `<|endoftext|>`, and each merge adds
/// one, unless its bytes are already a token (`aa`+`aaa` after `aaaa`+`a`), which it then shares.
final class BpeVocabulary {

  static final int END_OF_TEXT = 256;
  static final String END_OF_TEXT_LITERAL = "<|endoftext|>";

  /// Two tokens that become one.
  record Merge(int left, int right) {
    // a record's own hash puts neighbouring pairs on top of each other
    @Override
    public int hashCode() {
      return left * 0x9E3779B1 + right;
    }
  }

  // one char of Latin-1 a byte
  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Merge, Integer> merges = new LinkedHashMap<>();

  BpeVocabulary() {
    for (int b = 0; b < 256; b++) {
      ids.put(String.valueOf((char) b), b);
      tokens.add(String.valueOf((char) b));
    }
    tokens.add(END_OF_TEXT_LITERAL);
  }

  int size() {
    return tokens.size();
  }

  /// The merges and the ids they make, in the order of rank: the earlier goes first in encoding.
  Map<Merge, Integer> merges() {
    return Collections.unmodifiableMap(merges);
  }

  /// The bytes that a token stands for.
  byte[] bytes(int id) {
    return tokens.get(id).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Adds the next merge and gives the id that it makes; a merge that is known keeps its rank.
  int add(Merge merge) {
    Integer made = merges.get(merge);
    if (made == null) {
      String token = tokens.get(merge.left()) + tokens.get(merge.right());
      made = ids.computeIfAbsent(token, _ -> tokens.size());
      if (made == tokens.size()) {
        tokens.add(token);
      }
      merges.put(merge, made);
    }
    return made;
  }
}
