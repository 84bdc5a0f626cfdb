package org.modelwright.operator;

import java.util.List;
import java.util.Map;

/// The operators of a mixture of experts (Shazeer et al., "Outrageously Large Neural Networks", 2017).
/// Each position chooses the `topK` experts that are likeliest for it. In training an expert may have a
/// limit, [Capacity]; in inference it never does.
public sealed interface MixtureOperator extends Operator {

  /// Whether some mixture of a program looks at all positions of a micro-batch together, padding
  /// included: by a limit of its experts or by a balance loss that is not 0.
  static boolean countsPositions(Program program) {
    return program.functions().values().stream()
        .flatMap(function -> function.body().stream())
        .anyMatch(step ->
            step instanceof Step.Statement statement
                && statement.operator() instanceof BalanceLoss balance
                && (balance.coefficient() > 0 || balance.capacity().factor() > 0));
  }

  /// How likely each expert is for each position, softmax(x weight^T): x `[B, T, C]`, weight `[E, C]`
  /// -> `[B, T, E]`. In float32, since choices hang on small differences (Fedus et al., "Switch
  /// Transformers", 2021, section 2.4).
  record Route() implements MixtureOperator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return Elementwise.widest(in).with(in.get(0).shape().with(-1, in.get(1).shape().get(0)));
    }

    @Override
    public long multiplyAdds(List<TensorType> in, Map<String, Long> sizes) {
      return in.get(0).shape().elements().resolve(sizes) * in.get(1).shape().get(0).factor();
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

  /// The sum of what the chosen experts make of a position, each times its share. Inputs: x `[B, T, C]`,
  /// probabilities `[B, T, E]`, up `[E, H, C]`, down `[E, C, H]`, and for gated experts gate `[E, H, C]`.
  /// An expert is down(activation(up(x))), or gated down(activation(gate(x)) * up(x)). The shares are
  /// the chosen probabilities, divided by their sum (Jiang et al., "Mixtral of Experts", 2024) unless
  /// `topK` is 1 (Switch), where that would leave the router without a gradient. Only the experts'
  /// chosen positions are computed.
  record Experts(long topK, Activation activation, Capacity capacity) implements MixtureOperator {

    /// The same with a place for every choice.
    public Experts unlimited() {
      return new Experts(topK, activation, Capacity.UNLIMITED);
    }

    @Override
    public TensorType infer(List<TensorType> in) {
      return in.get(1).with(in.get(0).shape());
    }

    /// Of the chosen experts, none dropped.
    @Override
    public long multiplyAdds(List<TensorType> in, Map<String, Long> sizes) {
      return topK
          * in.get(0).shape().elements().resolve(sizes)
          * in.get(2).shape().get(1).factor()
          * (in.size() - 2);
    }

    @Override
    public Precision precision() {
      return Precision.LOW;
    }

    @Override
    public Precision precision(int input) {
      return input == 1 ? Precision.FULL : Precision.LOW;
    }

    @Override
    public List<Integer> keeps() {
      return List.of(1);
    }

    /// For each choice the row that is read, what is written, and the rows of width H between.
    @Override
    public long keptInside(List<TensorType> in, Map<String, Long> sizes) {
      Shape x = in.get(0).shape();
      long width = x.last().factor();
      long choices = topK * x.elements().resolve(sizes) / width;
      long hidden = in.get(2).shape().get(1).factor();
      long between = in.size() > 4 ? 4 : 2;
      return choices * (2 * width + between * hidden) * in.get(0).element().bytes();
    }
  }

  /// What evens out the experts' work, to be added to the loss: coefficient * E * sum over experts of f
  /// P, where f is the share of all choices that fell on the expert, before any is dropped, and P its
  /// mean probability (Switch, equations 4 to 6); the coefficient itself where all are alike.
  /// Probabilities `[B, T, E]` -> `[2]`: that, and the share of choices that the capacity drops, which
  /// has no gradient.
  record BalanceLoss(long topK, double coefficient, Capacity capacity) implements MixtureOperator {
    @Override
    public TensorType infer(List<TensorType> in) {
      return in.get(0).with(Shape.of(2));
    }

    @Override
    public Precision precision() {
      return Precision.FULL;
    }

    @Override
    public List<Integer> keeps() {
      return List.of();
    }
  }

  /// The most choices an expert takes of a micro-batch: ceil(factor * topK * positions / experts). First
  /// choices go before second ones, and earlier positions before later ones (Lepikhin et al., "GShard",
  /// 2021); what is dropped adds nothing to its position.
  ///
  /// @param factor 0 for no limit
  record Capacity(double factor) {
    public static final Capacity UNLIMITED = new Capacity(0);
  }
}
