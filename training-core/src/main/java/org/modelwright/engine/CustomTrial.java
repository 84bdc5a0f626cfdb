package org.modelwright.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.modelwright.compile.CustomText;
import org.modelwright.compile.CustomUses;
import org.modelwright.file.Words;
import org.modelwright.operator.Dimension;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Shape;
import org.modelwright.operator.TensorType;

/// Runs a custom layer on a tiny batch in float64 and looks at what came out: its shape, whether it is
/// finite, its gradients against central finite differences, and which positions it depends on.
public final class CustomTrial implements AutoCloseable {

  private static final int ROWS = 2;
  private static final int POSITIONS = 5;
  private static final Map<String, Long> SIZES = Map.of("B", (long) ROWS, "T", (long) POSITIONS);

  /// Of a number that is about 1, central differences keep some ten digits.
  private static final double STEP = 1e-5;

  private static final double TOLERANCE = 1e-6;
  private static final int DIRECTIONS = 3;

  /// How many numbers a direction moves: few enough that none crosses a kink.
  private static final int MOVED = 64;

  /// Which positions the result at a position depends on.
  public enum Dependence {
    POSITIONWISE,
    CAUSAL,
    NEITHER
  }

  /// @param shape of the result for two rows of five positions; empty where it did not run
  /// @param dependence NEITHER also where it did not run
  /// @param faults sentences whose arguments are text, so that they can pass between processes; empty
  ///     where all is well
  public record Report(List<Long> shape, Dependence dependence, List<Words> faults) {
    public Report {
      shape = List.copyOf(shape);
      faults = List.copyOf(faults);
    }
  }

  private final Session session;
  private final CustomUses.Use use;
  private final List<String> names;
  private final LoadedProgram program;
  private final Random random = new Random(1);

  private CustomTrial(Session session, CustomUses.Use use, List<String> names) {
    this.session = session;
    this.use = use;
    this.names = names;
    program = session.load(CustomText.trial(use.operator(), names.size()));
  }

  /// @param names of inputs and parameters, for the sentences
  /// @param inputs how many of the operands are inputs
  public static Report run(Session session, CustomUses.Use use, List<String> names, int inputs) {
    List<Words> faults = new ArrayList<>();
    try (var trial = new CustomTrial(session, use, names)) {
      return trial.run(inputs, faults);
    } catch (RuntimeException e) {
      faults.add(Words.of("code.trial.engine", reason(e)));
      return new Report(List.of(), Dependence.NEITHER, faults);
    }
  }

  private Report run(int inputs, List<Words> faults) {
    List<Array> operands = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      operands.add(values(use.operands().get(i), use.first().get(i), i < inputs ? 1 : 0.1));
    }
    Array y = compute(operands);
    long[] declared = resolve(use.operator().output());
    if (!Arrays.equals(y.shape(), declared)) {
      faults.add(
          Words.of(
              "code.trial.shape",
              Arrays.toString(y.shape()),
              ROWS,
              POSITIONS,
              use.operator().output(),
              Arrays.toString(declared)));
    }
    boolean finite = Arrays.stream(y.values()).allMatch(Double::isFinite);
    if (!finite) {
      faults.add(Words.of("code.trial.infinite"));
    } else {
      checkGradients(operands, y, faults);
    }
    Dependence dependence = finite ? dependence(operands, inputs, y) : Dependence.NEITHER;
    checkDependence(dependence, finite, faults);
    return new Report(Arrays.stream(y.shape()).boxed().toList(), dependence, faults);
  }

  private void checkDependence(Dependence found, boolean finite, List<Words> faults) {
    if (use.operator().positionwise() && found == Dependence.CAUSAL) {
      faults.add(Words.of("code.trial.causal"));
    }
    if (finite && found == Dependence.NEITHER) {
      faults.add(Words.of("code.trial.future"));
    }
  }

  private void checkGradients(List<Array> operands, Array y, List<Words> faults) {
    double[] weights = random.doubles(y.values().length, -1, 1).toArray();
    double[] gradients = gradients(operands, new Array(y.shape(), weights));
    int begin = 0;
    for (int i = 0; i < operands.size(); i++) {
      int count = operands.get(i).values().length;
      double[] gradient = Arrays.copyOfRange(gradients, begin, begin + count);
      begin += count;
      if (count > 0
          && Double.isNaN(gradient[0])
          && Arrays.stream(gradient).allMatch(Double::isNaN)) {
        faults.add(Words.of("code.trial.noGradient", names.get(i)));
      } else {
        checkGradient(operands, i, gradient, weights, faults);
      }
    }
  }

  private void checkGradient(
      List<Array> operands, int index, double[] gradient, double[] weights, List<Words> faults) {
    Array operand = operands.get(index);
    double[] values = operand.values();
    for (int direction = 0; direction < DIRECTIONS; direction++) {
      double[] move = new double[values.length];
      for (int n = 0; n < Math.min(MOVED, values.length); n++) {
        move[random.nextInt(values.length)] = random.nextGaussian();
      }
      double expected = 0;
      double scale = 0;
      for (int i = 0; i < move.length; i++) {
        expected += gradient[i] * move[i];
        scale += Math.abs(gradient[i] * move[i]);
      }
      double[] up = compute(with(operands, index, moved(operand, move, STEP))).values();
      double[] down = compute(with(operands, index, moved(operand, move, -STEP))).values();
      double slope = 0;
      double rounding = 0;
      for (int i = 0; i < up.length; i++) {
        slope += weights[i] * (up[i] - down[i]) / (2 * STEP);
        rounding += Math.abs(weights[i] * up[i]) * 1e-15 / STEP;
      }
      if (!(Math.abs(slope - expected)
          <= TOLERANCE * Math.max(scale, Math.abs(slope)) + rounding)) {
        faults.add(
            Words.of(
                "code.trial.gradient",
                names.get(index),
                String.format(Locale.ROOT, "%.6g", expected),
                String.format(Locale.ROOT, "%.6g", slope)));
        return;
      }
    }
  }

  private static Array moved(Array from, double[] move, double step) {
    double[] values = from.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += step * move[i];
    }
    return new Array(from.shape(), values);
  }

  private static List<Array> with(List<Array> operands, int index, Array changed) {
    List<Array> copy = new ArrayList<>(operands);
    copy.set(index, changed);
    return copy;
  }

  /// Position-wise: each position alone gives the same. Causal: each beginning of the text does.
  private Dependence dependence(List<Array> operands, int inputs, Array y) {
    int axis = use.operator().output().dimensions().indexOf(Dimension.POSITIONS);
    if (axis < 0 || axis >= y.shape().length || y.shape()[axis] != POSITIONS) {
      return Dependence.NEITHER;
    }
    boolean alone = true;
    boolean beginnings = true;
    for (int t = 0; t < POSITIONS; t++) {
      alone &= same(operands, inputs, y, axis, t, 1);
      beginnings &= same(operands, inputs, y, axis, 0, t + 1);
    }
    return alone ? Dependence.POSITIONWISE : beginnings ? Dependence.CAUSAL : Dependence.NEITHER;
  }

  private boolean same(List<Array> operands, int inputs, Array y, int axis, int first, int count) {
    List<Array> part = new ArrayList<>(operands);
    for (int i = 0; i < inputs; i++) {
      int at = use.operands().get(i).shape().dimensions().indexOf(Dimension.POSITIONS);
      if (at >= 0) {
        part.set(i, operands.get(i).part(at, first, count));
      }
    }
    Array expected = y.part(axis, first, count);
    try {
      Array found = compute(part);
      return Arrays.equals(found.shape(), expected.shape()) && expected.isNear(found);
    } catch (RuntimeException e) {
      return false; // it does not run on so few positions
    }
  }

  private Array compute(List<Array> operands) {
    return withTensors(
        operands,
        (scope, tensors) -> {
          Tensor y = program.call(scope, "run", LoadedProgram.many(tensors));
          return new Array(y.shape(), doubles(y));
        });
  }

  private double[] gradients(List<Array> operands, Array weights) {
    return withTensors(
        operands,
        (scope, tensors) -> {
          try (Tensor w = tensor(weights);
              Tensor anchor =
                  tensor(new Array(new long[] {1}, new double[1])).requireGradient(true)) {
            return doubles(
                program.call(
                    scope,
                    "gradients",
                    LoadedProgram.many(tensors),
                    LoadedProgram.one(w),
                    LoadedProgram.one(anchor)));
          }
        });
  }

  private <T> T withTensors(List<Array> operands, BiFunction<Scope, List<Tensor>, T> work) {
    List<Tensor> tensors = new ArrayList<>();
    try (Scope scope = session.scope()) {
      operands.forEach(operand -> tensors.add(tensor(operand).requireGradient(true)));
      return work.apply(scope, tensors);
    } finally {
      tensors.forEach(Tensor::close);
    }
  }

  private static double[] doubles(Tensor tensor) {
    return tensor.element() == ElementType.FLOAT64
        ? tensor.doubles()
        : fail("the result is of another type than the inputs, as a comparison gives");
  }

  private static double[] fail(String why) {
    throw new IllegalStateException(why);
  }

  private Tensor tensor(Array array) {
    Tensor tensor = session.zeros(ElementType.FLOAT64, array.shape());
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Double.BYTES * array.values().length)
            .order(ByteOrder.nativeOrder());
    for (double value : array.values()) {
      bytes.putDouble(value);
    }
    tensor.set(bytes.flip());
    return tensor;
  }

  private Array values(TensorType type, double centre, double deviation) {
    long[] shape = resolve(type.shape());
    int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = centre + deviation * random.nextGaussian();
    }
    return new Array(shape, values);
  }

  private static long[] resolve(Shape shape) {
    return shape.dimensions().stream().mapToLong(d -> d.resolve(SIZES)).toArray();
  }

  /// The last line of the engine's complaint that says something.
  private static String reason(RuntimeException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("~") && !line.endsWith("<--- HERE"))
        .reduce((a, b) -> b)
        .orElse(e.toString())
        .replaceFirst("^RuntimeError: ", "")
        .replaceFirst("[.]$", "");
  }

  @Override
  public void close() {
    program.close();
  }

  /// Numbers in row-major order.
  private record Array(long[] shape, double[] values) {

    /// `count` positions along one axis.
    Array part(int axis, int first, int count) {
      int inner = 1;
      for (int i = axis + 1; i < shape.length; i++) {
        inner *= (int) shape[i];
      }
      int length = (int) shape[axis];
      int outer = values.length / Math.max(1, length * inner);
      double[] part = new double[outer * count * inner];
      for (int o = 0; o < outer; o++) {
        System.arraycopy(
            values, (o * length + first) * inner, part, o * count * inner, count * inner);
      }
      long[] cut = shape.clone();
      cut[axis] = count;
      return new Array(cut, part);
    }

    boolean isNear(Array other) {
      for (int i = 0; i < values.length; i++) {
        if (!(Math.abs(values[i] - other.values[i]) <= 1e-10 * (1 + Math.abs(values[i])))) {
          return false;
        }
      }
      return true;
    }
  }
}
