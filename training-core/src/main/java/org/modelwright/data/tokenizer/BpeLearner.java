package org.modelwright.data.tokenizer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.modelwright.progress.Progress;

/// Counts pre-tokens, each thread in a table of its own, and trains the merges on the sums.
final class BpeLearner implements TokenizerLearner {

  /// A longer run without a gap (base64, a ruler of dashes) is data rather than a word; its pairs
  /// would cost far more time than its tokens are worth.
  private static final int LONGEST_WORD = 256;

  private static final class Counts {
    final PreTokenTable table = new PreTokenTable();
    long[] counts = new long[1 << 10];

    void add(String text, int from, int to) {
      if (to - from > LONGEST_WORD) {
        return;
      }
      int index = table.index(text, from, to);
      if (index == counts.length) {
        counts = Arrays.copyOf(counts, 2 * index);
      }
      counts[index]++;
    }
  }

  private final int vocabulary;
  private final Queue<Counts> idle = new ConcurrentLinkedQueue<>();

  BpeLearner(int vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public Appetite appetite() {
    return Appetite.SAMPLE;
  }

  @Override
  public void learn(String piece) {
    Counts polled = idle.poll();
    Counts mine = polled == null ? new Counts() : polled;
    PreTokens.split(piece, (from, to) -> mine.add(piece, from, to));
    idle.add(mine);
  }

  @Override
  public Tokenizer finish(Progress progress) {
    Map<String, Long> sums = new HashMap<>();
    for (Counts counts : idle) {
      for (int i = 0; i < counts.table.size(); i++) {
        sums.merge(counts.table.key(i), counts.counts[i], Long::sum);
      }
    }
    idle.clear();
    return new BpeTokenizer(new BpeTrainer(sums).train(vocabulary, progress));
  }
}
