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

  private record Encoded(TokenFileWriter part, int[] ids, long characters, long bytes) {}

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
    try (var work =
        new OrderedWork<Encoded>(
            Runtime.getRuntime().availableProcessors(),
            e -> e.part().write(e.ids(), e.characters(), e.bytes()))) {
      for (int i = 0; i < documents.size(); i++) {
        Document document = documents.get(i);
        if (survey.characters(i) > 0) {
          boolean byDocument = split.by() == SplitSettings.By.DOCUMENT;
          boolean heldOut =
              byDocument ? split.holdsOut(document.name()) : position >= trainingCharacters;
          TokenFileWriter part = heldOut ? validation : training;
          part.beginDocument();
          try (var pieces = new TextPieces(document.content().open(), Survey.PIECE)) {
            for (String piece = pieces.next(); piece != null; piece = pieces.next()) {
              progress.check();
              if (byDocument) {
                submit(work, part, piece);
              } else {
                submitAcrossTheCut(work, training, validation, piece);
              }
            }
          } catch (TextPieces.BinaryException e) {
            throw new InputException("The data changed while it was read; start again.", e);
          }
          OptionalInt end = tokenizer.endOfText();
          if (byDocument && end.isPresent()) {
            work.submit(() -> new Encoded(part, new int[] {end.getAsInt()}, 0, 0));
          }
        }
        done += document.bytes();
        progress.report("encoding text", done, total);
      }
      work.finish();
    }
  }

  private void submitAcrossTheCut(
      OrderedWork<Encoded> work, TokenFileWriter training, TokenFileWriter validation, String piece)
      throws IOException {
    int characters = piece.codePointCount(0, piece.length());
    long left = Math.clamp(trainingCharacters - position, 0, characters);
    int cut = piece.offsetByCodePoints(0, (int) left);
    submit(work, training, piece.substring(0, cut));
    submit(work, validation, piece.substring(cut));
    position += characters;
  }

  private void submit(OrderedWork<Encoded> work, TokenFileWriter part, String text)
      throws IOException {
    if (!text.isEmpty()) {
      work.submit(() ->
          new Encoded(
              part,
              tokenizer.encode(text),
              text.codePointCount(0, text.length()),
              text.getBytes(StandardCharsets.UTF_8).length));
    }
  }
}
