package org.modelwright.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.modelwright.operator.Function;
import org.modelwright.operator.MixtureOperator;
import org.modelwright.operator.NamePattern;
import org.modelwright.operator.Parameter;
import org.modelwright.operator.Program;
import org.modelwright.operator.Shape;

/// How gradients become updates, as far as it stays the same all run.
///
/// @param weightDecay of the parameters that decay: matrices and tables
/// @param clip the largest norm of all gradients together; 0 for no limit
/// @param averageDecay of the exponential moving average of the weights; 0 for none
/// @param rates what multiplies the learning rate of some parameters; the first that matches wins
public record Optimizer(
    Rule rule, double weightDecay, double clip, double averageDecay, List<Rate> rates) {

  private static final int NEWTON_SCHULZ_STEPS = 5;

  public Optimizer {
    rates = List.copyOf(rates);
  }

  /// @param factor what the learning rate of the parameters with such names is multiplied by
  public record Rate(NamePattern parameters, double factor) {}

  /// The update of one parameter.
  public sealed interface Rule {

    /// What it keeps of each parameter from step to step, by the names files use.
    List<String> moments();
  }

  /// Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019, algorithm 2.
  public record AdamW(double beta1, double beta2, double epsilon) implements Rule {
    @Override
    public List<String> moments() {
      return List.of("firstMoment", "secondMoment");
    }
  }

  /// v = momentum v + g, p = p - rate v (Sutskever et al., "On the importance of initialization and
  /// momentum in deep learning", 2013, in PyTorch's form). Weight decay is part of the gradient.
  public record Sgd(double momentum) implements Rule {
    @Override
    public List<String> moments() {
      return momentum == 0 ? List.of() : List.of("momentum");
    }
  }

  /// Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023, program 1.
  public record Lion(double beta1, double beta2) implements Rule {
    @Override
    public List<String> moments() {
      return List.of("momentum");
    }
  }

  /// Nesterov momentum whose singular values are brought near 1 by five Newton-Schulz steps (Jordan et
  /// al., "Muon", 2024), times 0.2 sqrt(max(rows, columns)), so that learning rate and weight decay of
  /// AdamW serve it too (Liu et al., "Muon is Scalable for LLM Training", 2025). For matrices inside
  /// the model, each expert's by itself; tables, the head, routers, gains and biases follow `others`.
  public record Muon(double momentum, AdamW others) implements Rule {
    @Override
    public List<String> moments() {
      return List.of("momentum");
    }
  }

  /// What parameters that are updated alike share.
  ///
  /// @param rate what the learning rate is multiplied by
  public record Group(Rule rule, double weightDecay, double rate) {}

  /// The parameters in training by what they share, as numbers of `trained`.
  public Map<Group, List<Integer>> groups(Program program, List<Program.Slot> trained) {
    Set<String> matrices =
        program.slots(Optimizer::isMatrix).stream()
            .map(Program.Slot::name)
            .collect(Collectors.toSet());
    Map<Group, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < trained.size(); i++) {
      Program.Slot slot = trained.get(i);
      Rule own =
          rule instanceof Muon muon && !matrices.contains(slot.name()) ? muon.others() : rule;
      double rate =
          rates.stream()
              .filter(r -> r.parameters().matches(slot.name()))
              .findFirst()
              .map(Rate::factor)
              .orElse(1.0);
      groups
          .computeIfAbsent(
              new Group(own, slot.decays() ? weightDecay : 0, rate), _ -> new ArrayList<>())
          .add(i);
    }
    return groups;
  }

  /// The multiply-adds of one update: of Muon's Newton-Schulz steps, each three products of matrices, since
  /// elementwise work counts as none.
  ///
  /// @param trained which parameters are in training, by name
  public long multiplyAdds(Program program, Predicate<String> trained) {
    if (!(rule instanceof Muon)) {
      return 0;
    }
    long sum = 0;
    for (Program.Slot slot : program.slots(Optimizer::isMatrix)) {
      if (trained.test(slot.name())) {
        Shape shape = slot.type().shape();
        long shorter = Math.min(shape.get(-2).factor(), shape.last().factor());
        long elements = shape.elements().factor();
        long matrices = elements / (shape.get(-2).factor() * shape.last().factor());
        sum +=
            NEWTON_SCHULZ_STEPS * (2 * elements * shorter + matrices * shorter * shorter * shorter);
      }
    }
    return sum;
  }

  /// Whether a parameter is a matrix inside the model, or a stack of experts' matrices.
  private static boolean isMatrix(Program program, Function function, Parameter parameter) {
    return LinearMaps.isInner(program, function, parameter)
        || (parameter.value().shape().rank() == 3
            && LinearMaps.readers(function, parameter.value()).stream()
                .allMatch(s -> s.operator() instanceof MixtureOperator.Experts));
  }
}
