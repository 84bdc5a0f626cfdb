package org.modelwright.compile;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.modelwright.operator.Program;

/// What a training keeps from step to step, in bytes, whatever the micro-batch: it follows from the
/// parameters' types alone.
///
/// @param weights of all parameters, the frozen ones too
/// @param gradients the sums of those in training
/// @param moments what the optimizer's rule keeps of each
/// @param averages the moving averages of those in training; 0 where none are kept
public record StateBytes(long weights, long gradients, long moments, long averages) {

  /// @param trained which parameters are in training, by name
  public static StateBytes of(Program program, Optimizer optimizer, Predicate<String> trained) {
    List<Program.Slot> slots =
        program.slots().stream().filter(s -> trained.test(s.name())).toList();
    long gradients = slots.stream().mapToLong(StateBytes::bytes).sum();
    long moments = 0;
    for (var group : optimizer.groups(program, slots).entrySet()) {
      moments +=
          group.getKey().rule().moments().size()
              * group.getValue().stream().mapToLong(i -> bytes(slots.get(i))).sum();
    }
    return new StateBytes(
        program.slots().stream().mapToLong(StateBytes::bytes).sum(),
        gradients,
        moments,
        optimizer.averageDecay() > 0 ? gradients : 0);
  }

  public long total() {
    return weights + gradients + moments + averages;
  }

  private static long bytes(Program.Slot slot) {
    return slot.type().bytes(Map.of());
  }
}
