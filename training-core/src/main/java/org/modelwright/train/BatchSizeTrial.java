package org.modelwright.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.Parameters;
import org.modelwright.engine.Session;
import org.modelwright.engine.Stepper;
import org.modelwright.operator.Program;

/// Makes steps on micro-batches of any size with everything in them that takes memory: gradients that
/// are added up, an update, a copy of the weights for the statistics.
final class BatchSizeTrial implements AutoCloseable {

  private final Stepper stepper;
  private final int context;

  private BatchSizeTrial(
      Session session, Program program, KernelForms forms, TrainingSettings settings, int context) {
    this.context = context;
    stepper =
        new Stepper(
            Parameters.initialize(session, program, settings.seed())
                .training(settings.fineTuning().trained()),
            MixedPrecision.apply(program, settings.precision().element()),
            forms,
            settings.optimizer().optimizer(),
            settings.activationCheckpointing(),
            settings.loss().terms());
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
      return BatchSizeSearch.estimated(program, context, machine.memory().getAsLong(), available);
    }
    long resident = machine.peakMemory().getAsLong();
    try (Session session = Session.open(device, threads);
        var trial = new BatchSizeTrial(session, program, forms, settings, context)) {
      if (device.isCuda()) {
        return BatchSizeSearch.tried(trial::step);
      }
      return BatchSizeSearch.measured(
          rows -> {
            var _ = machine.forgetPeak().getAsBoolean();
            trial.step(rows);
            return machine.peakMemory().getAsLong();
          },
          BatchSizeSearch.perRow(program, context),
          resident,
          available);
    } finally {
      // the run's own peak is asked for later
      var _ = machine.forgetPeak().getAsBoolean();
    }
  }

  private void step(int rows) {
    LongBuffer tokens =
        ByteBuffer.allocateDirect(rows * context * Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .asLongBuffer();
    for (int micro = 0; micro < 2; micro++) {
      var _ = stepper.accumulate(tokens, tokens, rows, context, micro, 0.5, micro == 0);
    }
    try (Stepper.WeightsBefore before = stepper.keepWeights()) {
      var _ = stepper.update(0, 1, Float.MAX_VALUE);
      var _ = before.moved();
    }
  }

  @Override
  public void close() {
    stepper.close();
  }
}
