package org.modelwright.data.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.modelwright.data.tokenizer.BpeVocabulary.Merge;
import org.modelwright.progress.Progress;

/// Byte-pair encoding (Sennrich et al. 2016, "Neural Machine Translation of Rare Words with Subword
/// Units") over counted words: the most frequent pair of neighbours becomes a token, again and again.
/// Of equally frequent pairs the one with the smaller left id goes first, then the smaller right id,
/// so the result depends on the counts alone.
///
/// Only the words that hold the merged pair are touched (an inverted index), and the most frequent
/// pair comes from a heap whose entries are corrected when they surface.
final class BpeTrainer {

  /// A pair seen once is no pattern.
  private static final long LEAST_COUNT = 2;

  private static final Comparator<Candidate> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(Candidate::count)
          .reversed()
          .thenComparingInt(c -> c.merge().left())
          .thenComparingInt(c -> c.merge().right());

  /// The count may be out of date.
  private record Candidate(Merge merge, long count) {}

  private static final class Pair {
    long count;
    int[] words = new int[4];
    int size;

    void addWord(int word) {
      // a word brings its pairs one after the other, so repeats are neighbours
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, 2 * size);
      }
      words[size++] = word;
    }
  }

  private final List<int[]> words = new ArrayList<>();
  private final long[] counts;
  private final Map<Merge, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> heap = new PriorityQueue<>(MOST_FREQUENT_FIRST);

  BpeTrainer(Map<String, Long> wordCounts) {
    counts = new long[wordCounts.size()];
    wordCounts.forEach((word, count) -> {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      int[] ids = new int[bytes.length];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = Byte.toUnsignedInt(bytes[i]);
      }
      counts[words.size()] = count;
      words.add(ids);
    });
  }

  /// @param vocabulary the number of ids to stop at; fewer come out where no pair is left that
  ///     occurs twice
  BpeVocabulary train(int vocabulary, Progress progress) {
    for (int word = 0; word < words.size(); word++) {
      int[] ids = words.get(word);
      for (int i = 0; i + 1 < ids.length; i++) {
        Pair pair = pairs.computeIfAbsent(new Merge(ids[i], ids[i + 1]), _ -> new Pair());
        pair.count += counts[word];
        pair.addWord(word);
      }
    }
    pairs.forEach((merge, pair) -> heap.add(new Candidate(merge, pair.count)));
    var result = new BpeVocabulary();
    while (result.size() < vocabulary) {
      Candidate best = heap.poll();
      if (best == null) {
        break;
      }
      Pair pair = pairs.get(best.merge());
      if (pair == null || pair.count != best.count()) {
        // an increase has put in an entry of its own; a decrease has left this one too high
        if (pair != null && pair.count < best.count()) {
          heap.add(new Candidate(best.merge(), pair.count));
        }
        continue;
      }
      if (best.count() < LEAST_COUNT) {
        break;
      }
      apply(best.merge(), result.add(best.merge()));
      progress.check();
      progress.report("training the tokenizer", result.size(), vocabulary);
    }
    return result;
  }

  private void apply(Merge merge, int merged) {
    Pair applied = pairs.remove(merge);
    if (applied == null) {
      return;
    }
    Set<Merge> grown = new HashSet<>();
    for (int w = 0; w < applied.size; w++) {
      int word = applied.words[w];
      int[] before = words.get(word);
      int[] after = replace(before, merge, merged);
      if (after.length == before.length) {
        continue;
      }
      for (int i = 0; i + 1 < before.length; i++) {
        Pair pair = pairs.get(new Merge(before[i], before[i + 1]));
        if (pair != null) {
          pair.count -= counts[word];
        }
      }
      for (int i = 0; i + 1 < after.length; i++) {
        var key = new Merge(after[i], after[i + 1]);
        Pair pair = pairs.computeIfAbsent(key, _ -> new Pair());
        pair.count += counts[word];
        if (after[i] == merged || after[i + 1] == merged) {
          pair.addWord(word);
          grown.add(key);
        }
      }
      words.set(word, after);
    }
    for (Merge key : grown) {
      Pair pair = pairs.get(key);
      if (pair != null) {
        heap.add(new Candidate(key, pair.count));
      }
    }
  }

  private static int[] replace(int[] ids, Merge merge, int merged) {
    int[] result = new int[ids.length];
    int size = 0;
    for (int i = 0; i < ids.length; i++) {
      if (i + 1 < ids.length && ids[i] == merge.left() && ids[i + 1] == merge.right()) {
        result[size++] = merged;
        i++;
      } else {
        result[size++] = ids[i];
      }
    }
    return size == ids.length ? ids : Arrays.copyOf(result, size);
  }
}
