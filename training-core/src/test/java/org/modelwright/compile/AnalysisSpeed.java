package org.modelwright.compile;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.Position;

/// Prints how long the analysis of drawings of 1,000 nodes takes, or of as many as the argument says, and
/// the listing of their programs. Run with the test class path:
/// `java -cp ... org.modelwright.compile.AnalysisSpeed [NODES]`.
final class AnalysisSpeed {

  private static final int WARM_UP = 100;
  private static final int ROUNDS = 200;

  private AnalysisSpeed() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    int nodes = arguments.length == 0 ? 1_000 : Integer.parseInt(arguments[0]);
    out.printf("%d cores, JDK %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
    Map<String, Architecture> drawings = new LinkedHashMap<>();
    drawings.put("flat", flat(nodes));
    drawings.put("blocks of 9 nodes, each used once", blocks(nodes, 10));
    drawings.put("flat, a mistake in each tenth node", broken(flat(nodes)));
    drawings.forEach((name, drawing) -> {
      long analysis =
          median(() -> {
            Analysis made = Analysis.of(drawing, OptionalLong.of(8192), 16, 128);
            return made.nodes().size() + made.compilation().problems().size();
          });
      out.printf("%-40s %6.1f ms analysis", name, analysis / 1e6);
      Compilation compiled = Compiler.compile(drawing, OptionalLong.of(8192));
      compiled
          .program()
          .ifPresent(program -> {
            long listing =
                median(() -> ProgramText.listing(program).definitions(program, drawing).size());
            out.printf(", %6.1f ms listing", listing / 1e6);
          });
      out.println();
    });
  }

  private interface Work {
    int run();
  }

  private static long median(Work work) {
    long[] times = new long[ROUNDS];
    int sum = 0;
    for (int i = 0; i < WARM_UP; i++) {
      sum += work.run();
    }
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      sum += work.run();
      times[i] = System.nanoTime() - begin;
    }
    if (sum == 0) {
      throw new IllegalStateException("nothing was analysed");
    }
    Arrays.sort(times);
    return times[ROUNDS / 2];
  }

  /// Residual layers in a row, all in `main`.
  static Architecture flat(int nodes) {
    List<Node> all = new ArrayList<>(List.of(tokens(), embed()));
    String x = chain(all, "embed", nodes - 3);
    all.add(head(x));
    return new Architecture(Map.of(), main(all));
  }

  /// The same in blocks of their own.
  static Architecture blocks(int nodes, int each) {
    Map<String, Block> blocks = new LinkedHashMap<>();
    List<Node> all = new ArrayList<>(List.of(tokens(), embed()));
    String x = "embed";
    for (int i = 0; i < nodes / each; i++) {
      List<Node> inside = new ArrayList<>();
      String last = chain(inside, "x", each - 1);
      String name = "block" + i;
      blocks.put(
          name, new Block(name, List.of("x"), Map.of(), inside, List.of(new PortReference(last))));
      all.add(node("use" + i, name, Map.of(), x));
      x = "use" + i;
    }
    all.add(head(x));
    return new Architecture(blocks, main(all));
  }

  private static Architecture broken(Architecture sound) {
    List<Node> nodes = new ArrayList<>(sound.main().nodes());
    for (int i = 5; i < nodes.size(); i += 10) {
      Node node = nodes.get(i);
      nodes.set(i, node.withFrom(List.of(new PortReference(node.id() + "s"))));
    }
    return sound.withMain(sound.main().withNodes(nodes));
  }

  private static String chain(List<Node> into, String from, int nodes) {
    String x = from;
    for (int i = 0; into.size() < nodes + (from.equals("embed") ? 2 : 0); i++) {
      into.add(node("norm" + i, "RMSNorm", Map.of(), x));
      String kind = i % 2 == 0 ? "SelfAttention" : "GatedMLP";
      into.add(node("layer" + i, kind, Map.of(), "norm" + i));
      into.add(node("add" + i, "Add", Map.of(), x, "layer" + i));
      x = "add" + i;
    }
    return x;
  }

  private static Block main(List<Node> nodes) {
    return new Block(Block.MAIN, List.of(), Map.of(), nodes, List.of());
  }

  private static Node tokens() {
    return node("tokens", "TokenInput", Map.of());
  }

  private static Node embed() {
    return node("embed", "TokenEmbedding", Map.of("width", "64"), "tokens");
  }

  private static Node head(String from) {
    return node("head", "LanguageModelHead", Map.of("tied", "true"), from);
  }

  private static Node node(String id, String kind, Map<String, String> settings, String... from) {
    return new Node(
        id,
        kind,
        Arrays.stream(from).map(PortReference::new).toList(),
        1,
        settings,
        new Position(0, 0));
  }
}
