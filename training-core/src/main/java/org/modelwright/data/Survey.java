package org.modelwright.data;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.data.tokenizer.TokenizerLearner;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;

/// The first reading of all text: which documents are text, how many characters each has (a split by
/// tail must know them before the first is encoded), and the tokenizer that the text teaches. A BPE
/// does not learn from held-out documents; a `characters` vocabulary holds every character there is,
/// as nanoGPT's does, or held-out text could not be encoded.
final class Survey {

  /// A BPE learns from about this much text, evenly spread, which bounds its time and memory.
  private static final long SAMPLE_BYTES = 256L << 20;

  private final BitSet binary = new BitSet();
  private final long[] characters;
  private final Tokenizer tokenizer;

  private record Counted(int document, long characters) {}

  Survey(Corpus corpus, DataSettings settings, Progress progress) throws IOException {
    List<Document> documents = corpus.documents();
    characters = new long[documents.size()];
    TokenizerLearner learner = Tokenizers.learner(settings.tokenizer());
    SplitSettings split = settings.split();
    long total = corpus.bytes();
    long stride =
        switch (learner.appetite()) {
          case NONE -> Long.MAX_VALUE;
          case SAMPLE -> 1 + total / SAMPLE_BYTES;
          case ALL -> 1;
        };
    boolean some = learner.appetite() == TokenizerLearner.Appetite.SAMPLE;
    long done = 0;
    long taught = 0;
    try (var work =
        new OrderedWork<Counted>(
            Runtime.getRuntime().availableProcessors(),
            counted -> characters[counted.document()] += counted.characters())) {
      for (int i = 0; i < documents.size(); i++) {
        Document document = documents.get(i);
        int index = i;
        boolean heldOut =
            some && split.by() == SplitSettings.By.DOCUMENT && split.holdsOut(document.name());
        try (var pieces = document.pieces()) {
          for (String piece = pieces.next(); piece != null; piece = pieces.next()) {
            progress.check();
            boolean teaches =
                learner.appetite() != TokenizerLearner.Appetite.NONE
                    && !heldOut
                    && taught++ % stride == 0;
            String text = piece;
            work.submit(() -> {
              if (teaches) {
                learner.learn(text);
              }
              return new Counted(index, text.codePointCount(0, text.length()));
            });
          }
        } catch (TextPieces.BinaryException e) {
          binary.set(i);
        }
        done += document.bytes();
        progress.report("reading text", done, total);
      }
      work.finish();
    }
    binary.stream().forEach(i -> characters[i] = 0);
    refuseEmptySources(corpus);
    tokenizer = learner.finish(progress);
  }

  private void refuseEmptySources(Corpus corpus) {
    List<Document> documents = corpus.documents();
    for (int source = 0; source < corpus.origins().size(); source++) {
      int number = source;
      int[] own =
          IntStream.range(0, documents.size())
              .filter(i -> documents.get(i).source() == number)
              .toArray();
      if (IntStream.of(own).allMatch(i -> characters[i] == 0)) {
        throw noText(corpus.origins().get(source), IntStream.of(own).anyMatch(binary::get));
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

  /// The number of code points of a document; 0 for a binary one.
  long characters(int document) {
    return characters[document];
  }

  long characters() {
    return LongStream.of(characters).sum();
  }

  int binaryFiles() {
    return binary.cardinality();
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }
}
