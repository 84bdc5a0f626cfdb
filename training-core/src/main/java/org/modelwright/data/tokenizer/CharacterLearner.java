package org.modelwright.data.tokenizer;

import java.util.BitSet;
import org.modelwright.progress.Progress;

/// Collects the code points that occur.
final class CharacterLearner implements TokenizerLearner {

  private final BitSet seen = new BitSet();

  @Override
  public Appetite appetite() {
    return Appetite.ALL;
  }

  @Override
  public void learn(String piece) {
    var here = new BitSet();
    piece.codePoints().forEach(here::set);
    synchronized (seen) {
      seen.or(here);
    }
  }

  @Override
  public Tokenizer finish(Progress progress) {
    synchronized (seen) {
      return new CharacterTokenizer(seen.stream().toArray());
    }
  }
}
