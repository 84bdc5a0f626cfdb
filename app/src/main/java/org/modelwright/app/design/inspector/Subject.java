package org.modelwright.app.design.inspector;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.layer.SettingType;

/// What the inspector shows at one moment.
sealed interface Subject {

  /// One setting of a node, or of several at once.
  ///
  /// @param kind whose help explains it
  /// @param type null where nothing says what it accepts
  /// @param known whether the kind has it; one that it does not have can only be removed
  /// @param mixed whether the nodes differ in it
  /// @param word what the drawing says; null where it says nothing, or several things
  /// @param ifAbsent the word of the default; null where that depends on the inputs
  record SettingRow(
      KindFacts kind,
      String name,
      @Nullable SettingType<?> type,
      boolean known,
      boolean mixed,
      @Nullable String word,
      @Nullable String ifAbsent) {

    /// Whether there is something to take back to the default.
    boolean isSet() {
      return mixed || word != null;
    }
  }

  /// One input of a node.
  ///
  /// @param index from 0
  /// @param source `PortReference.NONE` where nothing feeds it
  /// @param reachable whether it can be connected now: those before it come first
  record InputRow(int index, String port, PortReference source, boolean reachable) {}

  /// One selected node, or several.
  ///
  /// @param in the block that holds them
  /// @param kind of the first; of all, where `sameKind`
  /// @param repeat of all; 0 where they differ
  /// @param inputs empty for several nodes
  /// @param references settings of the block that a word `$name` can stand for
  record Nodes(
      Block in,
      List<Node> nodes,
      KindFacts kind,
      boolean sameKind,
      int repeat,
      List<InputRow> inputs,
      List<SettingRow> settings,
      List<String> references)
      implements Subject {

    boolean isSingle() {
      return nodes.size() == 1;
    }

    Node first() {
      return nodes.getFirst();
    }

    private List<String> ids() {
      return nodes.stream().map(Node::id).toList();
    }

    /// Whether a form made for one of the two also shows the other: only the words differ.
    boolean hasFormOf(@Nullable Subject other) {
      return other instanceof Nodes that
          && in.name().equals(that.in.name())
          && ids().equals(that.ids())
          && sameKind == that.sameKind
          && kind.equals(that.kind)
          && inputs.size() == that.inputs.size()
          && references.equals(that.references)
          && settings.stream()
              .map(SettingRow::name)
              .toList()
              .equals(that.settings.stream().map(SettingRow::name).toList());
    }
  }

  /// Nothing is selected: the open block itself.
  ///
  /// @param whyStays the key of the sentence why it cannot be removed; empty where it can
  record OpenBlock(Block block, String whyStays) implements Subject {}
}
