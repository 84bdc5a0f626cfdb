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

  /// The fastest form of one product on this session's device.
  public static LinearForm fastest(Session session, Product product) {
    Map<LinearForm, String> texts = new EnumMap<>(LinearForm.class);
    for (LinearForm form : LinearForm.values()) {
      texts.put(form, ProgramText.product(form));
    }
    try (Tensor x = session.zeros(ElementType.FLOAT32, 1, product.rows(), product.in());
        Tensor weight = session.zeros(ElementType.FLOAT32, product.out(), product.in())) {
      return FormTimer.fastest(
          session,
          texts,
          product.element(),
          List.of(x.requireGradient(true), weight.requireGradient(true)),
          (double) product.rows() * product.in() * product.out());
    }
  }
}
