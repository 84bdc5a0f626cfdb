package org.modelwright.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;

/// The second reading of all text: encodes it on all cores and writes both parts, in the order of
/// the documents.
final class CacheBuilder {

  /// Writes what a thread has encoded; called in the order of the text.
  @FunctionalInterface
  private interface Encoded {
    void write() throws IOException;
  }

  private final Corpus corpus;
  private final Survey survey;
  private final SplitSettings split;
  private final Tokenizer tokenizer;
  private final Progress progress;
  private final long trainingCharacters;
  private long position;

  CacheBuilder(Corpus corpus, Survey survey, SplitSettings split, Progress progress) {
    this.corpus = corpus;
    this.survey = survey;
    this.split = split;
    this.progress = progress;
    this.tokenizer = survey.tokenizer();
    this.trainingCharacters = split.trainingCharacters(survey.characters());
  }

  /// Writes the two token files and tells what they hold.
  CacheInfo build(Path trainingFile, Path validationFile) throws IOException {
    int width = MappedTokens.width(tokenizer.vocabularySize());
    try (var training = new TokenFileWriter(trainingFile, width);
        var validation = new TokenFileWriter(validationFile, width)) {
      encode(training, validation);
      var statistics =
          new DataStatistics(
              training.statistics(),
              validation.statistics(),
              corpus.origins(),
              survey.binaryFiles());
      if (statistics.training().characters() + statistics.validation().characters()
          != survey.characters()) {
        throw new InputException("The data changed while it was read; start again.");
      }
      return CacheInfo.of(
          width, statistics, tokenizer.hash(), training.finish(), validation.finish());
    }
  }

  private void encode(TokenFileWriter training, TokenFileWriter validation) throws IOException {
    List<Document> documents = corpus.documents();
    long total = corpus.bytes();
    long done = 0;
    int threads = Runtime.getRuntime().availableProcessors();
    try (var work = new OrderedWork<Encoded>(threads, Encoded::write)) {
      for (int i = 0; i < documents.size(); i++) {
        Document document = documents.get(i);
        if (survey.characters(i) > 0) {
          if (split.by() == SplitSettings.By.DOCUMENT) {
            encodeWhole(work, document, split.holdsOut(document.name()) ? validation : training);
          } else {
            encodeAcrossTheCut(work, document, training, validation);
          }
        }
        done += document.bytes();
        progress.report("encoding text", done, total);
      }
      work.finish();
    } catch (TextPieces.BinaryException e) {
      throw new InputException("The data changed while it was read; start again.", e);
    }
  }

  private void encodeWhole(OrderedWork<Encoded> work, Document document, TokenFileWriter part)
      throws IOException {
    part.beginDocument();
    try (var pieces = document.pieces()) {
      for (String piece = pieces.next(); piece != null; piece = pieces.next()) {
        submit(work, part, piece);
      }
    }
    OptionalInt end = tokenizer.endOfText();
    if (end.isPresent()) {
      work.submit(() -> () -> part.write(new int[] {end.getAsInt()}, 0, 0));
    }
  }

  private void encodeAcrossTheCut(
      OrderedWork<Encoded> work,
      Document document,
      TokenFileWriter training,
      TokenFileWriter validation)
      throws IOException {
    (position < trainingCharacters ? training : validation).beginDocument();
    try (var pieces = document.pieces()) {
      for (String piece = pieces.next(); piece != null; piece = pieces.next()) {
        int characters = piece.codePointCount(0, piece.length());
        int left = Math.clamp(trainingCharacters - position, 0, characters);
        int cut = piece.offsetByCodePoints(0, left);
        submit(work, training, piece.substring(0, cut));
        submit(work, validation, piece.substring(cut));
        position += characters;
      }
    }
  }

  private void submit(OrderedWork<Encoded> work, TokenFileWriter part, String text)
      throws IOException {
    progress.check();
    if (!text.isEmpty()) {
      work.submit(() -> {
        int[] ids = tokenizer.encode(text);
        int characters = text.codePointCount(0, text.length());
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return () -> part.write(ids, characters, bytes);
      });
    }
  }
}
