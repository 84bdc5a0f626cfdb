package org.modelwright.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.data.Examples;
import org.modelwright.data.RandomTokens;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.Session;
import org.modelwright.file.YamlReader;
import org.modelwright.operator.Program;
import org.modelwright.progress.Progress;

/// Training outside of a run, for measuring: the steps are those of a run, and nothing of them is kept.
/// It belongs to the thread that opened it.
public final class Rehearsal implements AutoCloseable {

  private static final long RANDOM_TOKENS = 1 << 20;

  private final Machine machine;
  private final TrainingSettings settings;
  private final int context;
  private final @Nullable Dataset dataset;
  private final Session session;
  private final Trainee trainee;
  private final LossScale lossScale;
  private final long baseline;
  private long step;

  /// What training on random tokens takes: the same as on any others.
  ///
  /// @param messages hears what was decided, and why
  /// @throws org.modelwright.file.InputException where the settings do not fit the drawing or the
  ///     machine
  public static Rehearsal onRandomTokens(
      RunConfiguration configuration, int vocabulary, Machine machine, Consumer<String> messages) {
    DataSettings data =
        DataSettings.read(new YamlReader(configuration.data(), "data."), Path.of(""));
    var tokens = new RandomTokens(RANDOM_TOKENS + data.context() + 1, vocabulary);
    return new Rehearsal(configuration, vocabulary, data, tokens, null, machine, messages);
  }

  /// Training on the text of a project.
  ///
  /// @param project the folder that paths of the data settings are relative to
  /// @throws org.modelwright.file.InputException as above, and where the data cannot be read
  public static Rehearsal onData(
      RunConfiguration configuration, Path project, Machine machine, Consumer<String> messages) {
    DataSettings data = DataSettings.read(new YamlReader(configuration.data(), "data."), project);
    Dataset dataset = Dataset.open(data, TrainingRun.cache(project), Progress.NONE);
    try {
      return new Rehearsal(
          configuration,
          dataset.tokenizer().vocabularySize(),
          data,
          dataset,
          dataset,
          machine,
          messages);
    } catch (RuntimeException e) {
      dataset.close();
      throw e;
    }
  }

  private Rehearsal(
      RunConfiguration configuration,
      int vocabulary,
      DataSettings data,
      Examples examples,
      @Nullable Dataset dataset,
      Machine machine,
      Consumer<String> messages) {
    this.machine = machine;
    context = data.context();
    this.dataset = dataset;
    Program program =
        TrainingRun.compile(configuration, vocabulary, configuration.trainingSettings(), data);
    session =
        Session.open(
            DeviceName.parse(configuration.device()), TrainingRun.threads(configuration, machine));
    try {
      baseline = machine.memory().getAsLong();
      var preparation =
          new Preparation(machine, program, session, configuration.trainingSettings(), context);
      RunConfiguration prepared = configuration.prepared(preparation.freeze(messages), Map.of());
      settings = prepared.trainingSettings();
      lossScale = LossScale.of(settings.precision());
      trainee =
          new Trainee(
              session,
              program,
              Preparation.forms(
                  Objects.requireNonNull(prepared.frozen()), settings.batchSize(), context),
              settings,
              examples,
              context,
              null,
              null);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /// @param loss mean over the step's windows before the update, in nats a token
  /// @param updated whether the weights moved: they do not where a gradient is not finite
  /// @param lossScale what the step was computed at; null where the precision needs none
  /// @param millis wall time
  /// @param peakMemoryBytes the most main memory that training has taken so far
  public record Step(
      double loss,
      boolean updated,
      @Nullable Double lossScale,
      double millis,
      long peakMemoryBytes) {}

  public Step step(double learningRate) {
    step++;
    double scale = lossScale.value();
    long begin = System.nanoTime();
    Trainee.Outcome outcome = trainee.step(step, learningRate, scale, _ -> Float.MAX_VALUE, false);
    double millis = (System.nanoTime() - begin) / 1e6;
    lossScale.adapt(!outcome.isFinite());
    return new Step(
        outcome.loss(),
        outcome.isFinite(),
        lossScale.isDynamic() ? scale : null,
        millis,
        Math.max(0, machine.peakMemory().getAsLong() - baseline));
  }

  /// With what `batchSize: auto` came to.
  public TrainingSettings settings() {
    return settings;
  }

  public long tokensPerStep() {
    return settings.tokensPerStep(context);
  }

  @Override
  public void close() {
    trainee.close();
    session.close();
    if (dataset != null) {
      dataset.close();
    }
  }
}
