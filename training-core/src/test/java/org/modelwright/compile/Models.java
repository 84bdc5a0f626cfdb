package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.operator.Program;

/// Drawings that the tests of compiler and engine share, small enough to compute by hand.
public final class Models {

  public static final int VOCABULARY = 11;

  /// GPT-2 in small: learned positions, LayerNorm, biases, a tied head.
  public static final String GPT =
      """
      format: 1
      blocks:
        layer:
          inputs: [x]
          nodes:
            - {id: norm1, kind: LayerNorm, from: [x]}
            - {id: attention, kind: SelfAttention, from: [norm1], heads: 2, bias: true}
            - {id: add1, kind: Add, from: [x, attention]}
            - {id: norm2, kind: LayerNorm, from: [add1]}
            - {id: mlp, kind: MLP, from: [norm2], bias: true, activation: gelu-tanh}
            - {id: add2, kind: Add, from: [add1, mlp]}
          outputs: [add2]
      main:
        nodes:
          - {id: tokens, kind: TokenInput}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
          - {id: positions, kind: LearnedPositions, from: [embed], length: 16}
          - {id: stack, kind: layer, from: [positions], repeat: 2}
          - {id: norm, kind: LayerNorm, from: [stack]}
          - {id: head, kind: LanguageModelHead, from: [norm], tied: true}
      """;

  /// LLaMA in small, its layer put together from two blocks: rotary positions, shared key/value heads,
  /// RMSNorm, gated MLP, dropout, a head of its own.
  public static final String LLAMA =
      """
      format: 1
      blocks:
        attend:
          inputs: [x]
          nodes:
            - {id: norm, kind: RMSNorm, from: [x]}
            - {id: attention, kind: SelfAttention, from: [norm], heads: 4, keyValueHeads: 2, rotary: true, qkNorm: true, attentionDropout: 0.2}
            - {id: add, kind: Add, from: [x, attention]}
          outputs: [add]
        feed:
          inputs: [x]
          settings: {hidden: 16}
          nodes:
            - {id: norm, kind: RMSNorm, from: [x]}
            - {id: mlp, kind: GatedMLP, from: [norm], hidden: $hidden, dropout: 0.1}
            - {id: add, kind: Add, from: [x, mlp]}
          outputs: [add]
        layer:
          inputs: [x]
          nodes:
            - {id: attend, kind: attend, from: [x]}
            - {id: feed, kind: feed, from: [attend], repeat: 2}
          outputs: [feed]
      main:
        nodes:
          - {id: tokens, kind: TokenInput}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 16, dropout: 0.1}
          - {id: stack, kind: layer, from: [embed], repeat: 3}
          - {id: last, kind: feed, from: [stack], hidden: 24}
          - {id: norm, kind: RMSNorm, from: [last]}
          - {id: head, kind: LanguageModelHead, from: [norm], tied: false}
      """;

  /// A layer that repeats by itself, without a block around it.
  public static final String REPEATED =
      """
      format: 1
      main:
        nodes:
          - {id: tokens, kind: TokenInput}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
          - {id: mix, kind: SelfAttention, from: [embed], heads: 2, repeat: 2}
          - {id: mlp, kind: MLP, from: [mix], hidden: 12, dropout: 0.1, repeat: 3}
          - {id: head, kind: LanguageModelHead, from: [mlp], tied: true}
      """;

  /// Mixtures of experts in blocks, by themselves and repeated, and attention that sees a part of the
  /// text.
  public static final String MIXTURE =
      """
      format: 1
      blocks:
        layer:
          inputs: [x]
          nodes:
            - {id: norm1, kind: RMSNorm, from: [x]}
            - {id: attention, kind: SelfAttention, from: [norm1], heads: 4, keyValueHeads: 2, rotary: true, window: 3, sinks: 1}
            - {id: add1, kind: Add, from: [x, attention]}
            - {id: norm2, kind: RMSNorm, from: [add1]}
            - {id: moe, kind: MixtureOfExperts, from: [norm2], experts: 4, hidden: 6, capacityFactor: 0.75}
            - {id: add2, kind: Add, from: [add1, moe]}
          outputs: [add2]
      main:
        nodes:
          - {id: tokens, kind: TokenInput}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 16}
          - {id: auxiliary, kind: MixtureOfExperts, from: [embed], experts: 3, topK: 1, gated: false, hidden: 5, balance: 0.5}
          - {id: stack, kind: layer, from: [auxiliary], repeat: 3}
          - {id: last, kind: MixtureOfExperts, from: [stack], experts: 2, hidden: 4, repeat: 2}
          - {id: norm, kind: RMSNorm, from: [last]}
          - {id: end, kind: MixtureOfExperts, from: [norm], experts: 4, topK: 3, hidden: 4, activation: gelu}
          - {id: head, kind: LanguageModelHead, from: [end], tied: true}
      """;

  /// Names that mean something in the program's text, or are taken by its own methods.
  public static final String AWKWARD =
      """
      format: 1
      blocks:
        rotary:
          inputs: [class]
          nodes:
            - {id: p, kind: SelfAttention, from: [class], heads: 2, rotary: true}
            - {id: torch, kind: Add, from: [p, class]}
          outputs: [torch]
        lambda:
          inputs: [x]
          nodes:
            - {id: update, kind: MLP, from: [x], hidden: 8, repeat: 2}
          outputs: [update]
      main:
        nodes:
          - {id: tokens_in, kind: TokenInput}
          - {id: embed, kind: TokenEmbedding, from: [tokens_in], width: 8}
          - {id: loss, kind: rotary, from: [embed]}
          - {id: training, kind: Linear, from: [loss], repeat: 2}
          - {id: self, kind: lambda, from: [training]}
          - {id: head, kind: LanguageModelHead, from: [self], tied: true}
      """;

  private Models() {}

  /// tokens -> embed (8 wide) -> `layers` -> head, where `layers` are nodes, one a line, the last of
  /// which is `it`.
  public static String around(String layers) {
    return """
    format: 1
    main:
      nodes:
        - {id: tokens, kind: TokenInput}
        - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
    %s    - {id: head, kind: LanguageModelHead, from: [it], tied: false}
      outputs: [head]
    """
        .formatted(nodes(layers));
  }

  /// Nodes, one a line, as the items of `main`.
  static String main(String nodes) {
    return "format: 1\nmain:\n  nodes:\n" + nodes(nodes);
  }

  private static String nodes(String lines) {
    return lines.strip().lines().map(line -> "    - " + line + "\n").reduce("", String::concat);
  }

  public static Architecture parse(String drawing) {
    return ArchitectureYaml.parse(drawing, "drawing").architecture();
  }

  public static Compilation compilation(String drawing) {
    return Compiler.compile(parse(drawing), OptionalLong.of(VOCABULARY));
  }

  /// A drawing without faults as a program.
  public static Program compile(String drawing) {
    Compilation compilation = compilation(drawing);
    assertThat(compilation.problems()).isEmpty();
    return compilation.require("drawing");
  }
}
