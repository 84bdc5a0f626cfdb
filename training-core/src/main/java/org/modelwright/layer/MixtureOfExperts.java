package org.modelwright.layer;

import java.util.List;
import org.modelwright.operator.Activation;
import org.modelwright.operator.Initializer;
import org.modelwright.operator.MixtureOperator;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Value;

/// Several MLPs, of which each position uses the `topK` that a router likes best: x [B, T, width] -> the
/// same (Shazeer et al., "Outrageously Large Neural Networks", 2017; Fedus et al., "Switch
/// Transformers", 2021; Jiang et al., "Mixtral of Experts", 2024). The work is that of `topK` MLPs, the
/// parameters those of all.
public final class MixtureOfExperts implements Layer {

  private static final Setting<Long> EXPERTS = Setting.integer("experts", 8L, "8", 2, 1024);
  private static final Setting<Long> TOP_K = Setting.integer("topK", 2L, "2", 1, 1024);
  private static final Setting<Long> HIDDEN =
      Setting.integer(
          "hidden",
          null,
          "gated 8/3 x the input's width, rounded up to a multiple of 64, else 4 x",
          1,
          1 << 22);
  private static final Setting<Activation> ACTIVATION =
      Setting.choice("activation", Activation.SILU);
  private static final Setting<Boolean> GATED = Setting.flag("gated", true);
  private static final Setting<Double> CAPACITY_FACTOR =
      Setting.number("capacityFactor", 0, 0, 1024);
  private static final Setting<Double> BALANCE = Setting.number("balance", 0.01, 0, 100);

  @Override
  public String kind() {
    return "MixtureOfExperts";
  }

  @Override
  public Family family() {
    return Family.LINEAR;
  }

  @Override
  public List<String> inputs() {
    return List.of("x");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(EXPERTS, TOP_K, HIDDEN, ACTIVATION, GATED, CAPACITY_FACTOR, BALANCE);
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public void write(LayerBuilder builder) {
    long experts = builder.get(EXPERTS);
    long topK = builder.get(TOP_K);
    if (topK > experts) {
      throw LayerException.of("problem.topK", topK, experts)
          .with(new Remedy.Set(TOP_K.name(), Long.toString(experts)));
    }
    Value x = builder.features(0);
    long width = LayerBuilder.width(x);
    boolean gated = builder.get(GATED);
    long hidden = builder.find(HIDDEN).orElse(gated ? GatedMLP.hidden(width) : 4 * width);
    var capacity = new MixtureOperator.Capacity(builder.get(CAPACITY_FACTOR));

    Value router = matrix(builder, "router.weight", Settings.NORMAL, experts, width);
    Value probabilities = builder.apply("probabilities", new MixtureOperator.Route(), x, router);
    Value up = matrix(builder, "experts.up.weight", Settings.NORMAL, experts, hidden, width);
    Value down = matrix(builder, "experts.down.weight", Settings.RESIDUAL, experts, width, hidden);
    var _ =
        builder.apply(
            "balance",
            new MixtureOperator.BalanceLoss(topK, builder.get(BALANCE), capacity),
            probabilities);
    var mixture = new MixtureOperator.Experts(topK, builder.get(ACTIVATION), capacity);
    if (gated) {
      Value gate = matrix(builder, "experts.gate.weight", Settings.NORMAL, experts, hidden, width);
      builder.output(builder.apply("", mixture, x, probabilities, up, down, gate));
    } else {
      builder.output(builder.apply("", mixture, x, probabilities, up, down));
    }
  }

  private static Value matrix(
      LayerBuilder builder, String path, Initializer initializer, long... shape) {
    return builder.parameter(path, Shape.of(shape), initializer, true);
  }
}
