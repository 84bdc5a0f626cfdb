package org.modelwright.compile;

import java.util.HashMap;
import java.util.Map;
import org.modelwright.operator.Function;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Reach;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Step;

/// What an attention layer keeps of each token while text is written: one key and one value a
/// key/value head.
///
/// @param copies how often the layer stands in the model
/// @param heads of the queries
/// @param keyValueHeads fewer than heads where groups share them
/// @param headWidth numbers of one key
/// @param reach how far back a position sees
public record AttentionCache(
    int copies, long heads, long keyValueHeads, long headWidth, Reach reach) {

  /// The cache of generation holds float32.
  private static final int BYTES = 4;

  /// Bytes for each token and row of all copies together.
  public long bytesPerToken() {
    return 2L * BYTES * keyValueHeads * headWidth * copies;
  }

  /// The attentions of a program by the path through its blocks, as in [Costs.Node#id()].
  public static Map<String, AttentionCache> of(Program program) {
    Map<String, AttentionCache> found = new HashMap<>();
    collect(program, program.entry(), "", 1, found);
    return Map.copyOf(found);
  }

  private static void collect(
      Program program,
      Function function,
      String prefix,
      int copies,
      Map<String, AttentionCache> found) {
    for (Step step : function.body()) {
      switch (step) {
        case Step.Call call ->
            collect(
                program,
                program.function(call.function()),
                prefix + call.node() + ".",
                copies * call.repeat(),
                found);
        case Step.Statement s -> {
          if (s.operator() instanceof Operator.Attention attention) {
            Shape queries = s.inputs().get(0).shape();
            Shape keys = s.inputs().get(1).shape();
            found.put(
                Costs.path(function, prefix, s.node()),
                new AttentionCache(
                    copies,
                    queries.get(1).factor(),
                    keys.get(1).factor(),
                    keys.last().factor(),
                    attention.reach()));
          }
        }
      }
    }
  }
}
