package org.modelwright.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.modelwright.evaluate.LanguageModelEvaluation;
import org.modelwright.evaluate.TrainedModel;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "evaluate", description = "Measure a run's best checkpoint on the held-out text.")
final class EvaluateCommand implements Callable<Integer> {

  @Mixin private final RunArgument argument = new RunArgument();
  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    LanguageModelEvaluation evaluation = evaluate(argument.open(), model);
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("task", "language-modelling");
      document.put("examples", evaluation.examples());
      document.put("metrics", evaluation.metrics());
      Output.json(document);
    } else {
      print(evaluation);
    }
    return 0;
  }

  static LanguageModelEvaluation evaluate(RunFolder run, ModelOptions options) {
    try (var progress = new TerminalProgress();
        TrainedModel model = options.open(run)) {
      return LanguageModelEvaluation.run(model, progress);
    }
  }

  static void print(LanguageModelEvaluation evaluation) {
    Output.result("On %,d held-out tokens, with 95 %% intervals:", evaluation.examples());
    evaluation
        .metrics()
        .forEach((name, interval) ->
            Output.result(
                "  %-18s %10.4f  (%.4f to %.4f)",
                name, interval.value(), interval.low(), interval.high()));
  }
}
