package org.modelwright.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.compile.UnlimitedExperts;
import org.modelwright.data.RandomTokens;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.Evaluator;
import org.modelwright.engine.Parameters;
import org.modelwright.engine.Session;
import org.modelwright.engine.Stepper;
import org.modelwright.operator.Program;

/// Makes steps on micro-batches of any size with everything in them that takes memory: gradients that
/// are added up, an update, a copy of the weights for the statistics; and what validation takes. Experts
/// take all choices, as a router may learn to fill them evenly.
final class BatchSizeTrial implements AutoCloseable {

  private final Stepper stepper;
  private final Evaluator evaluator;
  private final int vocabulary;
  private final int context;

  private BatchSizeTrial(
      Session session, Program program, KernelForms forms, TrainingSettings settings, int context) {
    this.context = context;
    vocabulary = Math.toIntExact(program.entry().outputs().getFirst().shape().last().factor());
    Parameters parameters =
        Parameters.initialize(session, program, settings.seed())
            .training(settings.fineTuning().trained());
    stepper =
        new Stepper(
            parameters,
            MixedPrecision.apply(UnlimitedExperts.apply(program), settings.precision().element()),
            forms,
            settings.optimizer().optimizer(),
            settings.activationCheckpointing(),
            settings.loss().terms());
    evaluator =
        new Evaluator(
            stepper.averaged().orElse(parameters), program, forms, settings.precision().element());
  }

  /// Finds the micro-batch of a machine. All that it takes for it has been given back afterwards.
  ///
  /// @param threads as in [Session#open]
  /// @throws org.modelwright.file.InputException where a single window does not fit
  static BatchSizeSearch.Choice find(
      Program program,
      KernelForms forms,
      TrainingSettings settings,
      int context,
      DeviceName device,
      int threads,
      Machine machine) {
    long available = machine.availableMemory().getAsLong();
    if (!device.isCuda() && !machine.forgetPeak().getAsBoolean()) {
      return BatchSizeSearch.estimated(
          program, settings, context, machine.memory().getAsLong(), available);
    }
    long resident = machine.peakMemory().getAsLong();
    try (Session session = Session.open(device, threads);
        var trial = new BatchSizeTrial(session, program, forms, settings, context)) {
      if (device.isCuda()) {
        return BatchSizeSearch.tried(rows -> {
          trial.step(rows);
          trial.validate(rows);
        });
      }
      return BatchSizeSearch.measured(
          rows -> peak(machine, () -> trial.step(rows)),
          () -> peak(machine, () -> trial.validate(1)),
          BatchSizeSearch.perRow(program, context),
          resident,
          available);
    } finally {
      // the run's own peak is asked for later
      var _ = machine.forgetPeak().getAsBoolean();
    }
  }

  private static long peak(Machine machine, Runnable action) {
    var _ = machine.forgetPeak().getAsBoolean();
    action.run();
    return machine.peakMemory().getAsLong();
  }

  private void step(int rows) {
    LongBuffer tokens = tokens(rows, 0);
    LongBuffer targets = tokens(rows, 1);
    for (int micro = 0; micro < 2; micro++) {
      var _ = stepper.accumulate(tokens, targets, rows, context, micro, 0.5, micro == 0);
    }
    try (Stepper.WeightsBefore before = stepper.keepWeights()) {
      var _ = stepper.update(0, 1, Float.MAX_VALUE);
      var _ = before.moved();
    }
  }

  /// @param batchSize windows of a micro-batch; validation may take more at once
  private void validate(int batchSize) {
    int rows = Validation.windowsPerBatch(batchSize, context);
    var _ = evaluator.evaluate(tokens(rows, 0), tokens(rows, 1), rows, context);
  }

  /// So different that all experts are chosen.
  private LongBuffer tokens(int rows, int from) {
    int count = rows * context;
    LongBuffer tokens =
        ByteBuffer.allocateDirect(count * Long.BYTES).order(ByteOrder.nativeOrder()).asLongBuffer();
    new RandomTokens(from + (long) count, vocabulary).read(from, count, tokens);
    return tokens.flip();
  }

  @Override
  public void close() {
    evaluator.close();
    stepper.close();
  }
}
