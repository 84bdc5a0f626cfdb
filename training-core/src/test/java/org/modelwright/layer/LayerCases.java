package org.modelwright.layer;

import java.util.List;

/// Every layer kind in every way of computing, each as the last node of a few; all read `embed`.
public final class LayerCases {

  private LayerCases() {}

  /// One node or several, one a line; the layer in question is `it`.
  public static List<String> all() {
    return List.of(
        "{id: it, kind: Activation, from: [embed], function: relu}",
        "{id: it, kind: Activation, from: [embed]}",
        "{id: it, kind: Activation, from: [embed], function: gelu-tanh}",
        "{id: it, kind: Activation, from: [embed], function: silu}",
        "{id: it, kind: Activation, from: [embed], function: sigmoid}",
        "{id: it, kind: Activation, from: [embed], function: tanh}",
        "{id: it, kind: LearnedPositions, from: [embed], length: 9, dropout: 0.3}",
        "{id: it, kind: RotaryPositions, from: [embed]}",
        "{id: it, kind: RotaryPositions, from: [embed], heads: 2, rotaryBase: 50}",
        "{id: it, kind: LayerNorm, from: [embed]}",
        "{id: it, kind: LayerNorm, from: [embed], bias: false, epsilon: 0.1}",
        "{id: it, kind: RMSNorm, from: [embed]}",
        "{id: it, kind: RMSNorm, from: [embed], epsilon: 0.1}",
        "{id: it, kind: Linear, from: [embed]}",
        "{id: it, kind: Linear, from: [embed], width: 5, bias: false}",
        "{id: it, kind: MLP, from: [embed]}",
        "{id: it, kind: MLP, from: [embed], hidden: 6, activation: tanh, bias: true, dropout: 0.3}",
        "{id: it, kind: GatedMLP, from: [embed]}",
        "{id: it, kind: GatedMLP, from: [embed], hidden: 6, activation: gelu, bias: true, dropout:"
            + " 0.3}",
        "{id: it, kind: SelfAttention, from: [embed]}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 2, causal: false}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 2, bias: true, dropout: 0.3}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 2, rotary: true}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 2, rotary: true, rotaryBase: 50}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 2, qkNorm: true}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 4, keyValueHeads: 2}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 4, keyValueHeads: 1, attentionDropout:"
            + " 0.3}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 4, keyValueHeads: 2, rotary: true,"
            + " qkNorm: true, bias: true, causal: false}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 2, window: 1}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 2, window: 2, sinks: 1}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 4, keyValueHeads: 2, rotary: true,"
            + " window: 2, sinks: 2, attentionDropout: 0.3}",
        "{id: it, kind: SelfAttention, from: [embed], heads: 2, window: 100, sinks: 3}",
        "{id: it, kind: MixtureOfExperts, from: [embed]}",
        "{id: it, kind: MixtureOfExperts, from: [embed], experts: 3, topK: 1, hidden: 6,"
            + " capacityFactor: 0.5, balance: 0}",
        "{id: it, kind: MixtureOfExperts, from: [embed], experts: 4, topK: 3, hidden: 6,"
            + " activation: tanh, balance: 2}",
        "{id: it, kind: MixtureOfExperts, from: [embed], experts: 4, hidden: 6, gated: false,"
            + " activation: gelu, capacityFactor: 1}",
        "{id: it, kind: MixtureOfExperts, from: [embed], experts: 2, gated: false, repeat: 2}",
        """
        {id: other, kind: Activation, from: [embed]}
        {id: it, kind: Add, from: [embed, other]}\
        """,
        """
        {id: other, kind: Activation, from: [embed]}
        {id: it, kind: Add, from: [embed, other, other]}\
        """,
        """
        {id: other, kind: Linear, from: [embed]}
        {id: it, kind: Multiply, from: [embed, other, embed]}\
        """,
        """
        {id: other, kind: Linear, from: [embed], width: 3}
        {id: it, kind: Concat, from: [embed, other, embed]}\
        """,
        "{id: it, kind: Dropout, from: [embed], probability: 0.3}",
        "{id: it, kind: Linear, from: [embed], repeat: 2}",
        "{id: it, kind: MLP, from: [embed], repeat: 3}",
        """
        {id: again, kind: TokenEmbedding, from: [tokens], width: 4, vocabulary: 12, dropout: 0.3}
        {id: score, kind: LanguageModelHead, from: [again], tied: false, vocabulary: 8}
        {id: it, kind: Add, from: [score, embed]}\
        """);
  }
}
