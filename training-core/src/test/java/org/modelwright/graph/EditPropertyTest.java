package org.modelwright.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import net.jqwik.api.lifecycle.AfterContainer;
import org.modelwright.compile.Analysis;
import org.modelwright.file.InputException;

class EditPropertyTest {

  private static final List<String> NAMES =
      List.of("a", "b", "norm", "stack", "decoder", "x", "attention", "add2", "2x", "");

  // neighbouring seeds give nearly the same first choices without it
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private static final Set<Class<?>> APPLIED = new HashSet<>();

  /// A fault anywhere in the chain write, read, undo shows as two values or texts that differ.
  @Property(tries = 100)
  void anyEditsKeepTheDrawingWritableAndUndoToTheFirst(
      @ForAll @Size(min = 20, max = 60) List<Long> seeds, @ForAll String word) {
    var history = new EditHistory(Drawings.decoder(), seeds.size() + 1);
    for (long seed : seeds) {
      Architecture before = history.architecture();
      Edit edit = edit(new Random(seed * MIX), before, word);
      try {
        history.execute(edit);
        APPLIED.add(edit.getClass());
      } catch (InputException refused) {
        assertThat(history.architecture()).isSameAs(before);
        continue;
      }
      String written = ArchitectureYaml.write(history.architecture());
      assertThat(Drawings.parse(written)).as(edit.toString()).isEqualTo(history.architecture());
      assertThat(ArchitectureYaml.write(Drawings.parse(written))).isEqualTo(written);
      assertSoundWhereTheCheckFindsNoError(history.architecture());
      assertIsAnalysedAndMended(history.architecture());
    }
    String last = ArchitectureYaml.write(history.architecture());
    int undone = 0;
    while (history.canUndo()) {
      history.undo();
      undone++;
    }
    assertThat(ArchitectureYaml.write(history.architecture())).isEqualTo(Drawings.DECODER);
    for (int i = 0; i < undone; i++) {
      history.redo();
    }
    assertThat(ArchitectureYaml.write(history.architecture())).isEqualTo(last);
  }

  /// Grouping and ungrouping are checked by what is computed: each node's formula in terms of the
  /// layers below it, written out through every block.
  @Property(tries = 100)
  void groupingComputesTheSame(
      @ForAll @Size(min = 1, max = 5) @UniqueElements List<@IntRange(max = 5) Integer> chosen) {
    Architecture drawing = Drawings.decoder();
    Set<String> ids = new HashSet<>();
    chosen.forEach(i -> ids.add(drawing.blocks().get("decoder").nodes().get(i).id()));
    Architecture grouped;
    try {
      grouped = new GroupIntoBlock("decoder", ids, "part", "part").apply(drawing);
    } catch (InputException notConvex) {
      return;
    }
    Architecture opened = new Ungroup("decoder", "part").apply(grouped);
    assertThat(formula(grouped)).isEqualTo(formula(drawing));
    assertThat(formula(opened)).isEqualTo(formula(drawing));
    assertThat(Structure.check(grouped)).isEmpty();
  }

  private static void assertSoundWhereTheCheckFindsNoError(Architecture drawing) {
    if (Structure.check(drawing).stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR)) {
      return;
    }
    for (Block block : drawing.blocks().values()) {
      assertThat(TopologicalOrder.of(block)).hasSameSizeAs(block.nodes());
    }
    assertThat(formula(drawing, drawing.main(), drawing.main().results().getFirst(), Map.of()))
        .isNotEmpty();
  }

  /// Whatever is drawn can be analysed, and each fix that is offered can be done.
  private static void assertIsAnalysedAndMended(Architecture drawing) {
    Analysis analysis = Analysis.of(drawing, OptionalLong.of(100), 2, 16);
    for (Problem problem : analysis.compilation().problems()) {
      assertThat(problem.sentence()).doesNotContain("{0}", "null");
      for (Edit fix : problem.fixes()) {
        try {
          assertThat(fix.apply(drawing)).as(fix.toString()).isNotEqualTo(drawing);
        } catch (InputException e) {
          throw new AssertionError(problem + " cannot be mended", e);
        }
      }
    }
  }

  @AfterContainer
  static void everyKindOfEditWasApplied() {
    assertThat(APPLIED).containsExactlyInAnyOrder(Edit.class.getPermittedSubclasses());
    APPLIED.clear();
  }

  private static String formula(Architecture architecture) {
    return formula(architecture, architecture.main(), new PortReference("head"), Map.of());
  }

  private static String formula(
      Architecture architecture, Block block, PortReference of, Map<String, String> inputs) {
    if (inputs.containsKey(of.node())) {
      return inputs.get(of.node());
    }
    if (of.equals(PortReference.NONE)) {
      return "open";
    }
    Node node = block.node(of.node()).orElseThrow();
    List<String> arguments =
        node.from().stream().map(f -> formula(architecture, block, f, inputs)).toList();
    Block used = architecture.blocks().get(node.kind());
    if (used == null) {
      return node.kind() + node.settings() + arguments + of.port();
    }
    Map<String, String> inside = new HashMap<>();
    for (int i = 0; i < used.inputs().size(); i++) {
      inside.put(used.inputs().get(i), i < arguments.size() ? arguments.get(i) : "open");
    }
    PortReference output =
        used.outputs().stream()
            .filter(o -> o.toString().equals(of.port()))
            .findFirst()
            .orElse(used.outputs().getFirst());
    String once = formula(architecture, used, output, inside);
    return node.repeat() == 1 ? once : once + "x" + node.repeat();
  }

  private static Edit edit(Random random, Architecture drawing, String word) {
    List<Block> blocks = new ArrayList<>(drawing.blocks().values());
    blocks.add(drawing.main());
    Block block = blocks.get(random.nextInt(blocks.size()));
    String in = block.name();
    String id = pick(random, block);
    String name =
        random.nextBoolean() ? NAMES.get(random.nextInt(NAMES.size())) : "n" + random.nextInt(100);
    PortReference source =
        new PortReference(pick(random, block), random.nextInt(4) == 0 ? name : "");
    int input = random.nextInt(3);
    Node fresh =
        new Node(
            name,
            random.nextBoolean() ? "decoder" : word,
            List.of(source),
            1 + random.nextInt(3),
            Map.of("rate", word),
            new Position(random.nextInt(1000), random.nextGaussian()));
    Edit move = new Edit.Place(in, Map.of(id, fresh.at()));
    return switch (random.nextInt(19)) {
      case 0 -> new Edit.AddNode(in, fresh);
      case 1 ->
          new Edit.RemoveNodes(
              in, new HashSet<>(List.of(id, pick(random, block))), random.nextBoolean());
      case 2 -> new Edit.Connect(in, source, id, input);
      case 3 -> new Edit.Disconnect(in, id, input);
      case 4 -> new Edit.InsertOnEdge(in, fresh, id, input);
      case 5 -> new Edit.SetKind(in, id, random.nextBoolean() ? name : word);
      case 6 -> new Edit.SetSetting(in, id, name, random.nextInt(4) == 0 ? null : word);
      case 7 -> new Edit.SetRepeat(in, id, 1 + random.nextInt(3));
      case 8 -> new Edit.RenameNode(in, id, name);
      case 9 -> new Edit.Move(in, Set.of(id), random.nextGaussian() * 1e3, random.nextInt(100));
      case 10 ->
          new Edit.PutBlock(
              new Block(name, List.of("x"), Map.of("rate", word), block.nodes(), block.outputs()));
      case 11 -> new Edit.RenameBlock(in, name);
      case 12 -> new Edit.RemoveBlock(in);
      case 13 ->
          new GroupIntoBlock(
              in, new HashSet<>(List.of(id, pick(random, block))), name, "n" + random.nextInt(100));
      case 14 -> move;
      case 15 -> new Edit.PutLayer(layer(name, word));
      case 16 -> new Edit.RemoveLayer(drawing.layers().keySet().stream().findAny().orElse(name));
      case 17 -> new Edit.Together(word, List.of(move, new Edit.SetKind(in, id, word), move));
      default -> new Ungroup(in, pickUse(drawing, block, id));
    };
  }

  private static CustomLayer layer(String name, String word) {
    List<String> shape = CustomLayer.FEATURES;
    var gain = new CustomLayer.Parameter(List.of("width"), "1", false);
    return new CustomLayer(
        name,
        Map.of("x", shape),
        Map.of("rate", "2"),
        Map.of("gain", gain),
        shape,
        true,
        "",
        "# " + word.replaceAll("\\R|\\p{C}", " ") + "\nreturn x * gain\n");
  }

  private static String pick(Random random, Block block) {
    return block.nodes().isEmpty()
        ? "nobody"
        : block.nodes().get(random.nextInt(block.nodes().size())).id();
  }

  private static String pickUse(Architecture drawing, Block block, String otherwise) {
    return block.nodes().stream()
        .filter(n -> drawing.blocks().containsKey(n.kind()))
        .filter(n -> n.repeat() == 1)
        .map(Node::id)
        .findFirst()
        .orElse(otherwise);
  }
}
