package org.modelwright.operator;

import java.util.List;
import java.util.Map;
import org.modelwright.file.Words;

/// A tensor operator: a pure function of its inputs, apart from [Dropout] and [CachedAttention].
public sealed interface Operator
    permits MixtureOperator,
        CustomOperator,
        Operator.Embedding,
        Operator.PositionEmbedding,
        Operator.Linear,
        Operator.LayerNorm,
        Operator.RmsNorm,
        Operator.Activate,
        Operator.Add,
        Operator.Multiply,
        Operator.Scale,
        Operator.Concat,
        Operator.Dropout,
        Operator.SplitHeads,
        Operator.MergeHeads,
        Operator.Rotary,
        Operator.Attention,
        Operator.CachedAttention,
        Operator.LastPosition,
        Operator.Cast {

  /// The result's type.
  ///
  /// @throws ShapeException where the inputs do not fit
  TensorType infer(List<TensorType> inputs);

  /// The multiply-add operations of one run; elementwise work counts as none, as is usual in the
  /// field.
  default long multiplyAdds(List<TensorType> inputs, Map<String, Long> sizes) {
    return 0;
  }

  /// Which element type the work wants in mixed precision.
  default Precision precision() {
    return Precision.FOLLOWS;
  }

  /// The same for one of the inputs.
  default Precision precision(int input) {
    return precision();
  }

  /// What the backward pass keeps in memory: indices of inputs, and -1 for the result.
  List<Integer> keeps();

  /// Bytes that the backward pass keeps besides inputs and result.
  default long keptInside(List<TensorType> inputs, Map<String, Long> sizes) {
    return 0;
  }

  /// The element type an operator works in under mixed precision (Micikevicius et al., "Mixed
  /// Precision Training", 2018).
  enum Precision {
    /// matrix products: as low as the user allows
    LOW,
    /// sums over many elements: float32
    FULL,
    /// elementwise work: whatever arrives
    FOLLOWS
  }

  /// Rows of a table: weight [V, C], tokens [B, T] -> [B, T, C].
  record Embedding() implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      List<Dimension> shape = new java.util.ArrayList<>(in.get(1).shape().dimensions());
      shape.add(in.get(0).shape().last());
      return new TensorType(in.get(0).element(), new Shape(shape));
    }

    @Override
    public List<Integer> keeps() {
      return List.of(1);
    }
  }

  /// The table's rows for the positions of the window: weight [L, C], x [B, T, ...] -> [T, C].
  ///
  /// @param offset whether a decoding call's start position is added
  record PositionEmbedding(boolean offset) implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return new TensorType(
          in.get(0).element(), Shape.of(in.get(1).shape().get(1), in.get(0).shape().last()));
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }

  /// `x [..., in]` times `weight [out, in]` transposed, plus an optional `bias [out]` -> `[..., out]`.
  record Linear() implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      Shape x = in.get(0).shape();
      Shape weight = in.get(1).shape();
      if (!x.last().equals(weight.last())) {
        throw new ShapeException(Words.of("problem.part.linearWidth", weight.last(), x.last()));
      }
      return new TensorType(in.get(1).element(), x.with(-1, weight.get(0)));
    }

    @Override
    public long multiplyAdds(List<TensorType> in, Map<String, Long> sizes) {
      return in.get(0).shape().elements().resolve(sizes) * in.get(1).shape().get(0).resolve(sizes);
    }

    @Override
    public Precision precision() {
      return Precision.LOW;
    }

    @Override
    public List<Integer> keeps() {
      return List.of(0, 1);
    }
  }

  /// (x - mean) / sqrt(variance + epsilon) * gain + bias over the last dimension (Ba et al., "Layer
  /// Normalization", 2016). Inputs: x, gain, and optionally bias.
  record LayerNorm(double epsilon) implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return in.get(0);
    }

    @Override
    public Precision precision() {
      return Precision.FULL;
    }

    @Override
    public List<Integer> keeps() {
      return List.of(0);
    }
  }

  /// x / sqrt(mean(x^2) + epsilon) * gain over the last dimension (Zhang and Sennrich, "Root Mean
  /// Square Layer Normalization", 2019).
  record RmsNorm(double epsilon) implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return in.get(0);
    }

    @Override
    public Precision precision() {
      return Precision.FULL;
    }

    @Override
    public List<Integer> keeps() {
      return List.of(0, -1);
    }
  }

  /// An elementwise nonlinearity.
  record Activate(Activation activation) implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return in.get(0);
    }

    @Override
    public List<Integer> keeps() {
      return List.of(0);
    }
  }

  /// Elementwise sum; the shorter shape is repeated over the leading dimensions.
  record Add() implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return Elementwise.infer("problem.part.cannotAdd", in);
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }

  /// Elementwise product; shapes as in [Add].
  record Multiply() implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return Elementwise.infer("problem.part.cannotMultiply", in);
    }

    @Override
    public List<Integer> keeps() {
      return List.of(0, 1);
    }
  }

  /// Every element times a constant.
  record Scale(double factor) implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return in.get(0);
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }

  /// The inputs side by side along the last dimension.
  record Concat() implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      long width = 0;
      for (TensorType type : in) {
        if (!type.shape()
            .with(-1, Dimension.of(1))
            .equals(in.get(0).shape().with(-1, Dimension.of(1)))) {
          throw new ShapeException(
              Words.of("problem.part.cannotConcat", in.get(0).shape(), type.shape()));
        }
        width += type.shape().last().factor();
      }
      return Elementwise.widest(in).with(in.get(0).shape().with(-1, Dimension.of(width)));
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }

  /// Sets elements to 0 with this probability and scales the rest, in training only (Srivastava et
  /// al., "Dropout", 2014).
  record Dropout(double probability) implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return in.get(0);
    }

    @Override
    public List<Integer> keeps() {
      return List.of(-1);
    }
  }

  /// [B, T, heads * D] -> [B, heads, T, D].
  record SplitHeads(long heads) implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      Shape x = in.get(0).shape();
      long width = x.last().factor();
      if (!x.last().isFixed() || width % heads != 0) {
        throw new ShapeException(Words.of("problem.part.cannotSplit", x.last(), heads));
      }
      return in.get(0)
          .with(Shape.of(x.get(0), Dimension.of(heads), x.get(1), Dimension.of(width / heads)));
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }

  /// [B, heads, T, D] -> [B, T, heads * D].
  record MergeHeads() implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      Shape x = in.get(0).shape();
      return in.get(0).with(Shape.of(x.get(0), x.get(2), x.get(1).times(x.get(3))));
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }

  /// Turns pairs (i, i + D/2) of each head by position * base^(-2i/D) (Su et al., "RoFormer", 2021).
  ///
  /// @param offset whether a decoding call's start position is added
  record Rotary(double base, boolean offset) implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      Dimension width = in.get(0).shape().last();
      if (width.factor() % 2 != 0) {
        throw new ShapeException(Words.of("problem.part.oddHeads", width));
      }
      return in.get(0);
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }

  /// softmax(q k^T / sqrt(D)) v for each head (Vaswani et al., "Attention Is All You Need", 2017).
  /// q is `[B, heads, T, D]`; k and v may have fewer heads, each then serving a group of q's (Ainslie
  /// et al., "GQA", 2023). Causal: a position sees itself and those before it.
  ///
  /// @param reach how far back; all the way unless causal
  record Attention(boolean causal, double dropout, Reach reach) implements Operator {

    public Attention(boolean causal, double dropout) {
      this(causal, dropout, Reach.WHOLE);
    }

    @Override
    public TensorType infer(List<TensorType> in) {
      return in.get(0).with(in.get(0).shape().with(-1, in.get(2).shape().last()));
    }

    /// All keys that a query can see at most, whether or not a causal mask hides some of them from
    /// it, as is usual in the field.
    @Override
    public long multiplyAdds(List<TensorType> in, Map<String, Long> sizes) {
      long keys = reach.most(in.get(1).shape().get(2).resolve(sizes));
      return 2 * in.get(0).shape().elements().resolve(sizes) * keys;
    }

    @Override
    public Precision precision() {
      return Precision.LOW;
    }

    @Override
    public List<Integer> keeps() {
      return List.of(0, 1, 2, -1);
    }
  }

  /// [Attention] over all positions up to now: k and v are first written into this place's cache at
  /// the decoding call's start position. Always causal. The cache keeps every position; what is out of
  /// reach is hidden.
  record CachedAttention(Reach reach) implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return new Attention(true, 0, reach).infer(in);
    }

    @Override
    public Precision precision() {
      return Precision.LOW;
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }

  /// The last position alone: [B, T, C] -> [B, 1, C].
  record LastPosition() implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return in.get(0).with(in.get(0).shape().with(1, Dimension.of(1)));
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }

  /// A change of element type.
  record Cast(ElementType element) implements Operator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return in.get(0).with(element);
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }
}
