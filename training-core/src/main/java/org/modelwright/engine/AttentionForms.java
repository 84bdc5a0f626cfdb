package org.modelwright.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.modelwright.compile.AttentionForm;
import org.modelwright.compile.ProgramText;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Function;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Step;

/// Chooses the form of each attention as [LinearForms] does that of each product.
public final class AttentionForms {

  private AttentionForms() {}

  /// An attention of a program: queries `[rows, heads, positions, width]`.
  public record Attention(
      long rows,
      long positions,
      long heads,
      long width,
      Operator.Attention operator,
      ElementType element) {

    /// A key for files: `12x6x256x64 causal float32`, `12x6x256x64 causal window 64 sinks 4 float32`.
    public String key() {
      return rows
          + "x"
          + heads
          + "x"
          + positions
          + "x"
          + width
          + (operator.causal() ? " causal" : "")
          + (operator.reach().isWhole()
              ? ""
              : " window " + operator.reach().window() + " sinks " + operator.reach().sinks())
          + (operator.dropout() > 0 ? " dropout" : "")
          + " "
          + element.name().toLowerCase(Locale.ROOT);
    }
  }

  /// The distinct attentions of a program.
  ///
  /// @param rows windows of a micro-batch
  /// @param positions tokens of a window
  public static List<Attention> attentions(Program program, long rows, long positions) {
    Map<String, Attention> found = new LinkedHashMap<>();
    for (Function function : program.functions().values()) {
      for (Step step : function.body()) {
        if (step instanceof Step.Statement s && s.operator() instanceof Operator.Attention a) {
          Shape queries = s.inputs().getFirst().shape();
          var attention =
              new Attention(
                  rows,
                  positions,
                  queries.get(1).factor(),
                  queries.last().factor(),
                  a,
                  s.result().element());
          found.put(attention.key(), attention);
        }
      }
    }
    return List.copyOf(found.values());
  }

  /// The fastest form of one attention on this session's device that does not keep more than the fused
  /// one.
  public static AttentionForm fastest(Session session, Attention attention) {
    long keys = attention.operator().reach().most(attention.positions());
    if (!AttentionForm.mayCompose(keys, attention.width())) {
      return AttentionForm.FUSED;
    }
    Map<AttentionForm, String> texts = new EnumMap<>(AttentionForm.class);
    for (AttentionForm form : AttentionForm.values()) {
      texts.put(form, ProgramText.attention(form, attention.operator()));
    }
    long rows = attention.rows();
    List<Tensor> inputs = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        // positions before heads, as a linear map gives them
        inputs.add(
            session
                .zeros(
                    ElementType.FLOAT32,
                    rows,
                    attention.positions(),
                    attention.heads(),
                    attention.width())
                .requireGradient(true));
      }
      return FormTimer.fastest(
          session,
          texts,
          attention.element(),
          inputs,
          2.0
              * rows
              * attention.heads()
              * attention.width()
              * (double) attention.positions()
              * keys);
    } finally {
      inputs.forEach(Tensor::close);
    }
  }
}
