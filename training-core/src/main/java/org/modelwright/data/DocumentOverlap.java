package org.modelwright.data;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.modelwright.data.duplicate.Duplicates;

/// Counts documents that are there twice: in all, and across the parts.
final class DocumentOverlap {

  private final Survey survey;
  private final Duplicates duplicates;

  DocumentOverlap(Survey survey) {
    this.survey = survey;
    this.duplicates = survey.duplicates();
  }

  /// All duplicates, dropped or not.
  DataStatistics.Duplicates duplicates() {
    int all = survey.documents();
    return new DataStatistics.Duplicates(
        IntStream.range(0, all).filter(duplicates::isExact).count(),
        duplicates.looksForNear()
            ? IntStream.range(0, all).filter(duplicates::isNear).count()
            : null);
  }

  /// Documents of the validation part that the training part has too, among those that are taken.
  DataStatistics.Overlap overlap() {
    var equal = new BitSet();
    var similar = new BitSet();
    taken(false)
        .forEach(i -> {
          equal.set(duplicates.firstEqual(i));
          similar.set(duplicates.firstSimilar(i));
        });
    return new DataStatistics.Overlap(
        taken(true).count(),
        taken(true).filter(i -> equal.get(duplicates.firstEqual(i))).count(),
        duplicates.looksForNear()
            ? taken(true)
                .filter(i -> !equal.get(duplicates.firstEqual(i)))
                .filter(i -> similar.get(duplicates.firstSimilar(i)))
                .count()
            : null);
  }

  private IntStream taken(boolean heldOut) {
    return IntStream.range(0, survey.documents())
        .filter(survey::isTaken)
        .filter(i -> survey.isHeldOut(i) == heldOut);
  }
}
