package org.modelwright.data;

import java.util.Iterator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Windows that begin at multiples of `context` from a document's beginning and never leave it. A
/// window is drawn by any of the tokens whose successor it predicts, so each prediction is equally
/// likely, and a window that is mostly padding is drawn seldom. A document's last token predicts
/// nothing.
record PaddedWindows(DocumentStarts documents, int context) implements WindowLayout {

  @Override
  public long places() {
    return documents.tokens();
  }

  @Override
  public @Nullable Window drawn(long place) {
    long document = documents.at(place);
    long begin = documents.begin(document);
    return place == documents.end(document) - 1
        ? null
        : window(document, begin + (place - begin) / context * context);
  }

  private Window window(long document, long start) {
    int predictions = (int) Math.min(context, documents.end(document) - 1 - start);
    return new Window(start, predictions, context);
  }

  @Override
  public Iterator<Window> all() {
    return LongStream.range(0, documents.count())
        .boxed()
        .flatMap(document -> {
          long begin = documents.begin(document);
          long last = documents.end(document) - 1;
          return LongStream.range(0, Math.ceilDiv(last - begin, (long) context))
              .mapToObj(window -> window(document, begin + window * context));
        })
        .iterator();
  }

  @Override
  public long predictions() {
    return documents.tokens() - documents.count();
  }
}
