package org.modelwright.data;

import java.util.Iterator;
import java.util.stream.LongStream;

/// Windows anywhere in the tokens, across the ends of documents. All have `context` inputs, except that
/// the last of all may be shorter.
///
/// @param tokens how many there are
record PackedWindows(long tokens, int context) implements WindowLayout {

  @Override
  public long places() {
    return tokens - context;
  }

  @Override
  public Window drawn(long place) {
    return new Window(place, context, context);
  }

  @Override
  public Iterator<Window> all() {
    return LongStream.range(0, Math.ceilDiv(predictions(), (long) context))
        .map(window -> window * context)
        .mapToObj(start -> {
          int length = (int) Math.min(context, predictions() - start);
          return new Window(start, length, length);
        })
        .iterator();
  }

  @Override
  public long predictions() {
    return Math.max(0, tokens - 1);
  }
}
