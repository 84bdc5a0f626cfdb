package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.operator.Program;

class ProgramListingTest {

  /// A layer that repeats, one of the same name inside a block, and a block used twice.
  private static final String DRAWING =
      """
      format: 1
      blocks:
        feed:
          inputs: [x]
          settings: {hidden: 16}
          nodes:
            - {id: norm, kind: RMSNorm, from: [x]}
            - {id: mlp, kind: MLP, from: [norm], hidden: $hidden}
          outputs: [mlp]
      main:
        nodes:
          - {id: tokens, kind: TokenInput}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8, vocabulary: 11}
          - {id: deep, kind: MLP, from: [embed], repeat: 3}
          - {id: one, kind: feed, from: [deep]}
          - {id: norm, kind: feed, from: [one], hidden: 24}
          - {id: head, kind: LanguageModelHead, from: [norm], tied: true}
      """;

  private final Architecture architecture = ArchitectureYaml.parse(DRAWING, "test").architecture();
  private final Program program =
      Compiler.compile(architecture, OptionalLong.empty()).program().orElseThrow();

  @Test
  void everyLineHasItsPlaceInTheDrawing() {
    ProgramListing listing = ProgramText.listing(program);
    assertThat(listing.text()).isEqualTo(ProgramText.plain(program));
    List<String> lines = listing.text().lines().toList();
    List<String> definitions = listing.definitions(program, architecture);
    assertThat(definitions).hasSameSizeAs(lines);
    assertThat(lines.getFirst()).startsWith("class");
    assertThat(definitions.getFirst()).isEmpty();
    assertThat(linesOf("main", lines, definitions))
        .hasSize(2)
        .first()
        .asString()
        .contains("def main");
    // a parameter belongs to the node that reads it first
    assertThat(linesOf("main/embed", lines, definitions))
        .containsExactly(
            "    embed_weight = p[o]", "    embed = torch.embedding(embed_weight, tokens_in)");
    assertThat(linesOf("main/head", lines, definitions))
        .singleElement()
        .asString()
        .contains("head");
    // the call and the whole function of the layer that repeats
    assertThat(linesOf("main/deep", lines, definitions))
        .anyMatch(l -> l.contains("for i in range(3)"))
        .anyMatch(l -> l.contains("def deep("))
        .anyMatch(l -> l.contains("torch.gelu") || l.contains("torch.relu"));
    // two functions of one block, since the settings differ
    assertThat(linesOf("feed", lines, definitions)).filteredOn(l -> l.contains("def ")).hasSize(2);
    assertThat(linesOf("feed/norm", lines, definitions))
        .filteredOn(l -> l.contains("rms_norm"))
        .hasSize(2);
  }

  @Test
  void aWayLeadsToTheFunctionOfThatUse() {
    String first = ProgramListing.function(program, List.of("one")).orElseThrow();
    String second = ProgramListing.function(program, List.of("norm")).orElseThrow();
    assertThat(first).isNotEqualTo(second);
    assertThat(ProgramListing.function(program, List.of())).contains(program.entry().name());
    assertThat(ProgramListing.function(program, List.of("head"))).isEmpty();
  }

  /// `norm` in main is a block, and has a layer `norm` inside.
  @Test
  void aLayerNamedLikeTheUseOfItsBlockKeepsItsPath() {
    assertThat(Costs.of(program, 1, 4))
        .extracting(Costs.Node::id)
        .containsExactly("embed", "deep", "one.norm", "one.mlp", "norm.norm", "norm.mlp", "head");
  }

  @Test
  void anAttentionKeepsAKeyAndAValueOfEachKeyValueHead() {
    Program llama = Models.compile(Models.LLAMA);
    assertThat(AttentionCache.of(llama)).isNotEmpty();
    AttentionCache.of(llama)
        .forEach((path, cache) -> {
          assertThat(path).endsWith("attention");
          assertThat(cache.heads()).isEqualTo(4);
          assertThat(cache.keyValueHeads()).isEqualTo(2);
          assertThat(cache.bytesPerToken())
              .isEqualTo(cache.copies() * 2L * 4 * 2 * cache.headWidth());
        });
  }

  private static List<String> linesOf(String path, List<String> lines, List<String> definitions) {
    return IntStream.range(0, lines.size())
        .filter(i -> definitions.get(i).equals(path))
        .mapToObj(lines::get)
        .toList();
  }
}
