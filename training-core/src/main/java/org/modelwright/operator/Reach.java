package org.modelwright.operator;

/// How far back causal attention sees: itself and the `window` - 1 positions before it (Beltagy et
/// al., "Longformer", 2020), and besides them the first `sinks` positions of the text, wherever it
/// stands (Xiao et al., "Efficient Streaming Language Models with Attention Sinks", 2023). Every
/// position keeps its place in the text for rotation; the paper counts places within its cache.
///
/// @param window 0 for the whole context
/// @param sinks 0 without a window
public record Reach(long window, long sinks) {

  public static final Reach WHOLE = new Reach(0, 0);

  public Reach {
    if (window < 0 || sinks < 0 || (window == 0 && sinks > 0)) {
      throw new IllegalArgumentException(sinks + " sinks with a window of " + window);
    }
  }

  public boolean isWhole() {
    return window == 0;
  }

  /// The most keys that one query sees.
  ///
  /// @param keys how many there are
  public long most(long keys) {
    return isWhole() ? keys : Math.min(keys, window + sinks);
  }
}
