package org.modelwright.train;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.data.Batches;
import org.modelwright.data.Examples;
import org.modelwright.data.Windows;
import org.modelwright.engine.Evaluator;
import org.modelwright.engine.Parameters;
import org.modelwright.engine.Seeds;
import org.modelwright.engine.Session;
import org.modelwright.engine.Stepper;
import org.modelwright.file.Safetensors;
import org.modelwright.operator.Program;
import org.modelwright.run.Event;

/// A model in training: parameters, optimizer and data in the engine, one method for each thing that
/// can be done to it.
final class Trainee implements AutoCloseable {

  private final TrainingSettings settings;
  private final int context;
  private final Windows validation;
  private final Batches batches;
  private final Session session;
  private final Parameters parameters;
  private final Stepper stepper;
  private final Evaluator evaluator;
  private final LongBuffer tokens;
  private final LongBuffer targets;

  /// @param initial weights that another run leaves to this one; null for none
  /// @param checkpoint what to go on from; null at the beginning
  Trainee(
      Session session,
      Program program,
      KernelForms forms,
      TrainingSettings settings,
      Examples examples,
      int context,
      @Nullable Path initial,
      @Nullable Path checkpoint) {
    this.session = session;
    this.settings = settings;
    this.context = context;
    batches = examples.batches(settings.batchSize(), context, settings.seed());
    validation =
        examples.validationWindows(
            context, Validation.windowsPerBatch(settings.batchSize(), context));
    parameters = begin(program, initial, checkpoint).training(settings.fineTuning().trained());
    stepper =
        new Stepper(
            parameters,
            MixedPrecision.apply(program, settings.precision().element()),
            forms,
            settings.optimizer().optimizer(),
            settings.activationCheckpointing(),
            settings.loss().terms());
    if (checkpoint != null) {
      Checkpoints.restore(checkpoint, stepper);
    }
    evaluator =
        new Evaluator(
            stepper.averaged().orElse(parameters), program, forms, settings.precision().element());
    tokens = buffer();
    targets = buffer();
  }

  private Parameters begin(Program program, @Nullable Path initial, @Nullable Path checkpoint) {
    if (checkpoint != null) {
      return Parameters.load(session, program, checkpoint.resolve(Checkpoints.MODEL));
    }
    Parameters first = Parameters.initialize(session, program, settings.seed());
    if (initial != null) {
      first.fill(initial);
    }
    return first;
  }

  private LongBuffer buffer() {
    return ByteBuffer.allocateDirect(settings.batchSize() * context * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }

  /// @param losses mean over the step's targets
  /// @param gradientNorm before clipping; where it is not finite the update did nothing
  /// @param statistics of each group; empty where none were asked for
  record Outcome(Stepper.Losses losses, double gradientNorm, List<Event.Group> statistics) {

    /// Cross-entropy, in nats a token.
    double loss() {
      return losses.crossEntropy();
    }

    boolean isFinite() {
      return Double.isFinite(loss()) && Double.isFinite(gradientNorm);
    }
  }

  /// @param lossScale what the gradients are computed at, above 0
  /// @param limit the largest gradient norm an update is made with, by the step's loss
  Outcome step(
      long step,
      double learningRate,
      double lossScale,
      DoubleUnaryOperator limit,
      boolean statistics) {
    int micro = settings.accumulation();
    double total = 0;
    for (int i = 0; i < micro; i++) {
      total += batches.predictions(step, i);
    }
    List<Stepper.Losses> each = new ArrayList<>();
    List<Double> parts = new ArrayList<>();
    for (int i = 0; i < micro; i++) {
      batches.fill(step, i, tokens, targets);
      // each target weighs the same, in whichever micro-batch it is; without padding that is
      // `micro`
      parts.add(total / batches.predictions(step, i));
      each.add(
          stepper.accumulate(
              tokens,
              targets,
              settings.batchSize(),
              context,
              Seeds.at(settings.seed(), step, i),
              lossScale / parts.getLast(),
              i == 0));
    }
    Stepper.Losses losses = Stepper.Losses.sum(each, parts);
    double most = limit.applyAsDouble(losses.crossEntropy());
    if (!statistics) {
      return new Outcome(losses, stepper.update(learningRate, lossScale, most), List.of());
    }
    List<Stepper.Norms> norms = stepper.norms(lossScale);
    try (Stepper.WeightsBefore before = stepper.keepWeights()) {
      double norm = stepper.update(learningRate, lossScale, most);
      return new Outcome(losses, norm, groups(norms, before.moved()));
    }
  }

  /// Weight and bias of one map are one group: `stack.0.attention.query`.
  private static List<Event.Group> groups(List<Stepper.Norms> norms, double[] moved) {
    Map<String, double[]> squares = new LinkedHashMap<>();
    for (int i = 0; i < moved.length; i++) {
      Stepper.Norms one = norms.get(i);
      String name = one.name().substring(0, one.name().lastIndexOf('.'));
      double[] sum = squares.computeIfAbsent(name, _ -> new double[3]);
      sum[0] += one.weight() * one.weight();
      sum[1] += one.gradient() * one.gradient();
      sum[2] += moved[i] * moved[i];
    }
    List<Event.Group> groups = new ArrayList<>();
    squares.forEach((name, sum) ->
        groups.add(
            new Event.Group(
                name,
                Math.sqrt(sum[0]),
                Math.sqrt(sum[1]),
                sum[0] == 0 ? 0 : Math.sqrt(sum[2] / sum[0]))));
    return groups;
  }

  /// Writes the tokens and targets of a step's micro-batches, int64 `[rows, context]`.
  void saveBatch(long step, Path file) throws IOException {
    List<Safetensors.Entry> entries = new ArrayList<>();
    long[] shape = {settings.batchSize(), context};
    for (int i = 0; i < settings.accumulation(); i++) {
      int micro = i;
      entries.add(
          new Safetensors.Entry("tokens." + i, "I64", shape, () -> filled(step, micro, tokens)));
      entries.add(
          new Safetensors.Entry("targets." + i, "I64", shape, () -> filled(step, micro, targets)));
    }
    Safetensors.write(file, entries, Map.of("step", Long.toString(step)));
  }

  private ByteBuffer filled(long step, int micro, LongBuffer wanted) {
    batches.fill(step, micro, tokens, targets);
    return MemorySegment.ofBuffer(wanted).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  boolean canValidate() {
    return validation.predictions() > 0;
  }

  Validation validate() {
    return Validation.run(evaluator, validation);
  }

  long nativeNanos() {
    return session.nativeNanos();
  }

  Parameters parameters() {
    return parameters;
  }

  Stepper stepper() {
    return stepper;
  }

  @Override
  public void close() {
    stepper.close();
    evaluator.close();
  }
}
