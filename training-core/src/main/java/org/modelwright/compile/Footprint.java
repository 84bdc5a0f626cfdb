package org.modelwright.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelwright.operator.Function;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Step;
import org.modelwright.operator.TensorType;
import org.modelwright.operator.Value;

/// What one micro-batch of training asks of a device, summed from the operators of the program as it
/// runs, casts included. Where [Costs] counts each layer by itself, here a tensor that several layers
/// keep counts once.
///
/// @param activationBytes what the backward pass finds in memory at most
/// @param forwardTraffic bytes that the forward pass reads and writes
/// @param recomputedMultiplyAdds what checkpointing computes a second time
/// @param recomputedTraffic bytes that it reads and writes in doing so
/// @param operators runs of operators in the forward pass
/// @param logits bytes of the scores in float32, `[B, T, V]`
public record Footprint(
    long activationBytes,
    long forwardTraffic,
    long recomputedMultiplyAdds,
    long recomputedTraffic,
    long operators,
    long logits) {

  /// Tables of float32 of a query's shares that a composed attention reads or writes: scores, masked
  /// scores, shares, and the shares again for the product with the values.
  private static final int COMPOSED_PASSES = 6;

  /// @param program after [MixedPrecision]
  /// @param rows windows of the micro-batch
  /// @param positions tokens of a window
  /// @param checkpointing 0 keeps everything; 1 computes every block of the entry again, n every n-th
  /// @param attention the form of each attention
  public static Footprint of(
      Program program,
      long rows,
      long positions,
      int checkpointing,
      AttentionForm.Choice attention) {
    var sizes = Map.of("B", rows, "T", positions);
    return new Walk(program, sizes, attention).entry(checkpointing);
  }

  /// What one run of a function takes, the calls in it included.
  ///
  /// @param kept bytes, the inputs that `inputs` names among them
  /// @param inputs the numbers of the inputs that are kept
  private record Cost(
      long kept, Set<Integer> inputs, long traffic, long multiplyAdds, long operators) {}

  private static final class Walk {

    private final Program program;
    private final Map<String, Long> sizes;
    private final AttentionForm.Choice attention;
    private final Map<String, Cost> known = new HashMap<>();

    Walk(Program program, Map<String, Long> sizes, AttentionForm.Choice attention) {
      this.program = program;
      this.sizes = sizes;
      this.attention = attention;
    }

    Footprint entry(int checkpointing) {
      Function entry = program.entry();
      Cost whole = of(entry);
      Value scores = entry.outputs().getFirst();
      long logits = scores.type().with(org.modelwright.operator.ElementType.FLOAT32).bytes(sizes);
      long kept = whole.kept();
      long again = 0;
      long traffic = 0;
      long largest = 0;
      int block = 0;
      for (Step.Call call : checkpointing == 0 ? List.<Step.Call>of() : entry.calls()) {
        Cost callee = of(program.function(call.function()));
        long arguments = call.inputs().stream().mapToLong(v -> v.type().bytes(sizes)).sum();
        for (int i = 0; i < call.repeat(); i++) {
          if (block++ % checkpointing == 0) {
            kept += arguments - callee.kept();
            again += callee.multiplyAdds();
            traffic += callee.traffic();
            largest = Math.max(largest, callee.kept() - keptArguments(call, callee));
          }
        }
      }
      return new Footprint(
          kept + largest, whole.traffic(), again, traffic, whole.operators(), logits);
    }

    private long keptArguments(Step.Call call, Cost callee) {
      return callee.inputs().stream()
          .mapToLong(i -> call.inputs().get(i).type().bytes(sizes))
          .sum();
    }

    private Cost of(Function function) {
      Cost cost = known.get(function.name());
      if (cost == null) {
        cost = new Body(function).cost();
        known.put(function.name(), cost);
      }
      return cost;
    }

    /// The sum over one function.
    private final class Body {

      private final Function function;
      private final Set<Value> parameters = new HashSet<>();
      private final Map<Value, Value> memory = new HashMap<>();
      private final Set<Value> kept = new HashSet<>();
      private final Set<Value> keptByCalls = new HashSet<>();
      private long bytes;
      private long traffic;
      private long multiplyAdds;
      private long operators;

      Body(Function function) {
        this.function = function;
        function.parameters().forEach(p -> parameters.add(p.value()));
      }

      Cost cost() {
        for (Step step : function.body()) {
          switch (step) {
            case Step.Statement s -> statement(s);
            case Step.Call call -> call(call);
          }
        }
        kept.removeAll(keptByCalls);
        bytes += kept.stream().mapToLong(v -> v.type().bytes(sizes)).sum();
        Set<Integer> inputs = new HashSet<>();
        for (int i = 0; i < function.inputs().size(); i++) {
          Value input = function.inputs().get(i);
          if (kept.contains(input) || keptByCalls.contains(input)) {
            inputs.add(i);
          }
        }
        return new Cost(bytes, Set.copyOf(inputs), traffic, multiplyAdds, operators);
      }

      private void call(Step.Call call) {
        Cost callee = of(program.function(call.function()));
        bytes += call.repeat() * callee.kept();
        traffic += call.repeat() * callee.traffic();
        multiplyAdds += call.repeat() * callee.multiplyAdds();
        operators += call.repeat() * callee.operators();
        callee.inputs().forEach(i -> keptByCalls.add(root(call.inputs().get(i))));
      }

      private void statement(Step.Statement s) {
        Operator operator = s.operator();
        List<TensorType> types = s.inputs().stream().map(Value::type).toList();
        multiplyAdds += operator.multiplyAdds(types, sizes);
        operators++;
        if (operator instanceof Operator.SplitHeads || operator instanceof Operator.MergeHeads) {
          // another look at the same memory
          memory.put(s.result(), root(s.inputs().getFirst()));
          return;
        }
        long result = s.result().type().bytes(sizes);
        traffic += passes(operator) * (read(s) + result);
        bytes += operator.keptInside(types, sizes);
        boolean composed = false;
        if (operator instanceof Operator.Attention a && isComposed(s, a)) {
          composed = true;
          long shares = shares(s, a);
          bytes += shares;
          traffic += COMPOSED_PASSES * shares;
        }
        for (int index : operator.keeps()) {
          if (index >= 0) {
            keep(s.inputs().get(index));
          } else if (operator instanceof Operator.Attention) {
            if (!composed) {
              keep(s.result());
            }
          } else {
            // something of the result's shape, such as what is normalized but not yet scaled
            bytes += result;
          }
        }
      }

      private void keep(Value value) {
        if (!parameters.contains(value)) {
          kept.add(root(value));
        }
      }

      private Value root(Value value) {
        return memory.getOrDefault(value, value);
      }

      /// A table is read only where its rows are looked up.
      private long read(Step.Statement s) {
        return s.operator() instanceof Operator.Embedding
                || s.operator() instanceof Operator.PositionEmbedding
            ? s.result().type().bytes(sizes)
            : s.inputs().stream().mapToLong(v -> v.type().bytes(sizes)).sum();
      }

      private boolean isComposed(Step.Statement s, Operator.Attention a) {
        Shape queries = s.inputs().getFirst().shape();
        return attention.of(
                queries.get(1).factor(), queries.last().factor(), a, s.result().element())
            == AttentionForm.COMPOSED;
      }

      /// `[B, H, T, keys]`; under a causal mask a part of the queries takes no keys behind it.
      private long shares(Step.Statement s, Operator.Attention a) {
        Shape queries = s.inputs().getFirst().shape();
        long positions = queries.get(2).resolve(sizes);
        long keys = a.reach().most(s.inputs().get(1).shape().get(2).resolve(sizes));
        long seen =
            a.causal() && keys == positions
                ? Math.min(positions, (positions + AttentionForm.PART) / 2)
                : keys;
        return queries.get(0).resolve(sizes)
            * queries.get(1).factor()
            * positions
            * seen
            * s.result().element().bytes();
      }
    }
  }

  /// How often a kernel, or the kernels that an operator is made of, go over the data.
  private static int passes(Operator operator) {
    return switch (operator) {
      case Operator.RmsNorm _ -> 3;
      case Operator.Rotary _ -> 4;
      default -> 1;
    };
  }
}
