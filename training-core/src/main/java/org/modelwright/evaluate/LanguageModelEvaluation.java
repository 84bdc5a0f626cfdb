package org.modelwright.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.compile.KernelForms;
import org.modelwright.data.Dataset;
import org.modelwright.data.TokenSequence;
import org.modelwright.data.Windows;
import org.modelwright.engine.Evaluator;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;

/// How well a language model predicts the held-out part of its text.
///
/// @param examples tokens predicted
/// @param metrics by name: `loss` in nats a token, `perplexity`, `bitsPerByte`, `nextTokenAccuracy`
public record LanguageModelEvaluation(long examples, Map<String, Bootstrap.Interval> metrics) {

  private static final int WINDOWS_PER_BATCH = 32;
  private static final long SEED = 1;

  /// @throws InputException where no text was held out
  public static LanguageModelEvaluation run(TrainedModel model, Progress progress) {
    try (Dataset dataset = model.dataset(progress)) {
      return run(
          model,
          dataset.validation(),
          dataset.validationWindows(model.context(), WINDOWS_PER_BATCH),
          progress);
    }
  }

  private static LanguageModelEvaluation run(
      TrainedModel model, TokenSequence tokens, Windows windows, Progress progress) {
    if (windows.predictions() == 0) {
      throw new InputException(
          "No text was held out; set `split.validation` in data.yaml above 0 and train again.");
    }
    List<Double> losses = new ArrayList<>();
    List<Double> right = new ArrayList<>();
    List<Double> counts = new ArrayList<>();
    try (var evaluator =
        new Evaluator(
            model.parameters(),
            model.program(),
            KernelForms.PLAIN,
            model.training().precision().element())) {
      long done = 0;
      for (Windows.Batch batch : windows) {
        progress.check();
        Evaluator.Rows rows =
            evaluator.evaluate(batch.inputs(), batch.targets(), batch.rows(), batch.length());
        for (int i = 0; i < batch.rows(); i++) {
          losses.add(rows.losses()[i]);
          right.add(rows.right()[i]);
          counts.add((double) batch.predictions()[i]);
        }
        progress.report("Evaluating", ++done, windows.count());
      }
    }
    return summarize(array(losses), array(right), array(counts), tokens, windows);
  }

  private static LanguageModelEvaluation summarize(
      double[] losses, double[] right, double[] counts, TokenSequence tokens, Windows windows) {
    Bootstrap.Interval loss = Bootstrap.ratio(losses, counts, SEED);
    // the text's bytes spread evenly over its tokens, in bits
    double bitsPerNat = (double) tokens.length() / tokens.textBytes() / Math.log(2);
    Map<String, Bootstrap.Interval> metrics = new LinkedHashMap<>();
    metrics.put("loss", loss);
    metrics.put("perplexity", loss.map(Math::exp));
    metrics.put("bitsPerByte", loss.map(l -> l * bitsPerNat));
    metrics.put("nextTokenAccuracy", Bootstrap.ratio(right, counts, SEED));
    return new LanguageModelEvaluation(windows.predictions(), metrics);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
