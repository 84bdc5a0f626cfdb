package org.modelwright.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.modelwright.data.duplicate.DuplicateSearch;
import org.modelwright.data.duplicate.Duplicates;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;

/// The first reading of all text: which documents are text, how many characters each has (a split by
/// tail must know them before the first is encoded), which are there twice, and so which are taken and
/// which of those are held out. Documents are numbered as they are read.
final class Survey {

  private final Corpus corpus;
  private final SplitSettings split;
  private final BitSet binary = new BitSet();
  private final BitSet heldOut = new BitSet();
  private final BitSet rows = new BitSet();
  private final int[] ends;
  private final Duplicates duplicates;
  private long[] characters = new long[1 << 10];
  private int count;

  Survey(Corpus corpus, DataSettings settings, Progress progress) throws IOException {
    this.corpus = corpus;
    this.split = settings.split();
    ends = new int[corpus.origins().size()];
    var search = new DuplicateSearch(settings.duplicates());
    try (var work =
        new OrderedWork<Runnable>(Runtime.getRuntime().availableProcessors(), Runnable::run)) {
      read(search, work, progress);
      work.finish();
    }
    refuseEmptySources();
    duplicates = search.finish(progress);
    if (split.by() == SplitSettings.By.TAIL) {
      holdOutTheTail();
    }
  }

  private void read(DuplicateSearch search, OrderedWork<Runnable> work, Progress progress)
      throws IOException {
    long total = corpus.bytes();
    long before = 0;
    for (SourceFile file : corpus.files()) {
      long done = before;
      try (DocumentReader documents = file.documents()) {
        for (Document next = documents.next(); next != null; next = documents.next()) {
          Document document = next;
          boolean isBinary = !examine(document, search, work, progress);
          work.submit(() -> {
            boolean isHeldOut =
                split.by() == SplitSettings.By.DOCUMENT && split.holdsOut(document.name());
            return () -> end(file, isBinary, isHeldOut, search);
          });
          done = Math.min(done + document.bytes(), before + file.bytes());
          progress.report("reading text", done, total);
        }
      }
      before += file.bytes();
    }
  }

  /// False where the document is not text.
  private boolean examine(
      Document document, DuplicateSearch search, OrderedWork<Runnable> work, Progress progress)
      throws IOException {
    try (var pieces = document.pieces()) {
      for (String piece = pieces.next(); piece != null; piece = pieces.next()) {
        progress.check();
        String text = piece;
        work.submit(() -> {
          DuplicateSearch.Piece seen = search.examine(text);
          int length = text.codePointCount(0, text.length());
          return () -> {
            room();
            characters[count] += length;
            search.add(seen);
          };
        });
      }
      return true;
    } catch (TextPieces.BinaryException e) {
      return false;
    }
  }

  private void end(SourceFile file, boolean isBinary, boolean isHeldOut, DuplicateSearch search) {
    room();
    characters[count] = isBinary ? 0 : characters[count];
    binary.set(count, isBinary);
    rows.set(count, file.isTable());
    heldOut.set(count, isHeldOut);
    search.endDocument(characters[count] > 0);
    count++;
    Arrays.fill(ends, file.source(), ends.length, count);
  }

  private void room() {
    if (count == characters.length) {
      characters = Arrays.copyOf(characters, 2 * count);
    }
  }

  private void refuseEmptySources() {
    for (int source = 0; source < ends.length; source++) {
      if (IntStream.range(begin(source), ends[source]).allMatch(i -> characters[i] == 0)) {
        throw noText(
            corpus.origins().get(source),
            IntStream.range(begin(source), ends[source]).anyMatch(binary::get));
      }
    }
  }

  static InputException noText(String origin, boolean binary) {
    return new InputException(
        "The source "
            + origin
            + (binary
                ? " holds binary data or text that is not UTF-8; give UTF-8 text."
                : " is empty; give a source with text in it."));
  }

  /// By tail, the documents that begin behind the cut.
  private void holdOutTheTail() {
    long training = trainingCharacters();
    long position = 0;
    for (int document = 0; document < count; document++) {
      heldOut.set(document, position >= training);
      position += isTaken(document) ? characters[document] : 0;
    }
  }

  private int begin(int source) {
    return source == 0 ? 0 : ends[source - 1];
  }

  int documents() {
    return count;
  }

  /// Whether a document is text and not dropped as a duplicate.
  boolean isTaken(int document) {
    return document < count && characters[document] > 0 && !duplicates.isDropped(document);
  }

  /// Whether a document is held out; where the tail is, whether it begins there.
  boolean isHeldOut(int document) {
    return heldOut.get(document);
  }

  /// The code points of what is taken.
  long characters() {
    return IntStream.range(0, count).filter(this::isTaken).mapToLong(i -> characters[i]).sum();
  }

  /// How many of them are for training, where the tail is held out.
  long trainingCharacters() {
    return split.trainingCharacters(characters());
  }

  /// What was left out of a source.
  DataStatistics.LeftOut leftOut(int source) {
    int begin = begin(source);
    int end = ends[source];
    return new DataStatistics.LeftOut(
        (int) IntStream.range(begin, end).filter(i -> binary.get(i) && !rows.get(i)).count(),
        IntStream.range(begin, end).filter(i -> rows.get(i) && characters[i] == 0).count(),
        IntStream.range(begin, end).filter(duplicates::isDropped).count());
  }

  Duplicates duplicates() {
    return duplicates;
  }
}
