package org.modelwright.engine;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.compile.LinearForm;
import org.modelwright.compile.ProgramText;
import org.modelwright.operator.Dimension;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Function;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.Value;

/// Chooses the form of each matrix product by running it forward and backward in every form, and
/// taking the fastest.
public final class LinearForms {

  /// Work for one timing, in multiply-adds: enough to stand out from a call's own cost.
  private static final double WORK = 5e8;

  /// A small product is all overhead; on a busy machine thousands of them take minutes.
  private static final int MOST_TIMES = 50;

  private static final int ROUNDS = 5;

  private LinearForms() {}

  /// A product of a program: `rows x in` times `in x out`.
  public record Product(long rows, long in, long out, ElementType element) {
    /// A key for files: `3072x384x1536 float32`.
    public String key() {
      return rows + "x" + in + "x" + out + " " + element.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// The distinct products of a program.
  ///
  /// @param rows positions of a micro-batch: batch size x context
  public static List<Product> products(Program program, long rows) {
    Map<String, Product> products = new LinkedHashMap<>();
    for (Function function : program.functions().values()) {
      for (Step step : function.body()) {
        if (step instanceof Step.Statement s && s.operator() instanceof Operator.Linear) {
          Value weight = s.inputs().get(1);
          Dimension out = weight.shape().get(0);
          Dimension in = weight.shape().get(1);
          var product = new Product(rows, in.factor(), out.factor(), weight.element());
          products.put(product.key(), product);
        }
      }
    }
    return List.copyOf(products.values());
  }

  /// The fastest form of one product on this session's device. The forms are run in turn, so that a
  /// machine that slows down slows all of them down.
  public static LinearForm fastest(Session session, Product product) {
    Map<LinearForm, Double> best = new EnumMap<>(LinearForm.class);
    Map<LinearForm, LoadedProgram> programs = new EnumMap<>(LinearForm.class);
    for (LinearForm form : LinearForm.values()) {
      programs.put(form, session.load(text(form, product.element())));
    }
    long work = product.rows() * product.in() * product.out();
    long times = Math.clamp((long) (WORK / work), 1, MOST_TIMES);
    try (Scope scope = session.scope();
        Tensor x = session.zeros(ElementType.FLOAT32, 1, product.rows(), product.in());
        Tensor weight = session.zeros(ElementType.FLOAT32, product.out(), product.in())) {
      x.requireGradient();
      weight.requireGradient();
      Tensor count = scope.number(times);
      for (int round = 0; round <= ROUNDS; round++) {
        for (Map.Entry<LinearForm, LoadedProgram> form : programs.entrySet()) {
          long begin = System.nanoTime();
          try (Scope call = session.scope()) {
            var _ =
                form.getValue()
                    .call(
                        call,
                        "run",
                        LoadedProgram.one(x),
                        LoadedProgram.one(weight),
                        LoadedProgram.one(count))
                    .scalar();
          }
          double nanos = System.nanoTime() - begin;
          if (round > 0) { // the first round warms up
            best.merge(form.getKey(), nanos, Math::min);
          }
        }
      }
    }
    programs.values().forEach(LoadedProgram::close);
    return best.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static String text(LinearForm form, ElementType element) {
    String product =
        switch (form) {
          case LINEAR -> "torch.linear(x, w)";
          case CONVOLUTION ->
              "torch.permute(torch.conv2d(torch.permute(torch.unsqueeze(x, 2), [0, 3, 1, 2]), torch.unsqueeze(torch.unsqueeze(w, 2), 3)), [0, 2, 3, 1])";
        };
    return ProgramText.HEADER
        + """
          def run(self: __torch__.Model, x32: Tensor, w32: Tensor, times: Tensor) -> Tensor:
            x = torch.to(x32, %1$d)
            w = torch.to(w32, %1$d)
            last = x
            for i in range(int(times)):
              y = %2$s
              found = torch.grad([y], [x, w], annotate(List[Optional[Tensor]], [torch.ones_like(y)]), None, False, False)
              last = unchecked_cast(Tensor, found[1])
            return torch.detach(torch.to(torch.sum(last), 6))
        """
            .formatted(element.scalarType(), product);
  }
}
