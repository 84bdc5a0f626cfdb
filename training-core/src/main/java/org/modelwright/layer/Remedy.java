package org.modelwright.layer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What takes a layer's fault away, said without knowing where in a drawing the layer stands.
public sealed interface Remedy {

  /// @param value the word to set, or null for the default
  record Set(String setting, @Nullable String value) implements Remedy {}

  /// A layer of another kind in front of an input.
  ///
  /// @param input from 0
  record Insert(int input, String kind, Map<String, String> settings) implements Remedy {

    public Insert {
      settings = Map.copyOf(settings);
    }
  }

  /// The only layer of this kind in the block feeds the input.
  ///
  /// @param input from 0
  record Feed(int input, String kind) implements Remedy {}

  /// Several, which only together take the fault away.
  record All(List<Remedy> parts) implements Remedy {

    public All {
      parts = List.copyOf(parts);
    }
  }
}
