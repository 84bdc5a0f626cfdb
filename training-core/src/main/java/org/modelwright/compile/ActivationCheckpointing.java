package org.modelwright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelwright.operator.Function;
import org.modelwright.operator.FunctionBuilder;
import org.modelwright.operator.MixtureOperator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.Value;

/// Prints the gradients of a program so that the backward pass computes blocks again instead of
/// keeping what is inside them (Chen et al., "Training Deep Nets with Sublinear Memory Cost", 2016).
///
/// Blocks are the calls of the entry, each repeat by itself. The entry falls into stages: its calls,
/// and the statements before, between and behind them. A value that a later stage reads becomes a leaf
/// where it leaves its stage, and the stages are differentiated one by one, the last first. A block
/// draws the same random numbers again, since its seed depends on its place alone; so the gradients
/// are those of the plain form to the bit. One case differs in the last bit: a value of the entry that
/// stages read three times or more in all, since the parts of its gradient are summed stage by stage.
final class ActivationCheckpointing {

  private final Program program;
  private final Function entry;
  private final TorchScriptPrinter printer;
  private final int every;
  private final LossTerms terms;
  private final boolean auxiliary;

  private final Set<String> names = new HashSet<>();

  /// Where the gradient of a value is added up in the list `g`, which begins with the parameters.
  private final Map<String, Integer> places = new HashMap<>();

  private int nextPlace;

  private final StringBuilder forward = new StringBuilder();

  /// One text a stage, in the forward order.
  private final List<String> backward = new ArrayList<>();

  /// What lies before the next call.
  private int parameters;

  private final String share;
  private int random = 1;
  private int blocks;

  private ActivationCheckpointing(
      Program program, TorchScriptPrinter printer, int every, LossTerms terms) {
    this.program = program;
    this.entry = program.entry();
    this.printer = printer;
    this.every = every;
    this.terms = terms;
    auxiliary = program.auxiliaryLosses(entry) > 0;
    parameters = entry.parameters().size();
    nextPlace = program.slots().size();
    for (int i = 0; i < parameters; i++) {
      places.put(entry.parameters().get(i).value().name(), i);
    }
    names.addAll(places.keySet());
    entry.inputs().forEach(v -> names.add(v.name()));
    entry.body().forEach(step -> step.results().forEach(v -> names.add(v.name())));
    share = fresh("share");
  }

  /// Method `gradients`, as [ProgramText#training] describes it, and its helpers.
  ///
  /// @param every 1 computes every block again, n every n-th from the first; the others keep what is
  ///     inside them
  static String print(Program program, TorchScriptPrinter printer, int every, LossTerms terms) {
    return CheckpointingMethods.ALL
        + new ActivationCheckpointing(program, printer, every, terms).print();
  }

  private String print() {
    String targets = fresh("targets");
    String loss = fresh("loss");
    String objective = terms.isNone() ? loss : fresh("objective");
    String part = fresh("part");
    List<Step.Statement> segment = new ArrayList<>();
    for (int i = 0; i < entry.body().size(); i++) {
      switch (entry.body().get(i)) {
        case Step.Statement statement -> segment.add(statement);
        case Step.Call call -> {
          segment(segment, readFrom(i));
          segment.clear();
          call(call);
        }
      }
    }
    segment.forEach(this::statement);
    Value logits = entry.outputs().getFirst();
    line(terms.line(logits.name(), targets, loss, objective));
    List<String> parts = new ArrayList<>();
    List<String> partPlaces = new ArrayList<>();
    line("%s = torch.mul(%s, %s)".formatted(part, objective, share));
    end(part, parts, partPlaces);
    auxiliary(segment, parts, partPlaces);
    backward.add(differentiate(leaves(segment, List.of(logits)), parts, partPlaces));

    var text = new StringBuilder();
    text.append(
        "  def gradients(self: __torch__.Model, p: List[Tensor], %s: Tensor, %s: Tensor, seed: int, %s: float) -> Tuple[Tensor, List[Tensor]]:\n"
            .formatted(entry.inputs().getFirst().name(), targets, share));
    text.append("    g = self.absent(").append(nextPlace).append(")\n");
    if (auxiliary) {
      text.append("    auxiliary = annotate(List[Tensor], [])\n");
    }
    if (TorchScriptPrinter.drawsRandom(entry)) {
      text.append("    _ = torch.manual_seed(seed)\n");
    }
    for (int i = 0; i < entry.parameters().size(); i++) {
      text.append("    %s = p[%d]\n".formatted(entry.parameters().get(i).value().name(), i));
    }
    text.append(forward);
    backward.reversed().forEach(text::append);
    return text.append(
            "    return (%s, self.present(g, p))\n"
                .formatted(
                    auxiliary
                        ? "self.figures(%s, torch.sum(torch.stack(auxiliary), [0]))".formatted(loss)
                        : "torch.detach(%s)".formatted(loss)))
        .toString();
  }

  /// What the steps from the `from`-th on read, and the results.
  private Set<String> readFrom(int from) {
    Set<String> read = new HashSet<>();
    entry.body().stream().skip(from).forEach(s -> s.inputs().forEach(v -> read.add(v.name())));
    entry.outputs().forEach(v -> read.add(v.name()));
    return read;
  }

  private void statement(Step.Statement s) {
    line(s.result().name() + " = " + printer.expression(s, 0));
  }

  /// What stands before a call and behind the one before.
  private void segment(List<Step.Statement> segment, Set<String> readLater) {
    segment.forEach(this::statement);
    List<Value> results =
        segment.stream()
            .map(Step.Statement::result)
            .filter(v -> readLater.contains(v.name()) && v.element().isFloating())
            .toList();
    List<Value> leaves = leaves(segment, List.of());
    List<String> ends = new ArrayList<>();
    List<String> endPlaces = new ArrayList<>();
    auxiliary(segment, ends, endPlaces);
    for (Value result : results) {
      String end = fresh(result.name() + "_end");
      line(end + " = " + result.name());
      line("%1$s = self.leaf(%1$s)".formatted(result.name()));
      ends.add(end);
      endPlaces.add(String.valueOf(nextPlace));
      places.put(result.name(), nextPlace++);
    }
    if (!ends.isEmpty()) {
      backward.add(differentiate(leaves, ends, endPlaces));
    }
  }

  /// Takes note of a scalar from which the backward pass begins.
  private void end(String scalar, List<String> ends, List<String> endPlaces) {
    line("torch._set_item(g, %d, torch.ones_like(%s))".formatted(nextPlace, scalar));
    ends.add(scalar);
    endPlaces.add(String.valueOf(nextPlace++));
  }

  private void auxiliary(List<Step.Statement> segment, List<String> ends, List<String> endPlaces) {
    for (Step.Statement s : segment) {
      if (s.operator() instanceof MixtureOperator.BalanceLoss) {
        String name = s.result().name();
        String part = fresh(name + "_part");
        line("torch.append(auxiliary, torch.detach(" + name + "))");
        line("%s = torch.mul(%s[0], %s)".formatted(part, name, share));
        end(part, ends, endPlaces);
      }
    }
  }

  /// The values of earlier stages that statements and `others` read.
  private List<Value> leaves(List<Step.Statement> segment, List<Value> others) {
    Set<Value> read = new LinkedHashSet<>();
    segment.forEach(s -> read.addAll(s.inputs()));
    read.addAll(others);
    segment.forEach(s -> read.remove(s.result()));
    return read.stream().filter(v -> places.containsKey(v.name())).toList();
  }

  private void call(Step.Call call) {
    Function callee = program.function(call.function());
    int count = program.parameterCount(callee);
    int draws = TorchScriptPrinter.randomPlaces(program, callee);
    List<String> arguments = call.inputs().stream().map(v -> fresh(v.name() + "_in")).toList();
    List<String> results = call.results().stream().map(Value::name).toList();
    String allArguments = fresh(call.node() + "_inputs");
    String allResults = fresh(call.node() + "_outputs");
    boolean adds = program.auxiliaryLosses(callee) > 0;
    String allContributions = adds ? fresh(call.node() + "_contributions") : "";
    String run =
        "%s = self.%s(p, %s, %s%s)"
            .formatted(
                TorchScriptPrinter.targets(results, adds),
                call.function(),
                place(parameters, count),
                String.join(", ", arguments),
                draws > 0 ? ", seed + " + place(random, draws) : "");
    String again = "torch.eq(torch.remainder(%s, %d), 0)".formatted(place(blocks, 1), every);

    line(allArguments + " = annotate(List[Tensor], [])");
    line(allResults + " = annotate(List[Tensor], [])");
    if (adds) {
      line(allContributions + " = annotate(List[Tensor], [])");
    }
    for (int k = 0; k < arguments.size(); k++) {
      line(arguments.get(k) + " = " + call.inputs().get(k).name());
    }
    line("for i in range(" + call.repeat() + "):");
    for (String argument : arguments) {
      line("  %1$s = self.leaf(%1$s)".formatted(argument));
      line("  torch.append(%s, %s)".formatted(allArguments, argument));
    }
    line("  torch.set_grad_enabled(torch.__not__(" + again + "))");
    line("  " + run);
    line("  torch.set_grad_enabled(True)");
    if (adds) {
      line("  torch.append(auxiliary, torch.detach(contribution))");
      line("  torch.append(" + allContributions + ", contribution)");
    }
    for (int k = 0; k < results.size(); k++) {
      line("  torch.append(%s, %s)".formatted(allResults, results.get(k)));
      if (call.repeat() > 1) {
        line("  " + arguments.get(k) + " = " + results.get(k));
      }
    }
    for (int k = 0; k < results.size(); k++) {
      line("%s = self.leaf(%s[%d])".formatted(results.get(k), allResults, k - results.size()));
    }

    List<String> leaves = new ArrayList<>();
    List<String> leafPlaces = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      leaves.add("p[" + place(parameters + k, count) + "]");
      leafPlaces.add(place(parameters + k, count));
    }
    List<String> resultPlaces = new ArrayList<>();
    int contributionPlace = adds ? nextPlace++ : -1;
    for (Value result : call.results()) {
      resultPlaces.add(String.valueOf(nextPlace));
      places.put(result.name(), nextPlace++);
    }
    List<String> argumentPlaces = new ArrayList<>();
    for (int k = 0; k < arguments.size(); k++) {
      if (call.inputs().get(k).element().isFloating()) {
        leaves.add(arguments.get(k));
        argumentPlaces.add(String.valueOf(places.get(call.inputs().get(k).name())));
        // what a repeated block takes is what the one before it gave
        leafPlaces.add(call.repeat() > 1 ? resultPlaces.get(k) : argumentPlaces.getLast());
      }
    }
    var text = new StringBuilder();
    String back = fresh("j");
    text.append("    for %s in range(%d):\n".formatted(back, call.repeat()));
    text.append("      i = %d - %s\n".formatted(call.repeat() - 1, back));
    for (String result : results.reversed()) {
      text.append("      %s = torch.pop(%s, -1)\n".formatted(result, allResults));
    }
    for (String argument : arguments.reversed()) {
      text.append("      %s = torch.pop(%s, -1)\n".formatted(argument, allArguments));
    }
    if (adds) {
      text.append("      contribution = torch.pop(%s, -1)\n".formatted(allContributions));
    }
    text.append("      if ").append(again).append(":\n        ").append(run).append('\n');
    text.append("      else:\n        pass\n");
    List<String> ends = new ArrayList<>(results);
    List<String> endPlaces = new ArrayList<>(resultPlaces);
    if (adds) {
      text.append("      contribution = torch.mul(contribution[0], %s)\n".formatted(share));
      text.append(
          "      torch._set_item(g, %d, torch.ones_like(contribution))\n"
              .formatted(contributionPlace));
      ends.add("contribution");
      endPlaces.add(String.valueOf(contributionPlace));
    }
    text.append("      ").append(differentiate(leaves, leafPlaces, ends, endPlaces));
    if (call.repeat() > 1) {
      text.append("    self.hand_over(g, %s, %s)\n".formatted(resultPlaces, argumentPlaces));
    }
    backward.add(text.toString());
    parameters += call.repeat() * count;
    random += call.repeat() * draws;
    blocks += call.repeat();
  }

  /// A line of the backward pass: from the gradients of results to those of leaves.
  private static String differentiate(
      List<String> leaves, List<String> leafPlaces, List<String> results, List<String> places) {
    return "self.differentiate(g, %s, %s, %s, %s)\n".formatted(leaves, leafPlaces, results, places);
  }

  /// The same for statements, which read parameters of the entry and values of earlier stages.
  private String differentiate(List<Value> leaves, List<String> results, List<String> at) {
    return "    "
        + differentiate(
            leaves.stream().map(Value::name).toList(),
            leaves.stream().map(v -> String.valueOf(places.get(v.name()))).toList(),
            results,
            at);
  }

  /// A number of the `i`-th run of a call.
  private static String place(int first, int each) {
    String run = each == 1 ? "i" : each + " * i";
    return each == 0 ? "" + first : first == 0 ? run : first + " + " + run;
  }

  private String fresh(String hint) {
    String name = hint;
    for (int i = 2; FunctionBuilder.isReserved(name) || !names.add(name); i++) {
      name = hint + "_" + i;
    }
    return name;
  }

  private void line(String line) {
    forward.append("    ").append(line).append('\n');
  }
}
