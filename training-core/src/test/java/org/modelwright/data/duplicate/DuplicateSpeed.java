package org.modelwright.data.duplicate;

import java.io.PrintStream;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.modelwright.progress.Progress;

/// Time and memory of the search for near duplicates, on one thread: 100,000 documents of 200 words
/// that have a fifth of their words in common, every tenth a near copy of an earlier one.
final class DuplicateSpeed {

  private static final int DOCUMENTS = 100_000;
  private static final int WORDS = 200;

  private DuplicateSpeed() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    var settings =
        new DuplicateSettings(DuplicateSettings.Exact.COUNT, DuplicateSettings.Near.COUNT, 0.8);
    long before = used();
    var search = new DuplicateSearch(settings);
    long start = System.nanoTime();
    long characters = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      String text = text(i % 10 == 9 ? i / 10 : i) + (i % 10 == 9 ? " another end" : "");
      characters += text.length();
      search.add(search.examine(text));
      search.endDocument(true);
    }
    double examined = (System.nanoTime() - start) / 1e9;
    long held = used() - before;
    start = System.nanoTime();
    Duplicates found = search.finish(Progress.NONE);
    out.printf(
        "%,d documents, %.0f MB of text: %.1f s to examine, %.1f s to compare, %.0f MB held%n",
        DOCUMENTS, characters / 1e6, examined, (System.nanoTime() - start) / 1e9, held / 1e6);
    out.printf(
        "%,d near, %,d equal%n",
        IntStream.range(0, DOCUMENTS).filter(found::isNear).count(),
        IntStream.range(0, DOCUMENTS).filter(found::isExact).count());
  }

  private static String text(int number) {
    var random = new Random(number);
    return IntStream.range(0, WORDS)
        .mapToObj(i -> i < WORDS / 5 ? "shared" + i : Integer.toString(random.nextInt(50_000), 36))
        .collect(Collectors.joining(" "));
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
