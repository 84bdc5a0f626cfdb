package org.modelwright.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Random;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.Models;
import org.modelwright.compile.Optimizer;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// A program on the CPU with a text to read. Its parameters are large enough that nonlinear parts are
/// far from linear; those a real model begins with would hide faults.
final class TestModel implements AutoCloseable {

  static final int ROWS = 2;
  static final int LENGTH = 5;
  static final Optimizer OPTIMIZER = adamW(0.1, 1);

  final Session session = Session.open(DeviceName.CPU, 1);
  final Program program;
  final Parameters parameters;
  final LongBuffer tokens = numbers(ROWS * LENGTH);
  final LongBuffer targets = numbers(ROWS * LENGTH);

  static Optimizer adamW(double decay, double clip) {
    return new Optimizer(new Optimizer.AdamW(0.9, 0.95, 1e-8), decay, clip, 0, List.of());
  }

  TestModel(Program program) {
    this.program = program;
    parameters = Parameters.initialize(session, program, 1);
    var random = new Random(7);
    for (Tensor tensor : parameters.tensors()) {
      double[] values = new double[(int) tensor.elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = 0.5 * random.nextGaussian();
      }
      set(tensor, values);
    }
    for (int i = 0; i < ROWS * LENGTH; i++) {
      tokens.put(i, random.nextInt(Models.VOCABULARY - 3));
      targets.put(i, random.nextInt(Models.VOCABULARY - 3));
    }
  }

  /// Overwrites a tensor of either floating-point type.
  static void set(Tensor tensor, double... values) {
    boolean wide = tensor.element() == ElementType.FLOAT64;
    ByteBuffer bytes =
        ByteBuffer.allocateDirect((wide ? 8 : 4) * values.length).order(ByteOrder.nativeOrder());
    for (double value : values) {
      if (wide) {
        bytes.putDouble(value);
      } else {
        bytes.putFloat((float) value);
      }
    }
    tensor.set(bytes.flip());
  }

  static LongBuffer numbers(int count) {
    return ByteBuffer.allocateDirect(8 * count).order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  int[] row(int row) {
    int[] numbers = new int[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      numbers[i] = (int) tokens.get(row * LENGTH + i);
    }
    return numbers;
  }

  /// Scores `[ROWS, LENGTH, vocabulary]`.
  double[] scores() {
    return scores(KernelForms.PLAIN, ElementType.FLOAT32);
  }

  double[] scores(KernelForms forms, ElementType precision) {
    try (var evaluator = new Evaluator(parameters, program, forms, precision)) {
      return evaluator.scores(tokens, ROWS, LENGTH);
    }
  }

  Stepper stepper() {
    return stepper(OPTIMIZER);
  }

  Stepper stepper(Optimizer optimizer) {
    return new Stepper(parameters, program, KernelForms.PLAIN, optimizer, 0, LossTerms.NONE);
  }

  /// One micro-batch that makes a whole step; returns what its gradients are those of.
  double accumulate(Stepper stepper, long seed) {
    return accumulate(stepper, seed, 1);
  }

  double accumulate(Stepper stepper, long seed, double lossScale) {
    Stepper.Losses losses = losses(stepper, seed, lossScale);
    return losses.crossEntropy() + (losses.auxiliary() == null ? 0 : losses.auxiliary());
  }

  Stepper.Losses losses(Stepper stepper, long seed, double lossScale) {
    return stepper.accumulate(tokens, targets, ROWS, LENGTH, seed, lossScale, true);
  }

  @Override
  public void close() {
    session.close();
  }
}
