package org.modelwright.data;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;

/// All text that a survey takes, read again and piece by piece in the order of the documents, each
/// piece in the part that it belongs to.
final class DividedText {

  /// Takes the text. The calls come from one thread, in the order of the text.
  interface Listener {

    /// The next document's file, and its row where the file is a table, as messages call them.
    default void document(String label) throws IOException {}

    /// A document begins in a part.
    default void begin(int source, boolean heldOut) throws IOException {}

    /// Its next piece, never empty, as a whole; what it holds follows by part.
    ///
    /// @param heldOut whether the document is; where the tail is, whether it begins there
    default void piece(boolean heldOut, String piece) throws IOException {}

    /// The part of the piece that belongs to one part, never empty; where the tail is held out, one
    /// document may reach into it.
    void text(int source, boolean heldOut, String text) throws IOException;

    /// A document has ended as a whole; never called where the tail is held out.
    default void end(int source, boolean heldOut) throws IOException {}
  }

  private final Corpus corpus;
  private final Survey survey;
  private final SplitSettings.By by;
  private final Progress progress;
  private final long training;
  private long position;

  DividedText(Corpus corpus, Survey survey, SplitSettings.By by, Progress progress) {
    this.corpus = corpus;
    this.survey = survey;
    this.by = by;
    this.progress = progress;
    this.training = survey.trainingCharacters();
  }

  /// @throws InputException where the text is not what the survey saw
  void read(String activity, Listener listener) throws IOException {
    long total = corpus.bytes();
    long before = 0;
    int number = 0;
    position = 0;
    for (SourceFile file : corpus.files()) {
      long done = before;
      try (DocumentReader documents = file.documents()) {
        for (Document next = documents.next(); next != null; next = documents.next()) {
          if (survey.isTaken(number)) {
            listener.document(file.label(next));
            read(file.source(), survey.isHeldOut(number), next, listener);
          }
          number++;
          done = Math.min(done + next.bytes(), before + file.bytes());
          progress.report(activity, done, total);
        }
      }
      before += file.bytes();
    }
    if (number != survey.documents() || position != survey.characters()) {
      throw changed(null);
    }
  }

  private static InputException changed(@Nullable IOException e) {
    return new InputException("The data changed while it was read; start again.", e);
  }

  private void read(int source, boolean heldOut, Document document, Listener listener)
      throws IOException {
    listener.begin(source, heldOut);
    try (var pieces = document.pieces()) {
      for (String piece = pieces.next(); piece != null; piece = pieces.next()) {
        progress.check();
        listener.piece(heldOut, piece);
        if (by == SplitSettings.By.DOCUMENT) {
          listener.text(source, heldOut, piece);
          position += piece.codePointCount(0, piece.length());
        } else {
          cut(source, piece, listener);
        }
      }
    } catch (TextPieces.BinaryException e) {
      throw changed(e);
    }
    if (by == SplitSettings.By.DOCUMENT) {
      listener.end(source, heldOut);
    }
  }

  private void cut(int source, String piece, Listener listener) throws IOException {
    int characters = piece.codePointCount(0, piece.length());
    int left = Math.clamp(training - position, 0, characters);
    int cut = piece.offsetByCodePoints(0, left);
    if (cut > 0) {
      listener.text(source, false, piece.substring(0, cut));
    }
    if (cut < piece.length()) {
      listener.text(source, true, piece.substring(cut));
    }
    position += characters;
  }
}
