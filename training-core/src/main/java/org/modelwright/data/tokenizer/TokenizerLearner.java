package org.modelwright.data.tokenizer;

import org.modelwright.progress.Progress;

/// Learns a tokenizer from pieces of text. What is learnt does not depend on the order of the
/// pieces, nor on the threads that bring them.
public interface TokenizerLearner {

  /// How much of the text a learner wants to see.
  enum Appetite {
    /// Nothing: the tokenizer is known.
    NONE,
    /// A representative part is enough.
    SAMPLE,
    /// Every character, or the text could not be encoded.
    ALL
  }

  Appetite appetite();

  /// Takes a piece of text; may be called from several threads at once.
  void learn(String piece);

  /// The tokenizer, after the last piece.
  Tokenizer finish(Progress progress);

  /// A learner of what is already known.
  static TokenizerLearner knowing(Tokenizer tokenizer) {
    return new TokenizerLearner() {
      @Override
      public Appetite appetite() {
        return Appetite.NONE;
      }

      @Override
      public void learn(String piece) {}

      @Override
      public Tokenizer finish(Progress progress) {
        return tokenizer;
      }
    };
  }
}
