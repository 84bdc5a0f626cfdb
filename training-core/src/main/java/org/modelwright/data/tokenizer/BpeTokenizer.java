package org.modelwright.data.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.modelwright.file.Fingerprint;

/// Byte-level BPE with GPT-2's pre-tokens; without merges it is the tokenizer of bytes. Every text
/// can be encoded.
///
/// `<|endoftext|>` is written to `tokenizer.json` as a special token, as every tool expects, so the
/// Hugging Face library reads that literal inside a text as the token. This encoder never does: a
/// document that mentions it must not end there. On all other text the two agree.
final class BpeTokenizer implements Tokenizer {

  /// Distinct pre-tokens that an encoder remembers before it starts anew; bounds its memory.
  private static final int REMEMBERED = 1 << 17;

  /// What one thread at a time encodes with: the ids of the pre-tokens met so far.
  private static final class Memory {
    PreTokenTable table = new PreTokenTable();
    int[][] ids = new int[1 << 10][];
  }

  private final byte[][] tokens;
  private final MergeTable merges;
  private final String json;
  private final Queue<Memory> idle = new ConcurrentLinkedQueue<>();

  BpeTokenizer(BpeVocabulary vocabulary) {
    tokens = new byte[vocabulary.size()][];
    Arrays.setAll(tokens, vocabulary::bytes);
    merges = new MergeTable(vocabulary);
    json = TokenizerJson.ofBpe(vocabulary);
  }

  static BpeTokenizer bytes() {
    return new BpeTokenizer(new BpeVocabulary());
  }

  @Override
  public int vocabularySize() {
    return tokens.length;
  }

  @Override
  public int[] encode(String text) {
    if (merges.isEmpty()) {
      return bytesOf(text);
    }
    Memory polled = idle.poll();
    Memory memory = polled == null ? new Memory() : polled;
    var ids = new IntList(text.length() / 3 + 16);
    PreTokens.split(text, (from, to) -> ids.addAll(idsOf(memory, text, from, to)));
    idle.add(memory);
    return ids.toArray();
  }

  private int[] idsOf(Memory memory, String text, int from, int to) {
    if (memory.table.size() == REMEMBERED) {
      memory.table = new PreTokenTable();
    }
    int known = memory.table.size();
    int index = memory.table.index(text, from, to);
    if (index == known) {
      if (index == memory.ids.length) {
        memory.ids = Arrays.copyOf(memory.ids, 2 * index);
      }
      memory.ids[index] = merge(bytesOf(text.substring(from, to)));
    }
    return memory.ids[index];
  }

  /// Applies the merge of the lowest rank, leftmost first, until none applies. A heap keeps this
  /// fast on a pre-token of a million characters too.
  private int[] merge(int[] ids) {
    int[] next = new int[ids.length];
    int[] previous = new int[ids.length];
    // rank in the high half, position in the low half
    var candidates = new PriorityQueue<Long>();
    for (int i = 0; i < ids.length; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
      offer(candidates, ids, i, i + 1);
    }
    int left = ids.length;
    while (!candidates.isEmpty()) {
      long candidate = candidates.remove();
      int rank = (int) (candidate >>> 32);
      int at = (int) candidate;
      int other = next[at];
      if (ids[at] < 0 || other == ids.length || merges.rank(ids[at], ids[other]) != rank) {
        continue; // one of the two has been merged away
      }
      ids[at] = merges.made(rank);
      ids[other] = -1;
      left--;
      next[at] = next[other];
      if (next[at] < ids.length) {
        previous[next[at]] = at;
      }
      offer(candidates, ids, at, next[at]);
      if (previous[at] >= 0) {
        offer(candidates, ids, previous[at], at);
      }
    }
    int[] result = new int[left];
    for (int i = 0, at = 0; i < left; i++, at = next[at]) {
      result[i] = ids[at];
    }
    return result;
  }

  private void offer(PriorityQueue<Long> candidates, int[] ids, int at, int other) {
    if (other < ids.length) {
      int rank = merges.rank(ids[at], ids[other]);
      if (rank != MergeTable.NONE) {
        candidates.add(((long) rank << 32) | at);
      }
    }
  }

  private static int[] bytesOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[bytes.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return ids;
  }

  @Override
  public String decode(int[] ids) {
    var bytes = new ByteArrayOutputStream(4 * ids.length);
    for (int id : ids) {
      bytes.writeBytes(tokens[id]);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public TokenDecoder decoder() {
    return new Utf8TokenDecoder(id -> tokens[id]);
  }

  @Override
  public OptionalInt endOfText() {
    return OptionalInt.of(BpeVocabulary.END_OF_TEXT);
  }

  @Override
  public String json() {
    return json;
  }

  @Override
  public String hash() {
    return Fingerprint.of(json);
  }
}
