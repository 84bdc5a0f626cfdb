package org.modelwright.data.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelwright.data.duplicate.DuplicateSettings.Exact;
import org.modelwright.data.duplicate.DuplicateSettings.Near;
import org.modelwright.progress.Progress;

class DuplicateSearchTest {

  private static Duplicates search(List<String> texts, Exact exact, Near near) {
    var search = new DuplicateSearch(new DuplicateSettings(exact, near, 0.8));
    for (String text : texts) {
      search.add(search.examine(text));
      search.endDocument(!text.isEmpty());
    }
    return search.finish(Progress.NONE);
  }

  private static Set<Integer> dropped(Duplicates duplicates, int documents) {
    return IntStream.range(0, documents)
        .filter(duplicates::isDropped)
        .boxed()
        .collect(Collectors.toSet());
  }

  @Test
  void equalTextsAreFoundWhateverTheirWhiteSpace() {
    List<String> texts =
        List.of("a b\nc", "x", " a  b c\r\n", "", "A b c", "", "x", "cafe\u0301", "caf\u00e9");
    Duplicates counted = search(texts, Exact.COUNT, Near.OFF);
    assertThat(IntStream.range(0, 9).filter(counted::isExact)).containsExactly(2, 6, 8);
    assertThat(counted.firstEqual(2)).isZero();
    assertThat(dropped(counted, 9)).isEmpty();
    assertThat(dropped(search(texts, Exact.DROP, Near.OFF), 9)).containsExactlyInAnyOrder(2, 6, 8);
    // case is all that tells 4 from 0, and words are in lower case
    Duplicates near = search(texts, Exact.COUNT, Near.DROP);
    assertThat(dropped(near, 9)).containsExactlyInAnyOrder(2, 4, 6, 8);
    assertThat(near.isNear(4)).isTrue();
  }

  /// 3,000 documents that have a fifth of their words in common, 60 of them with a copy in which one
  /// word in 200 is another: each such word changes 5 of about 196 shingles, J is about 0.95. All
  /// copies are found, and nothing else is.
  @Test
  void plantedNearDuplicatesAreFoundAndNothingElse() {
    var random = new Random(4);
    List<String> licence = words(random, 40);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      List<String> words = new ArrayList<>(licence);
      words.addAll(words(random, 160));
      texts.add(String.join(" ", words));
    }
    Set<Integer> planted = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      String[] copy = texts.get(7 * i).split(" ");
      copy[60 + random.nextInt(100)] = "changed";
      planted.add(texts.size());
      texts.add(String.join("\n", copy));
    }
    Duplicates duplicates = search(texts, Exact.COUNT, Near.DROP);
    assertThat(dropped(duplicates, texts.size())).isEqualTo(planted);
    for (int i = 0; i < 60; i++) {
      assertThat(duplicates.firstSimilar(3000 + i)).isEqualTo(7 * i);
    }
    assertThat(dropped(search(texts, Exact.DROP, Near.COUNT), texts.size())).isEmpty();
  }

  private static List<String> words(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> Integer.toString(random.nextInt(20_000), 36))
        .toList();
  }

  /// 1 - (1 - s^r)^b by hand: 0.8^6 = 0.262144, and 21 bands leave (1 - 0.262144)^21 = 0.001689.
  @Test
  void bandsFollowTheThreshold() {
    assertThat(NearIndex.rows(0.8)).isEqualTo(6);
    assertThat(NearIndex.missed(0.8, 6)).isCloseTo(0.001689, within(1e-6));
    assertThat(NearIndex.rows(0.5)).isLessThan(NearIndex.rows(0.95));
    for (double threshold = 0.5; threshold <= 1; threshold += 0.05) {
      assertThat(NearIndex.missed(threshold, NearIndex.rows(threshold))).isLessThan(0.005);
    }
  }

  /// Held out: words 0 to 99, which is 88 runs of 13. Training has 0 to 49: 38 of them.
  @Test
  void sharedRunsOfThirteenWordsAreCounted() {
    String words = IntStream.range(0, 100).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    var overlap = new NGramOverlap();
    overlap.hold(NGramOverlap.examine(words));
    overlap.hold(NGramOverlap.examine(words));
    overlap.freeze();
    assertThat(overlap.count()).isEqualTo(new NGramOverlap.Count(88, 0, 1));
    overlap.look(words.substring(0, words.indexOf(" w50")).toUpperCase(java.util.Locale.ROOT));
    overlap.look("w1 w2 w3");
    assertThat(overlap.count()).isEqualTo(new NGramOverlap.Count(88, 38, 1));
  }

  /// A full set keeps a fair part: of 100,000 values, 30,000 of them marked, one in 2^k for the
  /// smallest k that fits; the marked share is within 4 standard errors of 0.3.
  @Test
  void aSampleIsFair() {
    var sample = new HashSample(1 << 10);
    long[] values = new Random(5).longs(100_000).toArray();
    for (long value : values) {
      sample.add(value);
      sample.add(value);
    }
    sample.freeze();
    for (int i = 0; i < 30_000; i++) {
      sample.mark(values[i]);
    }
    assertThat(sample.oneIn()).isEqualTo(128);
    assertThat(sample.size()).isBetween(100_000 / 128 - 110, 100_000 / 128 + 110);
    double share = (double) sample.marked() / sample.size();
    assertThat(share).isCloseTo(0.3, within(4 * Math.sqrt(0.3 * 0.7 / sample.size())));
  }
}
