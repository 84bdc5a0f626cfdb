package org.modelwright.compile;

import java.util.stream.Stream;

/// Drawings with one fault each.
final class Faults {

  private Faults() {}

  /// @param drawing with one fault
  /// @param node the path that must be named
  /// @param message a part of what must be said
  /// @param remedy a part of what must be advised
  record Fault(String drawing, String node, String message, String remedy) {}

  private static Fault layer(String nodes, String node, String message, String remedy) {
    return new Fault(Models.around(nodes), "main/" + node, message, remedy);
  }

  static Stream<Fault> all() {
    return Stream.of(
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 3}",
            "it",
            "`heads` is 3, which does not divide the width 8",
            "Set heads to 2."),
        layer(
            "{id: it, kind: MixtureOfExperts, from: [embed], experts: 1024, hidden: 65537}",
            "it",
            "parameter `experts.up.weight` is [1024, 65537, 8], more than the 536870912 numbers",
            "smaller"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 16}",
            "it",
            "`heads` is 16, which does not divide the width 8",
            "Set heads to 8."),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 4, keyValueHeads: 3}",
            "it",
            "`keyValueHeads` is 3, which does not divide heads 4",
            "Set keyValueHeads to 2."),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 8, rotary: true}",
            "it",
            "8 / 8, is odd",
            "Set heads so that"),
        layer(
            "{id: it, kind: RotaryPositions, from: [embed], heads: 3}",
            "it",
            "`heads` is 3, which does not divide the width 8",
            "Set heads to 2."),
        layer(
            "{id: it, kind: RotaryPositions, from: [embed], heads: 8}",
            "it",
            "8 / 8, is odd",
            "Set heads so that"),
        layer(
            "{id: it, kind: Linear}",
            "it",
            "none of its inputs connected, but needs 1: x",
            "Connect"),
        layer(
            "{id: it, kind: Add, from: [embed]}",
            "it",
            "1 of its inputs connected, but needs at least 2: a, b.",
            "Connect"),
        layer(
            "{id: it, kind: Add, from: [embed, \"\", embed]}",
            "it",
            "2 of its inputs connected",
            "Connect"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], sinks: 2}",
            "it",
            "`sinks`, but no `window`",
            "Set window to"),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], causal: false, window: 2}",
            "it",
            "a `window`, but is not causal",
            "Set causal to true"),
        layer(
            "{id: it, kind: MixtureOfExperts, from: [embed], experts: 2, topK: 3}",
            "it",
            "`topK` is 3, but there are only 2 experts",
            "Set topK to at most 2."),
        layer(
            "{id: it, kind: Linear, from: [embed, embed]}",
            "it",
            "It reads 2, but Linear takes 1: x.",
            "Disconnect"),
        layer(
            """
            {id: more, kind: TokenInput, from: [embed]}
            {id: it, kind: Linear, from: [embed]}\
            """,
            "more",
            "It reads 1, but TokenInput takes none.",
            "Disconnect"),
        layer(
            """
            {id: one, kind: Add, from: [embed, it]}
            {id: it, kind: Linear, from: [one]}\
            """,
            "one",
            "cycle: one -> it -> one",
            "Disconnect one of them"),
        layer(
            """
            {id: wide, kind: Linear, from: [embed], width: 12}
            {id: it, kind: Add, from: [embed, wide]}\
            """,
            "it",
            "[B, T, 8] and [B, T, 12] cannot be added",
            "Change the widths"),
        layer(
            """
            {id: wide, kind: Linear, from: [embed], width: 12}
            {id: it, kind: Multiply, from: [embed, embed, wide]}\
            """,
            "it",
            "[B, T, 8] and [B, T, 12] cannot be multiplied",
            "Change the widths"),
        layer(
            "{id: it, kind: TokenEmbedding, from: [embed]}",
            "it",
            "holds features, not token numbers",
            "Connect it to a TokenInput."),
        layer(
            "{id: it, kind: Linear, from: [tokens]}",
            "it",
            "holds token numbers, not features",
            "Put a TokenEmbedding between them."),
        layer(
            "{id: it, kind: Concat, from: [embed, tokens]}",
            "it",
            "holds token numbers, not features",
            "Put a TokenEmbedding between them."),
        layer(
            "{id: it, kind: SelfAtention, from: [embed]}",
            "it",
            "no layer or block `SelfAtention` (did you mean `SelfAttention`?)",
            "Use one of: TokenInput,"),
        layer(
            "{id: it, kind: Mixture, from: [embed]}",
            "it",
            "There is no layer or block `Mixture`.",
            "Use one of: TokenInput,"),
        layer(
            "{id: it, kind: MLP, from: [embed], hiden: 12}",
            "it",
            "MLP has no setting `hiden` (did you mean `hidden`?)",
            "Its settings are: hidden,"),
        layer(
            "{id: it, kind: Add, from: [embed, embed], bias: true}",
            "it",
            "no setting",
            "Remove it."),
        layer(
            "{id: it, kind: SelfAttention, from: [embed], heads: 0}",
            "it",
            "`heads` is `0`, but must be a whole number from 1 to 1024.",
            "Set heads to"),
        layer(
            "{id: it, kind: Dropout, from: [embed], probability: 1.5}",
            "it",
            "`probability` is `1.5`, but must be a number from 0.0 to 0.95.",
            "Set probability to"),
        layer(
            "{id: it, kind: Dropout, from: [embed], probability: NaN}",
            "it",
            "`probability` is `NaN`",
            "Set probability to"),
        layer(
            "{id: it, kind: MLP, from: [embed], activation: swish}",
            "it",
            "`activation` is `swish`, but must be one of relu, gelu, gelu-tanh,",
            "Set activation to"),
        layer(
            "{id: it, kind: MLP, from: [embed], bias: yes}",
            "it",
            "`bias` is `yes`, but must be true or false.",
            "Set bias to true or false."),
        layer(
            "{id: it, kind: Linear, from: [embed], width: 12, repeat: 2}",
            "it",
            "It repeats, but gives [float32 [B, T, 12]] where it takes [float32 [B, T, 8]].",
            "set repeat to 1"),
        layer(
            "{id: it, kind: Add, from: [embed, embed], repeat: 2}",
            "it",
            "Add cannot repeat",
            "Set repeat to 1."),
        layer(
            "{id: it, kind: Linear, from: [embed.first]}",
            "it",
            "It reads `embed.first`, but `embed` has one output, without a name.",
            "Write `embed` alone."),
        layer(
            "{id: it, kind: Linear, from: [embedd]}",
            "it",
            "there is no node or input `embedd` (did you mean `embed`?)",
            "Name a node"),
        new Fault(
            """
            format: 1
            blocks:
              body:
                inputs: [x]
                nodes:
                  - {id: tokens, kind: TokenInput}
                  - {id: again, kind: TokenEmbedding, from: [tokens], width: 8}
                  - {id: add, kind: Add, from: [x, again]}
                outputs: [add]
            main:
              nodes:
                - {id: tokens, kind: TokenInput}
                - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
                - {id: body, kind: body, from: [embed]}
                - {id: head, kind: LanguageModelHead, from: [body]}
            """,
            "body/tokens",
            "A TokenInput stands inside a block.",
            "Move it to main."),
        new Fault(
            """
            format: 1
            blocks:
              body:
                inputs: [x]
                nodes:
                  - {id: inner, kind: body, from: [x]}
                outputs: [inner]
            main:
              nodes:
                - {id: tokens, kind: TokenInput}
                - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
                - {id: body, kind: body, from: [embed]}
                - {id: head, kind: LanguageModelHead, from: [body]}
            """,
            "body",
            "contains itself: body -> body",
            "Take the inner use out"),
        new Fault(
            Models.main(
                """
                {id: tokens, kind: TokenInput}
                {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
                {id: norm, kind: RMSNorm, from: [embed]}
                """),
            "main",
            "does not end in a LanguageModelHead",
            "Make a LanguageModelHead the last node."),
        new Fault(
            Models.main(
                """
                {id: tokens, kind: TokenInput}
                {id: one, kind: TokenEmbedding, from: [tokens], width: 8}
                {id: two, kind: TokenEmbedding, from: [tokens], width: 8}
                {id: both, kind: Add, from: [one, two]}
                {id: head, kind: LanguageModelHead, from: [both]}
                """),
            "main/head",
            "It is tied, but its block has 2 token embeddings.",
            "Leave one TokenEmbedding"),
        new Fault(
            Models.main(
                """
                {id: tokens, kind: TokenInput}
                {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
                {id: wide, kind: Linear, from: [embed], width: 12}
                {id: head, kind: LanguageModelHead, from: [wide]}
                """),
            "main/head",
            "It is tied to an embedding of width 8, but its input has width 12.",
            "Give both the same width, or set tied to false."),
        new Fault(
            """
            format: 1
            blocks:
              last:
                inputs: [x]
                nodes:
                  - {id: head, kind: LanguageModelHead, from: [x], tied: true}
                outputs: [head]
            main:
              nodes:
                - {id: tokens, kind: TokenInput}
                - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
                - {id: last, kind: last, from: [embed]}
            """,
            "last/head",
            "It is tied, but its block has no token embedding.",
            "Put a TokenEmbedding into the same block, or set tied to false."));
  }
}
