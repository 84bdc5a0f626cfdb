package org.modelwright.train;

import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import org.modelwright.compile.Costs;
import org.modelwright.compile.StateBytes;
import org.modelwright.file.InputException;
import org.modelwright.operator.Program;
import org.modelwright.run.FailureCause;

/// What `batchSize: auto` comes to: the largest power of two of windows, up to
/// [TrainingSettings#WHOLE_BATCH], that fits into memory as one micro-batch.
///
/// A GPU says so where it does not fit, and can be tried. On a CPU, Linux kills the process: there the
/// peaks of small micro-batches are measured, and a line through them goes on to larger ones.
final class BatchSizeSearch {

  /// Of the available memory; the rest is for what else happens on the machine.
  static final double SHARE = 0.8;

  private static final int[] MEASURED = {1, 2, 4};

  /// An estimate takes each kept activation twice: once itself, once as the gradients on the way.
  private static final int ACTIVATION_COPIES = 2;

  private static final String SMALLER_WINDOWS =
      "lower `data.context`, set `training.activationCheckpointing: 1`, or make the model smaller.";

  private BatchSizeSearch() {}

  /// @param rows windows of a micro-batch
  /// @param why one sentence
  record Choice(int rows, String why) {}

  /// Bytes that a process holds at most in a step, as a line over the windows of its micro-batch.
  private record Line(int rows, long bytes, double bytesPerRow) {

    static Line through(int rows, long bytes, int moreRows, long moreBytes) {
      return new Line(
          moreRows, moreBytes, Math.max(0, (moreBytes - bytes) / (double) (moreRows - rows)));
    }

    double at(int otherRows) {
      return bytes + bytesPerRow * (otherRows - rows);
    }
  }

  /// @param peak the most bytes that the process holds in a step on so many windows
  /// @param validation the most bytes that it holds in validating with micro-batches of one window;
  ///     with larger ones a step takes more than validation
  /// @param perRow bytes that a window is estimated to take, for as long as only one peak is known
  /// @param resident bytes the process holds before
  /// @param available bytes it may take besides
  /// @throws InputException where a single window does not fit
  static Choice measured(
      IntToLongFunction peak, LongSupplier validation, long perRow, long resident, long available) {
    double limit = resident + SHARE * available;
    long before = peak.applyAsLong(MEASURED[0]);
    var line = new Line(MEASURED[0], before, perRow);
    for (int i = 1; i < MEASURED.length && line.at(MEASURED[i]) <= limit; i++) {
      long bytes = peak.applyAsLong(MEASURED[i]);
      line = Line.through(MEASURED[i - 1], before, MEASURED[i], bytes);
      before = bytes;
    }
    // what is refused anyway must not be killed first
    double least = line.at(1) > limit ? 0 : (double) validation.getAsLong();
    if (least > limit) {
      throw tooLarge(
          tooMuch("validation", least, resident, available),
          "make the model or its vocabulary smaller.");
    }
    return choose(
        line, least, resident, available, "measured on up to " + line.rows() + " windows");
  }

  /// As above, of the operators' sizes in float32 in place of a measurement; validation is left out.
  static Choice estimated(
      Program program, TrainingSettings settings, int context, long resident, long available) {
    long row = perRow(program, context);
    var line = new Line(1, resident + parameterBytes(program, settings) + row, row);
    return choose(line, 0, resident, available, "estimated from the layers' sizes");
  }

  /// All that stays from step to step, and of the parameters in training a copy that lasts a moment: the
  /// new gradient, or the weights before the update.
  private static long parameterBytes(Program program, TrainingSettings settings) {
    StateBytes state =
        StateBytes.of(program, settings.optimizer().optimizer(), settings.fineTuning().trained());
    return state.total() + state.gradients();
  }

  /// Bytes that a window is estimated to take.
  static long perRow(Program program, int context) {
    return ACTIVATION_COPIES
        * Costs.of(program, 1, context).stream().mapToLong(Costs.Node::activationBytes).sum();
  }

  /// @param least bytes that are held at most whatever the micro-batch
  private static Choice choose(Line line, double least, long resident, long available, String how) {
    double limit = resident + SHARE * available;
    int rows = TrainingSettings.WHOLE_BATCH;
    while (rows > 1 && line.at(rows) > limit) {
      rows /= 2;
    }
    if (line.at(rows) > limit) {
      throw tooLarge(tooMuch("one window", line.at(1), resident, available), SMALLER_WINDOWS);
    }
    return new Choice(
        rows,
        String.format(
            Locale.ROOT,
            "a step on %d takes %.0f MB of the %.0f MB available (%s; up to %.0f %% may be taken)",
            rows,
            (Math.max(least, line.at(rows)) - resident) / 1e6,
            available / 1e6,
            how,
            100 * SHARE));
  }

  private static String tooMuch(String what, double bytes, long resident, long available) {
    return String.format(
        Locale.ROOT,
        "%s takes %.0f MB of memory, %.0f %% of the %.0f MB available may be taken",
        what,
        (bytes - resident) / 1e6,
        100 * SHARE,
        available / 1e6);
  }

  /// @param step makes a step on so many windows, and throws the engine's complaint where the GPU's
  ///     memory runs out
  /// @throws InputException where a single window does not fit
  static Choice tried(IntConsumer step) {
    for (int rows = TrainingSettings.WHOLE_BATCH; rows > 0; rows /= 2) {
      try {
        step.accept(rows);
        boolean whole = rows == TrainingSettings.WHOLE_BATCH;
        return new Choice(
            rows, "tried on the GPU" + (whole ? "" : ", whose memory ran out at " + 2 * rows));
      } catch (RuntimeException e) {
        if (!FailureCause.isGpuMemory(e)) {
          throw e;
        }
      }
    }
    throw tooLarge("the GPU's memory ran out at one window", SMALLER_WINDOWS);
  }

  private static InputException tooLarge(String why, String remedy) {
    return new InputException(
        "`training.batchSize: auto` finds nothing that fits: " + why + "; " + remedy);
  }
}
