package org.modelwright.data.tokenizer;

import java.util.Arrays;

/// Decodes a stream with a tokenizer whose pieces depend on what stands before them (the space that
/// a first word loses): decodes a few ids of context twice, with and without the new one, and lets
/// out the difference.
final class ContextDecoder implements TokenDecoder {

  private static final int CONTEXT = 8;
  private static final char INCOMPLETE = '\uFFFD';

  private final Tokenizer tokenizer;
  private int[] ids = {};
  // the text of the first `settled` ids has been let out
  private int settled;

  ContextDecoder(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public String push(int id) {
    ids = Arrays.copyOf(ids, ids.length + 1);
    ids[ids.length - 1] = id;
    String text = tokenizer.decode(ids);
    boolean whole = text.isEmpty() || text.charAt(text.length() - 1) != INCOMPLETE;
    return whole ? settle(text) : "";
  }

  @Override
  public String flush() {
    String rest = ids.length == settled ? "" : settle(tokenizer.decode(ids));
    ids = new int[0];
    settled = 0;
    return rest;
  }

  private String settle(String text) {
    int before = tokenizer.decode(Arrays.copyOf(ids, settled)).length();
    String fresh = text.substring(Math.min(before, text.length()));
    ids = Arrays.copyOfRange(ids, Math.max(0, ids.length - CONTEXT), ids.length);
    settled = ids.length;
    return fresh;
  }
}
