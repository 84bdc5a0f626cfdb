package org.modelwright.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.progress.Progress;

/// The beginning of one document, as a person wants to see it before all of them are read.
///
/// @param origin where its source's text was found, in words
/// @param name the name in its source; a row's is `FILE#ROW`
/// @param text its beginning; empty where it has none
/// @param cut whether there is more of it
/// @param binary whether it is no UTF-8 text, and so is left out
public record DocumentPreview(
    String origin, String name, String text, boolean cut, boolean binary) {

  /// Chars that are shown of a document.
  private static final int SHOWN = 20_000;

  /// Reads a document in place; files before it are passed over unread, rows of tables are not.
  ///
  /// @param number counted from 0, in the order of the sources and their names
  /// @return empty behind the last document
  /// @throws InputException where a source is missing or cannot be read
  /// @throws java.util.concurrent.CancellationException once `progress` is cancelled
  public static Optional<DocumentPreview> read(
      DataSettings settings, Path cacheFolder, int number, Progress progress) {
    try (var corpus = Corpus.open(settings.sources(), cacheFolder, progress)) {
      int left = number;
      for (SourceFile file : corpus.files()) {
        try (DocumentReader documents = file.documents()) {
          for (Document next = documents.next(); next != null; next = documents.next()) {
            progress.check();
            if (left-- == 0) {
              return Optional.of(of(corpus.origins().get(file.source()), next));
            }
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new InputException(
          "The data cannot be read (" + IoReason.withFile(e) + "); check the permissions.", e);
    }
  }

  private static DocumentPreview of(String origin, Document document) throws IOException {
    var text = new StringBuilder();
    try (var pieces = document.pieces()) {
      @Nullable String piece = pieces.next();
      while (piece != null && text.length() <= SHOWN) {
        text.append(piece);
        piece = pieces.next();
      }
    } catch (TextPieces.BinaryException e) {
      return new DocumentPreview(origin, document.name(), "", false, true);
    }
    boolean cut = text.length() > SHOWN;
    if (cut) {
      text.setLength(Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN);
    }
    return new DocumentPreview(origin, document.name(), text.toString(), cut, false);
  }
}
