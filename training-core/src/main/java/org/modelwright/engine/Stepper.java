package org.modelwright.engine;

import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.Optimizer;
import org.modelwright.compile.ProgramText;
import org.modelwright.file.Safetensors;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// Trains parameters: gradients of micro-batches are added up, then one optimizer step is made. Each
/// of the two is one engine call. What is frozen takes part in neither.
public final class Stepper implements AutoCloseable {

  private static final String STEP_COUNT = "stepCount";
  private static final String OPTIMIZER = "optimizer";

  private final Parameters parameters;
  private final List<Program.Slot> slots;
  private final List<Tensor> trained;
  private final LoadedProgram program;
  private final Optimizer optimizer;
  private final List<Tensor> gradients;

  /// The moments of each parameter by the names in files, in the parameters' order.
  private final List<Map<String, Tensor>> moments = new ArrayList<>();

  /// The averages of the parameters; empty where none are kept.
  private final List<Tensor> averages;

  /// The lists of tensors that `update` takes, group by group.
  private final List<List<Tensor>> lists = new ArrayList<>();

  private final int longest;

  /// What an update has divided the gradients by beyond the loss scale; 0 before it.
  private double dividedBy;

  private final Tensor time;

  /// @param checkpointing which blocks are computed again in the backward pass, as in
  ///     [ProgramText#training]
  public Stepper(
      Parameters parameters,
      Program program,
      KernelForms forms,
      Optimizer optimizer,
      int checkpointing,
      LossTerms terms) {
    Session session = parameters.session();
    this.parameters = parameters;
    this.optimizer = optimizer;
    slots = parameters.trainedSlots();
    trained = parameters.trainedTensors();
    Map<Optimizer.Group, List<Integer>> groups = optimizer.groups(program, slots);
    this.program =
        session.load(
            ProgramText.training(program, forms, optimizer, groups.keySet(), checkpointing, terms));
    gradients = zeros(session);
    averages = optimizer.averageDecay() > 0 ? zeros(session) : List.of();
    time = session.zeros(ElementType.FLOAT32);
    slots.forEach(_ -> moments.add(new LinkedHashMap<>()));
    longest = groups.values().stream().mapToInt(List::size).max().orElseThrow();
    groups.forEach(this::lists);
    if (!averages.isEmpty()) {
      copy(averages, trained);
    }
  }

  private void lists(Optimizer.Group group, List<Integer> members) {
    lists.add(pick(trained, members));
    lists.add(pick(gradients, members));
    for (String moment : group.rule().moments()) {
      lists.add(
          Session.each(
              members,
              i -> {
                Program.Slot slot = slots.get(i);
                Tensor zeros =
                    parameters.session().zeros(slot.type().element(), Parameters.shape(slot));
                moments.get(i).put(moment, zeros);
                return zeros;
              }));
    }
    if (!averages.isEmpty()) {
      lists.add(pick(averages, members));
    }
  }

  private List<Tensor> zeros(Session session) {
    return Session.each(slots, s -> session.zeros(s.type().element(), Parameters.shape(s)));
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

    /// Of a whole step: the sum of micro-batches' losses, each divided by its part of `parts`.
    public static Losses sum(List<Losses> each, List<Double> parts) {
      return each.getFirst().auxiliary() == null
          ? new Losses(sum(each, parts, Losses::crossEntropy), null, null)
          : new Losses(
              sum(each, parts, Losses::crossEntropy),
              sum(each, parts, l -> Objects.requireNonNull(l.auxiliary())),
              sum(each, parts, l -> Objects.requireNonNull(l.droppedTokens())));
    }

    private static double sum(List<Losses> each, List<Double> parts, ToDoubleFunction<Losses> of) {
      double sum = 0;
      for (int i = 0; i < each.size(); i++) {
        sum += of.applyAsDouble(each.get(i)) / parts.get(i);
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
    dividedBy = 0;
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

  /// Clips, makes one step of the optimizer and returns the norm of the gradients before clipping. Where that is
  /// not finite or above `limit`, nothing has changed.
  ///
  /// @param lossScale what the gradients are divided by first, above 0: see [#accumulate]
  public double update(double learningRate, double lossScale, double limit) {
    try (Scope scope = parameters.session().scope()) {
      List<LoadedProgram.Argument> arguments = new ArrayList<>();
      arguments.add(LoadedProgram.many(java.util.Collections.nCopies(longest, time)));
      arguments.add(LoadedProgram.one(scope.number(learningRate)));
      arguments.add(LoadedProgram.one(scope.number(lossScale)));
      arguments.add(LoadedProgram.one(scope.number(limit)));
      lists.forEach(list -> arguments.add(LoadedProgram.many(list)));
      double norm =
          program.call(scope, "update", arguments.toArray(LoadedProgram.Argument[]::new)).scalar();
      if (norm <= limit) {
        dividedBy = optimizer.clip() > 0 ? Math.max(1, (norm + 1e-6) / optimizer.clip()) : 1;
      }
      return norm;
    }
  }

  /// The Euclidean norms of one parameter and of its gradient.
  public record Norms(String name, double weight, double gradient) {}

  /// Of all parameters in training, in their order; of the gradients as they were before clipping, also
  /// after an update.
  ///
  /// @param lossScale as in [#update]
  public List<Norms> norms(double lossScale) {
    try (Scope scope = parameters.session().scope()) {
      double[] found =
          program
              .call(scope, "norms", LoadedProgram.many(trained), LoadedProgram.many(gradients))
              .doubles();
      List<Norms> all = new ArrayList<>();
      int count = gradients.size();
      double factor = dividedBy > 0 ? dividedBy : 1 / lossScale;
      for (int i = 0; i < count; i++) {
        all.add(new Norms(slots.get(i).name(), found[i], found[count + i] * factor));
      }
      return all;
    }
  }

  /// The weights as they are now, held until it is closed.
  public WeightsBefore keepWeights() {
    var before = new WeightsBefore(zeros(parameters.session()));
    copy(before.weights, trained);
    return before;
  }

  private void copy(List<Tensor> to, List<Tensor> from) {
    try (Scope scope = parameters.session().scope()) {
      var _ = program.call(scope, "keep", LoadedProgram.many(to), LoadedProgram.many(from));
    }
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
            .call(scope, "moved", LoadedProgram.many(trained), LoadedProgram.many(weights))
            .doubles();
      }
    }

    @Override
    public void close() {
      weights.forEach(Tensor::close);
    }
  }

  /// The gradients added up so far, in the order of the parameters in training.
  public List<Tensor> gradients() {
    return gradients;
  }

  /// The parameters with the averages of those in training, where averages are kept.
  public Optional<Parameters> averaged() {
    return averages.isEmpty() ? Optional.empty() : Optional.of(parameters.with(averages));
  }

  /// Writes the optimizer's moments and step count.
  public void save(Path file) throws IOException {
    List<Safetensors.Entry> entries = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      String name = slots.get(i).name();
      moments
          .get(i)
          .forEach((moment, tensor) -> entries.add(Parameters.entry(name + "." + moment, tensor)));
    }
    entries.add(Parameters.entry(STEP_COUNT, time));
    Safetensors.write(file, entries, Map.of(OPTIMIZER, name(optimizer)));
  }

  private static String name(Optimizer optimizer) {
    return optimizer.rule().getClass().getSimpleName();
  }

  /// Takes back what [#save] wrote.
  ///
  /// @throws org.modelwright.file.InputException where the file is broken or another model's
  public void load(Path file) {
    Map<String, Safetensors.Mapped> found = Safetensors.read(file);
    for (int i = 0; i < slots.size(); i++) {
      String name = slots.get(i).name();
      moments
          .get(i)
          .forEach((moment, tensor) -> Parameters.fill(tensor, name + "." + moment, found, file));
    }
    Parameters.fill(time, STEP_COUNT, found, file);
  }

  /// Takes back averages that were written as parameters.
  ///
  /// @throws org.modelwright.file.InputException where the file is broken or another model's
  public void loadAverages(Path file) {
    averaged().ifPresent(p -> p.fill(file));
  }

  /// Sees that [#load] will find what it needs.
  ///
  /// @param trained which parameters are in training
  /// @throws org.modelwright.file.InputException where the file is broken or another model's
  public static void verify(
      Program program, Optimizer optimizer, Predicate<String> trained, Path file) {
    Map<String, Safetensors.Mapped> found = Safetensors.read(file);
    List<Program.Slot> slots =
        program.slots().stream().filter(slot -> trained.test(slot.name())).toList();
    optimizer
        .groups(program, slots)
        .forEach((group, members) -> {
          for (int i : members) {
            Program.Slot slot = slots.get(i);
            for (String moment : group.rule().moments()) {
              var _ =
                  Parameters.find(
                      slot.type().element(),
                      Parameters.shape(slot),
                      slot.name() + "." + moment,
                      found,
                      file);
            }
          }
        });
    var _ = Parameters.find(ElementType.FLOAT32, new long[0], STEP_COUNT, found, file);
  }

  @Override
  public void close() {
    program.close();
  }
}
