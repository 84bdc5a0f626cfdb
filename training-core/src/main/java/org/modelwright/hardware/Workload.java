package org.modelwright.hardware;

import java.util.LinkedHashMap;
import java.util.Map;
import org.modelwright.compile.Costs;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.compile.StateBytes;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.operator.Program;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingSettings;

/// What is to be trained, as far as memory and time follow from it.
///
/// @param program as it is drawn, with what LoRA adds, before [MixedPrecision]
/// @param tree the settings of training.yaml
/// @param training the same, read
/// @param context tokens of a window
/// @param tokens that the whole training is to see
public record Workload(
    Program program,
    YamlValue.Mapping tree,
    TrainingSettings training,
    int context,
    double tokens) {

  private static final String TRAINING = "training.";
  private static final String CONTEXT = "data.context";

  /// The training of a run or project for as many steps as its settings say.
  ///
  /// @throws org.modelwright.file.InputException where a setting is wrong
  public static Workload of(RunConfiguration configuration, Program program, int context) {
    TrainingSettings training = configuration.trainingSettings();
    return new Workload(
        program,
        configuration.training(),
        training,
        context,
        (double) training.steps() * training.tokensPerStep(context));
  }

  public Workload withTokens(double other) {
    return new Workload(program, tree, training, context, other);
  }

  /// With settings changed, each by its dotted key in the files; the planned tokens stay.
  ///
  /// @throws org.modelwright.file.InputException where a value is out of range
  public Workload with(Map<String, String> changes) {
    YamlValue.Mapping changed = tree;
    int newContext = context;
    for (var change : new LinkedHashMap<>(changes).entrySet()) {
      if (change.getKey().equals(CONTEXT)) {
        newContext = Integer.parseInt(change.getValue());
      } else {
        var place = YamlValue.Place.whole("the plan");
        changed =
            changed.with(
                change.getKey().substring(TRAINING.length()),
                new YamlValue.Scalar(place, change.getValue(), false));
      }
    }
    return new Workload(
        program,
        changed,
        TrainingSettings.read(new YamlReader(changed, TRAINING)),
        newContext,
        tokens);
  }

  /// The program as it runs, casts included.
  Program cast() {
    return MixedPrecision.apply(program, training.precision().element());
  }

  StateBytes state() {
    return StateBytes.of(
        program, training.optimizer().optimizer(), training.fineTuning().trained());
  }

  /// Operations of training on one token, without what checkpointing repeats.
  double flopsPerToken() {
    return Costs.flopsPerToken(program, context, training.fineTuning().trained());
  }

  /// Tokens of a micro-batch.
  long microTokens() {
    return (long) training.batchSize() * context;
  }
}
