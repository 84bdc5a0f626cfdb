package org.modelwright.app.runs.live;

import java.util.ArrayList;
import java.util.List;
import org.modelwright.app.common.Texts;
import org.modelwright.app.curves.Curve;
import org.modelwright.app.curves.Metric;
import org.modelwright.app.curves.Unit;
import org.modelwright.run.Event;

/// The figures of a run's head, in words.
final class RunFigures {

  /// @param name of the figure
  /// @param value in words
  record Figure(String name, String value) {}

  private RunFigures() {}

  static List<Figure> of(RunModel model, Texts texts) {
    RunProgress progress = model.progress();
    var figures = new ArrayList<Figure>();
    figures.add(
        new Figure(
            texts.get("live.figure.step"),
            progress.steps() > 0
                ? texts.get("live.figure.step.of", progress.step(), progress.steps())
                : texts.get("live.figure.step.alone", progress.step())));
    progress
        .epochs()
        .ifPresent(epochs ->
            figures.add(
                new Figure(
                    texts.get("live.figure.epoch"),
                    String.format(texts.locale(), epochs < 10 ? "%.2f" : "%.1f", epochs))));
    figures.add(
        new Figure(
            texts.get("live.figure.tokens"),
            Unit.COUNT.words((double) progress.tokens(), texts.locale())));
    progress
        .secondsLeft()
        .ifPresent(left ->
            figures.add(
                new Figure(
                    texts.get("live.figure.left"),
                    texts.get("live.figure.left.about", Unit.duration(left)))));
    Event.Step step = model.lastStepProperty().get();
    if (step != null) {
      add(figures, texts, Metric.LOSS, step.loss());
      Curve validation = model.curves().curve(Metric.VALIDATION_LOSS);
      if (!validation.isEmpty()) {
        add(figures, texts, Metric.VALIDATION_LOSS, validation.at(validation.size() - 1));
      }
      add(figures, texts, Metric.LEARNING_RATE, step.learningRate());
      add(figures, texts, Metric.TOKENS_PER_SECOND, step.tokensPerSecond());
    }
    return figures;
  }

  private static void add(List<Figure> figures, Texts texts, Metric metric, double value) {
    figures.add(
        new Figure(texts.get(metric.textKey()), metric.unit().words(value, texts.locale())));
  }
}
