package org.modelwright.train;

import java.util.OptionalLong;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.operator.ElementType;

/// training.yaml, validated.
///
/// @param steps optimizer steps, 1 to 100 million
/// @param batchSize windows a micro-batch, 1 to 65536
/// @param autoBatch whether `batchSize`, then [#WHOLE_BATCH], is only what a worker begins with: it
///     takes smaller micro-batches where these do not fit, and more of them, see [BatchSizeSearch]
/// @param accumulation micro-batches a step, 1 to 65536
/// @param activationCheckpointing 0 for off; 1 computes what is inside every block again in the backward
///     pass, n inside every n-th: less memory, more time, the same bits
/// @param schedule how the learning rate goes from `learningRate`, reached after `warmupSteps`, to
///     `minimumLearningRate` at the last step
/// @param seed of first weights, batches and dropout
/// @param evaluateEvery steps between two runs over the validation part; 0 for only the last
/// @param earlyStop validations in a row without a new best loss that end the run; 0 for no such end
/// @param checkpointEvery steps between two checkpoints; 0 for only the last and the best
/// @param keepCheckpoints how many of the newest stay, besides the best
/// @param statisticsEvery steps between two events with the norms of all parameters; 0 for none
public record TrainingSettings(
    long steps,
    int batchSize,
    boolean autoBatch,
    int accumulation,
    Precision precision,
    int activationCheckpointing,
    Schedule schedule,
    double learningRate,
    double minimumLearningRate,
    long warmupSteps,
    OptimizerSettings optimizer,
    FineTuning fineTuning,
    long seed,
    long evaluateEvery,
    int earlyStop,
    long checkpointEvery,
    int keepCheckpoints,
    long statisticsEvery,
    GuardSettings guard,
    LossSettings loss) {

  /// The element type of matrix products.
  public enum Precision {
    FP32(ElementType.FLOAT32),
    BF16(ElementType.BFLOAT16),
    /// with dynamic loss scaling, see [LossScale]
    FP16(ElementType.FLOAT16);

    private final ElementType element;

    Precision(ElementType element) {
      this.element = element;
    }

    public ElementType element() {
      return element;
    }
  }

  public enum Schedule {
    COSINE,
    LINEAR,
    CONSTANT
  }

  /// The windows that `batchSize: auto` stands for.
  public static final int WHOLE_BATCH = 64;

  private static final int MOST = 65536;
  private static final long MOST_STEPS = 100_000_000;

  /// The settings of a run that is yet to begin. Runs of earlier versions may have a warm-up that never
  /// ends, and go on with it.
  ///
  /// @throws InputException naming file, line, key and remedy
  public static TrainingSettings readNew(YamlReader reader) {
    TrainingSettings settings = read(reader);
    if (settings.warmupSteps > settings.steps) {
      throw reader.wrong(
          "warmupSteps",
          reader.value("warmupSteps").orElseThrow(),
          "at most `training.steps`, " + settings.steps);
    }
    return settings;
  }

  /// @throws InputException naming file, line, key and remedy
  public static TrainingSettings read(YamlReader reader) {
    long steps = reader.integer("steps", 1000, 1, MOST_STEPS);
    double learningRate = reader.number("learningRate", 1e-3, 0, 10);
    OptionalLong batchSize = reader.integerOr("auto", "batchSize", 8, 1, MOST);
    // of micro-batches of one window, should no more fit
    int mostAccumulation = batchSize.isPresent() ? MOST : MOST / WHOLE_BATCH;
    var settings =
        new TrainingSettings(
            steps,
            (int) batchSize.orElse(WHOLE_BATCH),
            batchSize.isEmpty(),
            (int) reader.integer("accumulation", 1, 1, mostAccumulation),
            reader.choice("precision", Precision.FP32),
            (int) reader.integer("activationCheckpointing", 0, 0, 100_000),
            reader.choice("schedule", Schedule.COSINE),
            learningRate,
            reader.number("minimumLearningRate", learningRate / 10, 0, 10),
            reader.integer("warmupSteps", Math.min(100, steps / 10), 0, MOST_STEPS),
            OptimizerSettings.read(reader),
            FineTuning.read(reader),
            reader.integer("seed", 1, 0, Integer.MAX_VALUE),
            reader.integer("evaluateEvery", 250, 0, MOST_STEPS),
            (int) reader.integer("earlyStop", 0, 0, 1_000_000),
            reader.integer("checkpointEvery", 500, 0, MOST_STEPS),
            (int) reader.integer("keepCheckpoints", 2, 1, 1000),
            reader.integer("statisticsEvery", 100, 0, MOST_STEPS),
            GuardSettings.read(reader.section("guard")),
            LossSettings.read(reader));
    reader.finish();
    if (settings.earlyStop > 0 && settings.evaluateEvery == 0) {
      throw reader.wrong(
          "earlyStop",
          reader.value("earlyStop").orElseThrow(),
          "0 where `training.evaluateEvery` is 0, since nothing is validated before the last step");
    }
    if (settings.minimumLearningRate > learningRate) {
      throw reader.wrong(
          "minimumLearningRate",
          reader.value("minimumLearningRate").orElseThrow(),
          "at most `training.learningRate`, " + learningRate);
    }
    return settings;
  }

  /// The learning rate of a step, counted from 1: a linear warm-up, then the schedule. Cosine is that
  /// of Loshchilov and Hutter, "SGDR", 2017, without restarts.
  public double learningRateAt(long step) {
    long done = step - 1;
    if (done < warmupSteps) {
      return learningRate * step / (warmupSteps + 1);
    }
    double progress =
        steps == warmupSteps
            ? 1
            : Math.min(1, (double) (done - warmupSteps) / (steps - warmupSteps));
    double share =
        switch (schedule) {
          case COSINE -> 0.5 * (1 + Math.cos(Math.PI * progress));
          case LINEAR -> 1 - progress;
          case CONSTANT -> 1;
        };
    return minimumLearningRate + share * (learningRate - minimumLearningRate);
  }

  /// Tokens that one step sees.
  public long tokensPerStep(int context) {
    return (long) batchSize * accumulation * context;
  }
}
