package org.modelwright.app.design.inspector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.design.DesignModel;
import org.modelwright.compile.Analysis;
import org.modelwright.compile.LayerKinds;
import org.modelwright.file.InputException;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.Problem;
import org.modelwright.layer.SettingType;

/// What of the selection can be looked at and changed, and what each change is as an edit. Knows no
/// control. Belongs to the FX thread.
final class InspectorModel {

  private final DesignModel design;
  private @Nullable Architecture kindsOf;
  private @Nullable LayerKinds kinds;

  InspectorModel(DesignModel design) {
    this.design = design;
  }

  Subject subject() {
    Block block = design.block();
    List<Node> nodes =
        block.nodes().stream().filter(n -> design.selection().contains(n.id())).toList();
    return nodes.isEmpty() ? openBlock(block) : nodes(block, nodes);
  }

  private Subject openBlock(Block block) {
    String why = "";
    if (block.name().equals(Block.MAIN)) {
      why = "inspector.block.remove.main";
    } else if (!BlockEdits.uses(design.architecture(), block.name()).isEmpty()) {
      why = "inspector.block.remove.used";
    }
    return new Subject.OpenBlock(block, why);
  }

  private Subject nodes(Block block, List<Node> nodes) {
    List<KindFacts> facts = nodes.stream().map(n -> facts(n.kind())).toList();
    KindFacts first = facts.getFirst();
    boolean sameKind = facts.stream().allMatch(first::equals);
    List<Subject.SettingRow> rows = new ArrayList<>();
    for (KindFacts.Declared setting : first.settings()) {
      boolean shared =
          facts.stream()
              .allMatch(f ->
                  f.setting(setting.name())
                      .filter(s -> Objects.equals(s.type(), setting.type()))
                      .isPresent());
      if (shared) {
        boolean sameDefault =
            facts.stream()
                .allMatch(f ->
                    Objects.equals(
                        f.setting(setting.name()).orElseThrow().ifAbsent(), setting.ifAbsent()));
        rows.add(
            row(
                first,
                setting.name(),
                setting.type(),
                true,
                nodes,
                sameDefault ? setting.ifAbsent() : null));
      }
    }
    if (nodes.size() == 1) {
      for (String name : nodes.getFirst().settings().keySet()) {
        if (first.setting(name).isEmpty()) {
          rows.add(row(first, name, null, false, nodes, null));
        }
      }
    }
    List<Integer> repeats = nodes.stream().map(Node::repeat).distinct().toList();
    return new Subject.Nodes(
        block,
        nodes,
        first,
        sameKind,
        repeats.size() == 1 ? repeats.getFirst() : 0,
        nodes.size() == 1 ? inputs(nodes.getFirst(), first) : List.of(),
        rows,
        List.copyOf(block.settings().keySet()));
  }

  private static Subject.SettingRow row(
      KindFacts kind,
      String name,
      @Nullable SettingType<?> type,
      boolean known,
      List<Node> nodes,
      @Nullable String ifAbsent) {
    List<Optional<String>> words =
        nodes.stream().map(n -> Optional.ofNullable(n.settings().get(name))).distinct().toList();
    boolean mixed = words.size() > 1;
    return new Subject.SettingRow(
        kind, name, type, known, mixed, mixed ? null : words.getFirst().orElse(null), ifAbsent);
  }

  private static List<Subject.InputRow> inputs(Node node, KindFacts kind) {
    List<Subject.InputRow> rows = new ArrayList<>();
    int connected = node.from().size();
    int ports =
        kind.takesMany()
            ? Math.max(kind.inputs().size(), connected + 1)
            : Math.max(kind.inputs().size(), connected);
    for (int i = 0; i < ports; i++) {
      rows.add(
          new Subject.InputRow(
              i,
              portName(kind, i),
              i < connected ? node.from().get(i) : PortReference.NONE,
              i <= connected));
    }
    return rows;
  }

  private static String portName(KindFacts kind, int index) {
    List<String> ports = kind.inputs();
    if (kind.takesMany() && index >= ports.size() - 1) {
      String last = ports.getLast().replace("...", "");
      int number = index - ports.size() + 2;
      return number == 1 ? last : last + number;
    }
    return index < ports.size() ? ports.get(index) : Integer.toString(index + 1);
  }

  KindFacts facts(String kind) {
    return KindFacts.of(design.architecture(), kinds(), kind);
  }

  /// What a declared setting of a block accepts; null where nothing says.
  @Nullable SettingType<?> declaredType(Block block, String setting) {
    return KindFacts.typeOf(design.architecture(), kinds(), block, setting);
  }

  private LayerKinds kinds() {
    Architecture now = design.architecture();
    LayerKinds known = kinds;
    if (known == null || !now.equals(kindsOf)) {
      known = new LayerKinds(now);
      kinds = known;
      kindsOf = now;
    }
    return known;
  }

  /// What is known to be wrong with the subject in the drawing's present state.
  List<Problem> problems(Subject subject) {
    Analysis analysis = design.analysisProperty().get();
    if (analysis == null || !analysis.architecture().equals(design.architecture())) {
      return List.of();
    }
    Set<String> paths = new HashSet<>();
    switch (subject) {
      case Subject.Nodes nodes ->
          nodes.nodes().forEach(n -> paths.add(nodes.in().name() + "/" + n.id()));
      case Subject.OpenBlock open -> paths.add(open.block().name());
    }
    return analysis.compilation().problems().stream()
        .filter(p -> paths.contains(p.node()))
        .toList();
  }

  /// Why a setting cannot have this word; empty where it can.
  Optional<Sentence> refusal(Subject.Nodes nodes, Subject.SettingRow row, String word) {
    if (!row.known()) {
      return Optional.of(Sentence.of("inspector.refused.unknown", row.kind().kind(), row.name()));
    }
    if (word.startsWith("$")) {
      return nodes.references().contains(word.substring(1))
          ? Optional.empty()
          : Optional.of(Sentence.of("inspector.refused.reference", nodes.in().name(), word));
    }
    SettingType<?> type = row.type();
    return type == null ? Optional.empty() : refusal(type, word);
  }

  static Optional<Sentence> refusal(SettingType<?> type, String word) {
    return type.parse(word).isPresent()
        ? Optional.empty()
        : Optional.of(new Sentence("inspector.refused." + wantedKey(type), range(type)));
  }

  /// What a setting accepts, as a sentence.
  static Sentence wanted(SettingType<?> type) {
    return new Sentence("inspector.wanted." + wantedKey(type), range(type));
  }

  private static String wantedKey(SettingType<?> type) {
    return switch (type) {
      case SettingType.Whole _ -> "whole";
      case SettingType.Decimal _ -> "decimal";
      case SettingType.Flag _ -> "flag";
      case SettingType.Choice<?> _ -> "choice";
    };
  }

  private static List<String> range(SettingType<?> type) {
    return switch (type) {
      case SettingType.Whole(long low, long high) ->
          List.of(Long.toString(low), Long.toString(high));
      case SettingType.Decimal(double low, double high) -> List.of(number(low), number(high));
      case SettingType.Flag _ -> List.of();
      case SettingType.Choice<?> choice -> List.of(String.join(", ", choice.words()));
    };
  }

  private static String number(double value) {
    return Double.toString(value).replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
  }

  /// Sets one setting of all nodes.
  ///
  /// @param word null for back to the default
  boolean set(Subject.Nodes nodes, String setting, @Nullable String word) {
    return all(
        nodes,
        word == null
            ? Words.of("edit.resetSetting.many", setting, nodes.nodes().size())
            : Words.of("edit.setSetting.many", setting, nodes.nodes().size(), word),
        n -> new Edit.SetSetting(nodes.in().name(), n.id(), setting, word));
  }

  boolean setKind(Subject.Nodes nodes, String kind) {
    return all(
        nodes,
        Words.of("edit.setKind.many", nodes.nodes().size(), kind),
        n -> new Edit.SetKind(nodes.in().name(), n.id(), kind));
  }

  Optional<Sentence> repeatRefusal(String word) {
    return refusal(new SettingType.Whole(1, Node.MAX_REPEAT), word);
  }

  /// @param word a whole number, already found not to be refused
  boolean setRepeat(Subject.Nodes nodes, String word) {
    int repeat = Integer.parseInt(word.replace("_", ""));
    return all(
        nodes,
        Words.of("edit.setRepeat.many", nodes.nodes().size(), repeat),
        n -> new Edit.SetRepeat(nodes.in().name(), n.id(), repeat));
  }

  private boolean all(Subject.Nodes nodes, Words name, Function<Node, Edit> edit) {
    if (!stillThere(nodes)) {
      return false;
    }
    List<Edit> edits = nodes.nodes().stream().map(edit).toList();
    return design.execute(edits.size() == 1 ? edits.getFirst() : new Edit.Together(name, edits));
  }

  /// A field that loses the focus because its node was removed has nothing to hand over.
  private boolean stillThere(Subject.Nodes nodes) {
    return design
        .architecture()
        .block(nodes.in().name())
        .filter(b -> nodes.nodes().stream().allMatch(n -> b.node(n.id()).isPresent()))
        .isPresent();
  }

  Optional<Sentence> renameRefusal(Subject.Nodes nodes, String newId) {
    return newId.equals(nodes.first().id())
        ? Optional.empty()
        : refusal(new Edit.RenameNode(nodes.in().name(), nodes.first().id(), newId));
  }

  boolean rename(Subject.Nodes nodes, String newId) {
    boolean done =
        stillThere(nodes)
            && design.execute(new Edit.RenameNode(nodes.in().name(), nodes.first().id(), newId));
    if (done) {
      design.select(Set.of(newId));
    }
    return done;
  }

  /// What can feed a node: inputs of the block and outputs of nodes that do not read it, by any way.
  List<PortReference> sources(Subject.Nodes nodes) {
    Block in = nodes.in();
    Set<String> readers = new HashSet<>(Set.of(nodes.first().id()));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Node node : in.nodes()) {
        if (node.from().stream().anyMatch(f -> readers.contains(f.node()))) {
          grew |= readers.add(node.id());
        }
      }
    }
    List<PortReference> sources = new ArrayList<>();
    in.inputs().forEach(input -> sources.add(new PortReference(input)));
    for (Node node : in.nodes()) {
      if (!readers.contains(node.id())) {
        List<PortReference> results =
            Optional.ofNullable(design.architecture().blocks().get(node.kind()))
                .map(Block::results)
                .orElse(List.of());
        if (results.size() < 2) {
          sources.add(new PortReference(node.id()));
        } else {
          results.forEach(r -> sources.add(new PortReference(node.id(), r.toString())));
        }
      }
    }
    return sources;
  }

  /// @param source `PortReference.NONE` to leave the input open
  boolean connect(Subject.Nodes nodes, int input, PortReference source) {
    String block = nodes.in().name();
    String node = nodes.first().id();
    return design.execute(
        source.equals(PortReference.NONE)
            ? new Edit.Disconnect(block, node, input)
            : new Edit.Connect(block, source, node, input));
  }

  List<String> kindChoices(Subject.Nodes nodes) {
    return KindFacts.choices(design.architecture(), nodes.in());
  }

  /// Goes into the block that a node uses, or to the editor of its custom layer.
  void open(Subject.Nodes nodes) {
    if (nodes.kind().origin() == KindFacts.Origin.BLOCK) {
      design.open(design.location().enter(nodes.first().id()));
    } else {
      design.editLayer(nodes.kind().kind());
    }
  }

  /// Why an edit cannot be done now, in the core's words; empty where it can.
  Optional<Sentence> refusal(Edit edit) {
    try {
      edit.apply(design.architecture());
      return Optional.empty();
    } catch (InputException e) {
      return Optional.of(Sentence.of(e.words()));
    }
  }

  boolean execute(Edit edit) {
    return design.execute(edit);
  }

  Architecture architecture() {
    return design.architecture();
  }
}
