package org.modelwright.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.modelwright.data.duplicate.NGramOverlap;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.data.tokenizer.UnknownCharacterException;

/// The last reading of all text: encodes it on all cores and writes both parts, in the order of the
/// documents.
final class CacheBuilder implements DividedText.Listener {

  /// Writes what a thread has encoded; called in the order of the text.
  @FunctionalInterface
  private interface Encoded {
    void write() throws IOException;
  }

  private final Tokenizer tokenizer;
  private final NGramOverlap overlap;
  private final TokenFileWriter training;
  private final TokenFileWriter validation;
  private final OrderedWork<Encoded> work;

  private CacheBuilder(Teaching teaching, TokenFileWriter training, TokenFileWriter validation) {
    tokenizer = teaching.tokenizer();
    overlap = teaching.overlap();
    this.training = training;
    this.validation = validation;
    work = new OrderedWork<>(Runtime.getRuntime().availableProcessors(), Encoded::write);
  }

  /// Writes the token files into a folder and tells what they hold.
  static CacheInfo build(
      Path folder, Corpus corpus, Survey survey, DividedText text, Teaching teaching)
      throws IOException {
    int width = MappedTokens.width(teaching.tokenizer().vocabularySize());
    int sources = corpus.origins().size();
    try (var training = PartFiles.TRAINING.writer(folder, width, sources);
        var validation = PartFiles.VALIDATION.writer(folder, width, sources)) {
      var builder = new CacheBuilder(teaching, training, validation);
      try (var work = builder.work) {
        text.read("encoding text", builder);
        work.finish();
      } catch (UnknownCharacterException e) {
        throw CharacterSearch.place(text, e);
      }
      List<DataStatistics.Source> statistics = new ArrayList<>();
      for (int source = 0; source < sources; source++) {
        statistics.add(
            new DataStatistics.Source(
                corpus.origins().get(source),
                training.statistics().get(source),
                validation.statistics().get(source),
                survey.leftOut(source)));
      }
      var documents = new DocumentOverlap(survey);
      return CacheInfo.of(
          width,
          new DataStatistics(
              statistics, documents.duplicates(), documents.overlap(), teaching.overlap().count()),
          teaching.tokenizer().hash(),
          training.finish(),
          validation.finish());
    }
  }

  private TokenFileWriter part(boolean heldOut) {
    return heldOut ? validation : training;
  }

  @Override
  public void begin(int source, boolean heldOut) throws IOException {
    work.submit(() -> () -> part(heldOut).beginDocument(source));
  }

  @Override
  public void text(int source, boolean heldOut, String text) throws IOException {
    work.submit(() -> {
      int[] ids = tokenizer.encode(text);
      int characters = text.codePointCount(0, text.length());
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (!heldOut) {
        overlap.look(text);
      }
      return () -> part(heldOut).write(source, ids, characters, bytes);
    });
  }

  @Override
  public void end(int source, boolean heldOut) throws IOException {
    OptionalInt end = tokenizer.endOfText();
    if (end.isPresent()) {
      int[] id = {end.getAsInt()};
      work.submit(() -> () -> part(heldOut).write(source, id, 0, 0));
    }
  }
}
