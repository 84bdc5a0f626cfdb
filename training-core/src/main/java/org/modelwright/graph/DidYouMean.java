package org.modelwright.graph;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.modelwright.file.Words;

/// The known name nearest to a mistyped one, by edit distance without regard to case.
public final class DidYouMean {

  private DidYouMean() {}

  /// A clause to stand in a sentence right after the word, ` (did you mean ...?)`, or nothing where no
  /// known name is near.
  public static String clause(String word, Collection<String> known) {
    return words(word, known).english();
  }

  /// `clause` in every language.
  public static Words words(String word, Collection<String> known) {
    return nearest(word, known)
        .map(name -> Words.of("problem.part.didYouMean", name))
        .orElseGet(() -> Words.plain(""));
  }

  /// The known name that is nearest, if it is within a third of the word's letters.
  public static Optional<String> nearest(String word, Collection<String> known) {
    String best = "";
    int least = Math.max(1, word.length() / 3) + 1;
    for (String name : known) {
      // a difference in length is a lower bound of the distance
      if (Math.abs(name.length() - word.length()) < least) {
        int distance = distance(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        if (distance < least) {
          best = name;
          least = distance;
        }
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least =
            Math.min(
                cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
