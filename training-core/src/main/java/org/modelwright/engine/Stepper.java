package org.modelwright.engine;

import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.ProgramText;
import org.modelwright.file.Safetensors;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// Trains parameters: gradients of micro-batches are added up, then one optimizer step is made. Each
/// of the two is one engine call.
public final class Stepper implements AutoCloseable {

  /// Parameters that share a weight decay, with gradients and moments.
  private record Group(List<Tensor> p, List<Tensor> g, List<Tensor> m, List<Tensor> v) {}

  /// What stands behind a parameter's name in the file.
  private static final List<String> MOMENTS = List.of(".firstMoment", ".secondMoment");

  private static final String STEP_COUNT = "stepCount";

  private final Parameters parameters;
  private final LoadedProgram program;
  private final List<Tensor> gradients;
  private final List<Tensor> first;
  private final List<Tensor> second;
  private final List<Group> groups = new ArrayList<>();
  private final Tensor time;

  /// @param checkpointing which blocks are computed again in the backward pass, as in
  ///     [ProgramText#training]
  public Stepper(
      Parameters parameters,
      Program program,
      KernelForms forms,
      ProgramText.AdamW optimizer,
      int checkpointing,
      LossTerms terms) {
    Session session = parameters.session();
    this.parameters = parameters;
    this.program =
        session.load(ProgramText.training(program, forms, optimizer, checkpointing, terms));
    gradients = zeros(session);
    first = zeros(session);
    second = zeros(session);
    time = session.zeros(ElementType.FLOAT32);
    List<Program.Slot> slots = parameters.slots();
    for (double decay : ProgramText.groups(program, optimizer)) {
      List<Integer> members = new ArrayList<>();
      for (int i = 0; i < slots.size(); i++) {
        if ((slots.get(i).decays() ? optimizer.weightDecay() : 0) == decay) {
          members.add(i);
        }
      }
      groups.add(
          new Group(
              pick(parameters.tensors(), members),
              pick(gradients, members),
              pick(first, members),
              pick(second, members)));
    }
  }

  private List<Tensor> zeros(Session session) {
    return Session.each(
        parameters.slots(), s -> session.zeros(s.type().element(), Parameters.shape(s)));
  }

  private static List<Tensor> pick(List<Tensor> all, List<Integer> members) {
    return members.stream().map(all::get).toList();
  }

  /// What a micro-batch came to. Neither label smoothing nor a z-loss shows in it.
  ///
  /// @param crossEntropy mean, in nats a token
  /// @param auxiliary what the layers add to the loss; null where none does
  /// @param droppedTokens share of their choices that experts were too full for, 0 to 1, mean over the
  ///     layers; null where there are none
  public record Losses(
      double crossEntropy, @Nullable Double auxiliary, @Nullable Double droppedTokens) {

    private static Losses of(double[] figures) {
      return figures.length == 1
          ? new Losses(figures[0], null, null)
          : new Losses(figures[0], figures[1], figures[2]);
    }

    /// The mean over micro-batches of equal size.
    public static Losses mean(List<Losses> each) {
      return each.getFirst().auxiliary() == null
          ? new Losses(mean(each, Losses::crossEntropy), null, null)
          : new Losses(
              mean(each, Losses::crossEntropy),
              mean(each, l -> Objects.requireNonNull(l.auxiliary())),
              mean(each, l -> Objects.requireNonNull(l.droppedTokens())));
    }

    private static double mean(List<Losses> each, ToDoubleFunction<Losses> of) {
      double sum = 0;
      for (Losses losses : each) {
        sum += of.applyAsDouble(losses) / each.size();
      }
      return sum;
    }
  }

  /// Adds the gradients of one micro-batch.
  ///
  /// @param tokens int64, rows x context, direct and in native order
  /// @param share what the gradients are multiplied by: loss scale / the number of micro-batches of a
  ///     step
  /// @param begins whether this is the first micro-batch of a step
  public Losses accumulate(
      LongBuffer tokens,
      LongBuffer targets,
      int rows,
      int context,
      long seed,
      double share,
      boolean begins) {
    try (Scope scope = parameters.session().scope()) {
      return Losses.of(
          program
              .call(
                  scope,
                  "accumulate",
                  LoadedProgram.many(parameters.tensors()),
                  LoadedProgram.many(gradients),
                  LoadedProgram.one(scope.over(tokens, rows, context)),
                  LoadedProgram.one(scope.over(targets, rows, context)),
                  LoadedProgram.one(scope.number(seed)),
                  LoadedProgram.one(scope.number(share)),
                  LoadedProgram.one(scope.number(begins ? 1L : 0L)))
              .doubles());
    }
  }

  /// Clips, makes one AdamW step and returns the norm of the gradients before clipping. Where that is
  /// not finite or above `limit`, nothing has changed.
  ///
  /// @param lossScale what the gradients are divided by first, above 0: see [#accumulate]
  public double update(double learningRate, double lossScale, double limit) {
    try (Scope scope = parameters.session().scope()) {
      int longest = groups.stream().mapToInt(g -> g.p().size()).max().orElseThrow();
      List<LoadedProgram.Argument> arguments = new ArrayList<>();
      arguments.add(LoadedProgram.many(java.util.Collections.nCopies(longest, time)));
      arguments.add(LoadedProgram.one(scope.number(learningRate)));
      arguments.add(LoadedProgram.one(scope.number(lossScale)));
      arguments.add(LoadedProgram.one(scope.number(limit)));
      for (Group group : groups) {
        arguments.add(LoadedProgram.many(group.p()));
        arguments.add(LoadedProgram.many(group.g()));
        arguments.add(LoadedProgram.many(group.m()));
        arguments.add(LoadedProgram.many(group.v()));
      }
      return program
          .call(scope, "update", arguments.toArray(LoadedProgram.Argument[]::new))
          .scalar();
    }
  }

  /// The Euclidean norms of one parameter and of its gradient.
  public record Norms(String name, double weight, double gradient) {}

  /// Of all parameters, in their order.
  ///
  /// @param lossScale as in [#update]
  public List<Norms> norms(double lossScale) {
    try (Scope scope = parameters.session().scope()) {
      double[] found =
          program
              .call(
                  scope,
                  "norms",
                  LoadedProgram.many(parameters.tensors()),
                  LoadedProgram.many(gradients))
              .doubles();
      List<Norms> all = new ArrayList<>();
      int count = gradients.size();
      for (int i = 0; i < count; i++) {
        all.add(
            new Norms(parameters.slots().get(i).name(), found[i], found[count + i] / lossScale));
      }
      return all;
    }
  }

  /// The weights as they are now, held until it is closed.
  public WeightsBefore keepWeights() {
    var before = new WeightsBefore(zeros(parameters.session()));
    try (Scope scope = parameters.session().scope()) {
      var _ =
          program.call(
              scope,
              "keep",
              LoadedProgram.many(before.weights),
              LoadedProgram.many(parameters.tensors()));
    }
    return before;
  }

  /// A copy of the weights from before an update.
  public final class WeightsBefore implements AutoCloseable {

    private final List<Tensor> weights;

    private WeightsBefore(List<Tensor> weights) {
      this.weights = weights;
    }

    /// How far each parameter has gone since, as Euclidean norms in their order. To be asked once: the
    /// copy is used up.
    public double[] moved() {
      try (Scope scope = parameters.session().scope()) {
        return program
            .call(
                scope,
                "moved",
                LoadedProgram.many(parameters.tensors()),
                LoadedProgram.many(weights))
            .doubles();
      }
    }

    @Override
    public void close() {
      weights.forEach(Tensor::close);
    }
  }

  /// The gradients added up so far, in the parameters' order.
  public List<Tensor> gradients() {
    return gradients;
  }

  /// Writes the optimizer's moments and step count.
  public void save(Path file) throws IOException {
    List<Safetensors.Entry> entries = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      String name = parameters.slots().get(i).name();
      entries.add(Parameters.entry(name + MOMENTS.getFirst(), first.get(i)));
      entries.add(Parameters.entry(name + MOMENTS.getLast(), second.get(i)));
    }
    entries.add(Parameters.entry(STEP_COUNT, time));
    Safetensors.write(file, entries, Map.of("optimizer", "AdamW"));
  }

  /// Takes back what [#save] wrote.
  ///
  /// @throws org.modelwright.file.InputException where the file is broken or another model's
  public void load(Path file) {
    Map<String, Safetensors.Mapped> found = Safetensors.read(file);
    for (int i = 0; i < first.size(); i++) {
      String name = parameters.slots().get(i).name();
      Parameters.fill(first.get(i), name + MOMENTS.getFirst(), found, file);
      Parameters.fill(second.get(i), name + MOMENTS.getLast(), found, file);
    }
    Parameters.fill(time, STEP_COUNT, found, file);
  }

  /// Sees that [#load] will find what it needs.
  ///
  /// @throws org.modelwright.file.InputException where the file is broken or another model's
  public static void verify(Program program, Path file) {
    Map<String, Safetensors.Mapped> found = Safetensors.read(file);
    for (Program.Slot slot : program.slots()) {
      for (String moment : MOMENTS) {
        var _ =
            Parameters.find(
                slot.type().element(), Parameters.shape(slot), slot.name() + moment, found, file);
      }
    }
    var _ = Parameters.find(ElementType.FLOAT32, new long[0], STEP_COUNT, found, file);
  }

  @Override
  public void close() {
    program.close();
  }
}
