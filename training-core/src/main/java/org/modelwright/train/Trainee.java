package org.modelwright.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.data.Batches;
import org.modelwright.data.Dataset;
import org.modelwright.engine.Evaluator;
import org.modelwright.engine.Parameters;
import org.modelwright.engine.Seeds;
import org.modelwright.engine.Session;
import org.modelwright.engine.Stepper;
import org.modelwright.operator.Program;

/// A model in training: parameters, optimizer and data in the engine, one method for each thing that
/// can be done to it.
final class Trainee implements AutoCloseable {

  private final TrainingSettings settings;
  private final int context;
  private final Dataset dataset;
  private final Batches batches;
  private final Session session;
  private final Parameters parameters;
  private final Stepper stepper;
  private final Evaluator evaluator;
  private final LongBuffer tokens;
  private final LongBuffer targets;

  /// @param checkpoint what to begin with; null for first weights
  Trainee(
      Session session,
      Program program,
      KernelForms forms,
      TrainingSettings settings,
      Dataset dataset,
      int context,
      @Nullable Path checkpoint) {
    this.session = session;
    this.settings = settings;
    this.context = context;
    this.dataset = dataset;
    batches = new Batches(dataset.training(), settings.batchSize(), context, settings.seed());
    parameters =
        checkpoint == null
            ? Parameters.initialize(session, program, settings.seed())
            : Parameters.load(session, program, checkpoint.resolve(Checkpoints.MODEL));
    stepper =
        new Stepper(
            parameters,
            MixedPrecision.apply(program, settings.precision().element()),
            forms,
            settings.optimizer(),
            settings.activationCheckpointing());
    if (checkpoint != null) {
      Checkpoints.restore(checkpoint, stepper);
    }
    evaluator = new Evaluator(parameters, program, forms, settings.precision().element());
    tokens = buffer();
    targets = buffer();
  }

  private LongBuffer buffer() {
    return ByteBuffer.allocateDirect(settings.batchSize() * context * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }

  /// @param loss mean over the step's micro-batches, in nats a token
  /// @param gradientNorm before clipping; where it is not finite the update did nothing
  record Outcome(double loss, double gradientNorm) {
    boolean isFinite() {
      return Double.isFinite(loss) && Double.isFinite(gradientNorm);
    }
  }

  /// @param lossScale what the gradients are computed at, above 0
  Outcome step(long step, double learningRate, double lossScale) {
    int micro = settings.accumulation();
    double loss = 0;
    for (int i = 0; i < micro; i++) {
      batches.fill(step, i, tokens, targets);
      loss +=
          stepper.accumulate(
                  tokens,
                  targets,
                  settings.batchSize(),
                  context,
                  Seeds.at(settings.seed(), step, i),
                  lossScale / micro,
                  i == 0)
              / micro;
    }
    return new Outcome(loss, stepper.update(learningRate, lossScale));
  }

  boolean canValidate() {
    return dataset.validation().length() > 1;
  }

  Validation validate() {
    return Validation.run(
        evaluator,
        dataset.validation(),
        context,
        Validation.windowsPerBatch(settings.batchSize(), context));
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
