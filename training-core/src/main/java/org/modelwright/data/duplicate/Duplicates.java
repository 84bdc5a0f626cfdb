package org.modelwright.data.duplicate;

/// Which documents are there more than once.
public final class Duplicates {

  private final DuplicateSettings settings;
  private final int[] exact;
  private final Groups near;

  Duplicates(DuplicateSettings settings, int[] exact, Groups near) {
    this.settings = settings;
    this.exact = exact;
    this.near = near;
  }

  /// Whether nearly equal documents were looked for at all.
  public boolean looksForNear() {
    return settings.near() != DuplicateSettings.Near.OFF;
  }

  /// The first document with the same text.
  public int firstEqual(int document) {
    return exact[document];
  }

  /// The first document of those that are nearly the same; of the equal ones where near duplicates
  /// were not looked for.
  public int firstSimilar(int document) {
    return near.first(document);
  }

  public boolean isExact(int document) {
    return firstEqual(document) != document;
  }

  /// Whether an earlier document is nearly, but not quite, the same.
  public boolean isNear(int document) {
    return !isExact(document) && firstSimilar(document) != document;
  }

  /// Whether the settings leave it out.
  public boolean isDropped(int document) {
    return (settings.exact() == DuplicateSettings.Exact.DROP && isExact(document))
        || (settings.near() == DuplicateSettings.Near.DROP && firstSimilar(document) != document);
  }
}
