package org.modelwright.graph;

import java.util.Collection;
import java.util.Locale;

/// The known name nearest to a mistyped one, by edit distance without regard to case.
public final class DidYouMean {

  private DidYouMean() {}

  /// A clause to stand at the end of a message, `; did you mean ...?`, or `.` where no known name is
  /// within a third of the word's letters.
  public static String clause(String word, Collection<String> known) {
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
    return best.isEmpty() ? "." : "; did you mean `" + best + "`?";
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
