package org.modelwright.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.modelwright.compile.ProgramText;
import org.modelwright.operator.ElementType;

/// Times the forms of an operator, forward and backward, and takes the fastest. The forms are run in
/// turn, so that a machine that slows down slows all of them down.
final class FormTimer {

  /// Work for one timing, in multiply-adds: enough to stand out from a call's own cost.
  private static final double WORK = 5e8;

  /// A small operator is all overhead; on a busy machine thousands of them take minutes.
  private static final int MOST_TIMES = 50;

  private static final int ROUNDS = 5;

  private FormTimer() {}

  /// @param forms the method `run(self, x0, x1, ...) -> Tensor` of each, with what it calls
  /// @param inputs float32; cast to `element` before the clock starts
  /// @param work multiply-adds of one forward run
  static <F extends Enum<F>> F fastest(
      Session session,
      Map<F, String> forms,
      ElementType element,
      List<Tensor> inputs,
      double work) {
    Map<F, Double> best = new HashMap<>();
    Map<F, LoadedProgram> programs = new LinkedHashMap<>();
    forms.forEach((form, run) ->
        programs.put(
            form, session.load(ProgramText.HEADER + run + repeat(inputs.size(), element))));
    try (Scope scope = session.scope()) {
      Tensor times = scope.number(Math.clamp((long) (WORK / work), 1, MOST_TIMES));
      for (int round = 0; round <= ROUNDS; round++) {
        for (Map.Entry<F, LoadedProgram> form : programs.entrySet()) {
          long begin = System.nanoTime();
          try (Scope call = session.scope()) {
            var _ =
                form.getValue()
                    .call(call, "repeat", LoadedProgram.many(inputs), LoadedProgram.one(times))
                    .scalar();
          }
          double nanos = System.nanoTime() - begin;
          if (round > 0) { // the first round warms up
            best.merge(form.getKey(), nanos, Math::min);
          }
        }
      }
    } finally {
      programs.values().forEach(LoadedProgram::close);
    }
    return best.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static String repeat(int inputs, ElementType element) {
    String arguments =
        IntStream.range(0, inputs).mapToObj(i -> "x[" + i + "]").collect(Collectors.joining(", "));
    return """
      def repeat(self: __torch__.Model, x32: List[Tensor], times: Tensor) -> Tensor:
        x = annotate(List[Tensor], [])
        for i in range(torch.len(x32)):
          torch.append(x, torch.to(x32[i], %1$d))
        last = x[0]
        for i in range(int(times)):
          y = self.run(%2$s)
          found = torch.grad([y], x, annotate(List[Optional[Tensor]], [torch.ones_like(y)]), None, False, False)
          last = unchecked_cast(Tensor, found[0])
        return torch.detach(torch.to(torch.sum(last), 6))
    """
        .formatted(element.scalarType(), arguments);
  }
}
