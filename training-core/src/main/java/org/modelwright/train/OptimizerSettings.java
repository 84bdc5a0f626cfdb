package org.modelwright.train;

import java.util.List;
import org.modelwright.compile.Optimizer;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.operator.NamePattern;
import org.modelwright.operator.Program;

/// The keys of training.yaml that say how gradients become updates.
///
/// @param momentum of sgd and muon
/// @param clip the largest norm of all gradients together; 0 for no limit
/// @param averageDecay of the moving average of the weights; 0 for none
/// @param learningRates what multiplies the learning rate of parameters by their names
public record OptimizerSettings(
    Kind kind,
    double weightDecay,
    double beta1,
    double beta2,
    double epsilon,
    double momentum,
    double clip,
    double averageDecay,
    List<Optimizer.Rate> learningRates) {

  /// The rules to choose from, see [Optimizer].
  public enum Kind {
    ADAMW,
    SGD,
    LION,
    MUON
  }

  /// @param reader of the whole file's mapping
  /// @throws InputException naming file, line, key and remedy
  static OptimizerSettings read(YamlReader reader) {
    Kind kind = reader.choice("optimizer", Kind.ADAMW);
    return new OptimizerSettings(
        kind,
        reader.number("weightDecay", 0.1, 0, 10),
        reader.number("beta1", 0.9, 0, 0.99999),
        reader.number("beta2", kind == Kind.LION ? 0.99 : 0.95, 0, 0.99999),
        reader.number("epsilon", 1e-8, 1e-20, 1),
        reader.number("momentum", kind == Kind.MUON ? 0.95 : 0.9, 0, 0.99999),
        reader.number("clip", 1, 0, 1e9),
        reader.number("averageDecay", 0, 0, 0.999999),
        reader.sections("learningRates").stream().map(OptimizerSettings::rate).toList());
  }

  private static Optimizer.Rate rate(YamlReader reader) {
    var parameters = new NamePattern(reader.requiredText("parameters"));
    if (!reader.has("factor")) {
      throw reader.missing("factor");
    }
    var rate = new Optimizer.Rate(parameters, reader.number("factor", 1, 0, 1e6));
    reader.finish();
    return rate;
  }

  /// @throws InputException where a pattern of `learningRates` names nothing
  void requireFitting(Program program) {
    List<String> names = program.slots().stream().map(Program.Slot::name).toList();
    for (Optimizer.Rate rate : learningRates) {
      FineTuning.requireOneOf(rate.parameters(), names, "training.learningRates", FineTuning.FILE);
    }
  }

  /// The rule that these settings describe.
  public Optimizer optimizer() {
    var adamW = new Optimizer.AdamW(beta1, beta2, epsilon);
    Optimizer.Rule rule =
        switch (kind) {
          case ADAMW -> adamW;
          case SGD -> new Optimizer.Sgd(momentum);
          case LION -> new Optimizer.Lion(beta1, beta2);
          case MUON -> new Optimizer.Muon(momentum, adamW);
        };
    return new Optimizer(rule, weightDecay, clip, averageDecay, learningRates);
  }
}
