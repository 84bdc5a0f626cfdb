package org.modelwright.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.DecodeForm;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.ProgramText;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Step;

/// Runs a program token by token, with a cache of keys and values: one row, up to a fixed number of
/// positions. Where a custom layer looks at other positions than its own, of which nothing is cached,
/// the whole window is computed again for each token.
public final class Decoder implements AutoCloseable {

  private final Parameters parameters;
  private final LoadedProgram program;

  /// Null where the cache serves.
  private final @Nullable Evaluator whole;

  private final LongBuffer history;
  private final int capacity;
  private final List<Tensor> keys;
  private final List<Tensor> values;
  private int position;

  /// @param capacity how many positions fit
  /// @throws org.modelwright.file.InputException where the model's attention is not causal
  public Decoder(Parameters parameters, Program program, int capacity) {
    this.parameters = parameters;
    this.capacity = capacity;
    Session session = parameters.session();
    Program decode = DecodeForm.apply(program);
    this.program = session.load(ProgramText.decoding(decode));
    List<Shape> shapes = new ArrayList<>();
    collect(decode, decode.entry(), 1, shapes);
    ElementType element = parameters.tensors().getFirst().element();
    keys = Session.each(shapes, s -> cache(session, element, s));
    values = Session.each(shapes, s -> cache(session, element, s));
    history = numbers(capacity);
    whole =
        DecodeForm.isStepwise(program)
            ? null
            : new Evaluator(parameters, program, KernelForms.PLAIN, ElementType.FLOAT32);
  }

  private Tensor cache(Session session, ElementType element, Shape key) {
    return session.zeros(element, 1, key.get(1).factor(), capacity, key.last().factor());
  }

  /// The key shapes in the order in which the printed program counts its caches.
  private static void collect(
      Program program, org.modelwright.operator.Function function, int repeat, List<Shape> shapes) {
    for (int i = 0; i < repeat; i++) {
      for (Step step : function.body()) {
        switch (step) {
          case Step.Statement s -> {
            if (s.operator() instanceof Operator.CachedAttention) {
              shapes.add(s.inputs().get(1).shape());
            }
          }
          case Step.Call c -> collect(program, program.function(c.function()), c.repeat(), shapes);
        }
      }
    }
  }

  private static LongBuffer numbers(int count) {
    return ByteBuffer.allocateDirect(count * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }

  public int position() {
    return position;
  }

  public int capacity() {
    return capacity;
  }

  /// Forgets everything read so far.
  public void reset() {
    position = 0;
  }

  /// Reads tokens and returns the scores of the token that follows.
  ///
  /// @throws IllegalArgumentException where they do not fit into the capacity
  public double[] read(int[] tokens) {
    if (tokens.length == 0 || position + tokens.length > capacity) {
      throw new IllegalArgumentException(tokens.length + " tokens do not fit after " + position);
    }
    for (int i = 0; i < tokens.length; i++) {
      history.put(position + i, tokens[i]);
    }
    if (whole != null) {
      position += tokens.length;
      double[] scores = whole.scores(history.slice(0, position), 1, position);
      return Arrays.copyOfRange(scores, scores.length - scores.length / position, scores.length);
    }
    LongBuffer numbers = history.slice(position, tokens.length);
    try (Scope scope = parameters.session().scope()) {
      double[] scores =
          program
              .call(
                  scope,
                  "decode",
                  LoadedProgram.many(parameters.tensors()),
                  LoadedProgram.many(keys),
                  LoadedProgram.many(values),
                  LoadedProgram.one(scope.over(numbers, 1, tokens.length)),
                  LoadedProgram.one(scope.number((long) position)))
              .doubles();
      position += tokens.length;
      return scores;
    }
  }

  @Override
  public void close() {
    keys.forEach(Tensor::close);
    values.forEach(Tensor::close);
    program.close();
    if (whole != null) {
      whole.close();
    }
  }
}
