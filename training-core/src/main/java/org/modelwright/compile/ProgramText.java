package org.modelwright.compile;

import static org.modelwright.compile.TorchScriptPrinter.number;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelwright.operator.Activation;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;

/// The TorchScript texts of a program: what the engine loads for training, for evaluation and for
/// writing text. Every argument that is a number arrives as a tensor with one element, since that is
/// what an engine call can carry.
public final class ProgramText {

  /// What the texts name themselves, so that no function of a drawing may be named so.
  static final Set<String> METHODS =
      Stream.concat(
              Stream.of(
                  "absent",
                  "accumulate",
                  "attend",
                  "attention",
                  "balance",
                  "capacity",
                  "composed_window",
                  "convolution",
                  "decode",
                  "differentiate",
                  "evaluate",
                  "figures",
                  "fused_window",
                  "gradients",
                  "hand_over",
                  "keep",
                  "leaf",
                  "losses",
                  "moved",
                  "norms",
                  "places",
                  "present",
                  "receive",
                  "rotary",
                  "scores",
                  "training",
                  "update",
                  "visible"),
              Arrays.stream(Activation.values()).map(MixtureText::expertsName))
          .collect(Collectors.toUnmodifiableSet());

  private ProgramText() {}

  /// The parameters of AdamW that stay the same all run (Loshchilov and Hutter, "Decoupled Weight
  /// Decay Regularization", 2019).
  ///
  /// @param clip the largest norm of all gradients together; 0 for no limit
  public record AdamW(
      double beta1, double beta2, double epsilon, double weightDecay, double clip) {}

  /// What the user sees: the plain form.
  public static String plain(Program program) {
    return HEADER + new TorchScriptPrinter(program, KernelForms.PLAIN, false).print();
  }

  /// Methods `accumulate(p, g, tokens, targets, seed, share, first)`, which returns the micro-batch's
  /// loss and adds its gradients times `share` to `g` (or puts them there, where `first` is 1), and
  /// `update(...)`, see below. Both build on `gradients(p, tokens, targets, seed, share)`, which returns
  /// the loss, and the gradients of loss times share in the parameters' order.
  ///
  /// What is returned is the cross-entropy, a scalar; what is differentiated has `terms` and the
  /// auxiliary losses added. A program that has the latter returns `[3]`: cross-entropy, their sum, and
  /// the mean share of choices that experts dropped.
  ///
  /// @param checkpointing 0 keeps all that the backward pass needs; 1 computes every block of the entry
  ///     again, n every n-th
  public static String training(
      Program program, KernelForms forms, AdamW optimizer, int checkpointing, LossTerms terms) {
    var printer = new TorchScriptPrinter(program, forms, false);
    return HEADER
        + printer.print()
        + (checkpointing == 0
            ? gradients(program, terms)
            : ActivationCheckpointing.print(program, printer, checkpointing, terms))
        + terms.method()
        + MixtureText.figures(program)
        + ACCUMULATE
        + update(program, optimizer)
        + STATISTICS;
  }

  /// Method `evaluate(p, tokens, targets)`, which returns for each row of the batch the sum of its
  /// losses in nats and the number of tokens it guessed right: `[2, B]`. The program must be in its
  /// inference form.
  public static String evaluation(Program program, KernelForms forms) {
    return HEADER
        + new TorchScriptPrinter(program, forms, false).print()
        + """
          def scores(self: __torch__.Model, p: List[Tensor], tokens: Tensor) -> Tensor:
            torch.set_grad_enabled(False)
            logits = self.%1$s(p, %2$s)
            torch.set_grad_enabled(True)
            return logits
          def evaluate(self: __torch__.Model, p: List[Tensor], tokens: Tensor, targets: Tensor) -> Tensor:
            logits = self.scores(p, tokens)
            flat = torch.flatten(logits, 0, 1)
            losses = torch.cross_entropy_loss(flat, torch.flatten(targets), None, 0)
            right = torch.eq(torch.argmax(logits, -1), targets)
            return torch.stack([torch.sum(torch.view_as(losses, targets), [1]), torch.sum(torch.type_as(right, losses), [1])])
        """
            .formatted(
                program.entry().name(),
                TorchScriptPrinter.entryArguments(program, false, "tokens", "0"));
  }

  /// Method `decode(p, k, v, tokens, start)`, which returns the scores after the last token, `[B, 1,
  /// vocabulary]`, and keeps keys and values in the caches. The program must be in its decode form.
  public static String decoding(Program program) {
    return HEADER
        + new TorchScriptPrinter(program, KernelForms.PLAIN, true).print()
        + """
          def decode(self: __torch__.Model, p: List[Tensor], k: List[Tensor], v: List[Tensor], tokens: Tensor, from_position: Tensor) -> Tensor:
            torch.set_grad_enabled(False)
            start = int(from_position)
            logits = self.%s(p, %s)
            torch.set_grad_enabled(True)
            return logits
        """
            .formatted(
                program.entry().name(),
                TorchScriptPrinter.entryArguments(program, true, "tokens", "0"));
  }

  /// Method `run(x, weight)`: one matrix product, and what it calls.
  public static String product(LinearForm form) {
    return (form == LinearForm.CONVOLUTION ? HelperMethods.CONVOLUTION : "")
        + """
          def run(self: __torch__.Model, x: Tensor, weight: Tensor) -> Tensor:
            return %s
        """
            .formatted(TorchScriptPrinter.linear(form, List.of("x", "weight")));
  }

  /// Method `run(q, k, v)`: one attention and what it calls; the inputs are `[B, T, H, D]`.
  public static String attention(AttentionForm form, Operator.Attention attention) {
    return String.join("", TorchScriptPrinter.attentionHelpers(form, attention))
        + """
          def run(self: __torch__.Model, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
            q1 = torch.transpose(q, 1, 2)
            k1 = torch.transpose(k, 1, 2)
            v1 = torch.transpose(v, 1, 2)
            mixed = %s
            return torch.flatten(torch.transpose(mixed, 1, 2), 2, 3)
        """
            .formatted(TorchScriptPrinter.attention(form, attention, "q1", "k1", "v1"));
  }

  private static String gradients(Program program, LossTerms terms) {
    String arguments = TorchScriptPrinter.entryArguments(program, false, "tokens", "seed");
    boolean auxiliary = program.auxiliaryLosses(program.entry()) > 0;
    String objective = terms.isNone() ? "loss" : "objective";
    return """
      def gradients(self: __torch__.Model, p: List[Tensor], tokens: Tensor, targets: Tensor, seed: int, share: float) -> Tuple[Tensor, List[Tensor]]:
        %s = self.%s(p, %s)
        %s
        found = torch.grad([torch.mul(%s, share)], p, None, None, False, False)
        d = annotate(List[Tensor], [])
        for i in range(torch.len(found)):
          torch.append(d, unchecked_cast(Tensor, found[i]))
        return (%s, d)
    """
        .formatted(
            auxiliary ? "logits, auxiliary," : "logits",
            program.entry().name(),
            arguments,
            terms.line("logits", "targets", "loss", objective),
            auxiliary ? "torch.add(" + objective + ", auxiliary[0])" : objective,
            auxiliary ? "self.figures(loss, auxiliary)" : "torch.detach(loss)");
  }

  /// The optimizer's groups of a program, in the order in which `update` takes them: the weight decay
  /// of each.
  public static List<Double> groups(Program program, AdamW optimizer) {
    return program.slots().stream()
        .map(slot -> slot.decays() ? optimizer.weightDecay() : 0)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /// `update(t, lr, scale, limit, p0, g0, m0, v0, p1, ...)` divides the gradients by `scale`, clips, steps and
  /// returns their norm before clipping. Each group brings parameters, gradients and the two moments; `t` holds the same step
  /// count once for each parameter of the longest group. Where the norm is not finite or above `limit`
  /// nothing changes.
  private static String update(Program program, AdamW a) {
    List<Double> decays = groups(program, a);
    var arguments = new StringBuilder();
    var gradients = "g0";
    var steps = new StringBuilder();
    for (int i = 0; i < decays.size(); i++) {
      for (String list : List.of("p", "g", "m", "v")) {
        arguments.append(", ").append(list).append(i).append(": List[Tensor]");
      }
      gradients = i == 0 ? gradients : "torch.add(" + gradients + ", g" + i + ")";
      steps.append(
          "    torch._fused_adamw_(p%1$d, g%1$d, m%1$d, v%1$d, annotate(List[Tensor], []), torch.slice(t, 0, torch.len(p%1$d)), lr=float(lr), beta1=%2$s, beta2=%3$s, weight_decay=%4$s, eps=%5$s, amsgrad=False, maximize=False, grad_scale=divisor, found_inf=bad)\n"
              .formatted(
                  i,
                  number(a.beta1()),
                  number(a.beta2()),
                  number(decays.get(i)),
                  number(a.epsilon())));
    }
    String divisor =
        a.clip() > 0
            ? "torch.clamp(torch.div(torch.add(norm, 1e-06), " + number(a.clip()) + "), 1.)"
            : "torch.ones_like(norm)";
    return "  def update(self: __torch__.Model, t: List[Tensor], lr: Tensor, scale: Tensor, limit: Tensor"
        + arguments
        + ") -> Tensor:\n"
        + """
            torch.set_grad_enabled(False)
            norm = torch.div(torch.norm(torch.stack(torch._foreach_norm(%s, 2))), float(scale))
            bad = torch.to(torch.logical_not(torch.le(norm, float(limit))), 6)
            divisor = torch.mul(%s, float(scale))
            _0 = torch.add_(t[0], torch.rsub(bad, 1))
        """
            .formatted(gradients, divisor)
        + steps
        + """
            torch.set_grad_enabled(True)
            return norm
        """;
  }

  /// How the text of every program begins: a class that only its methods follow.
  public static final String HEADER =
      """
      class Model(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        _is_full_backward_hook : Optional[bool]
      """;

  /// `norms(p, g)` returns the norms of weights and gradients, `[2, n]`; `keep(s, p)` copies the weights,
  /// and `moved(p, s)` then returns how far each has gone, `[n]`.
  private static final String STATISTICS =
      """
        def norms(self: __torch__.Model, p: List[Tensor], g: List[Tensor]) -> Tensor:
          torch.set_grad_enabled(False)
          found = torch.stack([torch.stack(torch._foreach_norm(p, 2)), torch.stack(torch._foreach_norm(g, 2))])
          torch.set_grad_enabled(True)
          return found
        def keep(self: __torch__.Model, s: List[Tensor], p: List[Tensor]) -> Tensor:
          torch.set_grad_enabled(False)
          torch._foreach_copy_(s, p)
          torch.set_grad_enabled(True)
          return s[0]
        def moved(self: __torch__.Model, p: List[Tensor], s: List[Tensor]) -> Tensor:
          torch.set_grad_enabled(False)
          torch._foreach_sub_(s, p)
          found = torch.stack(torch._foreach_norm(s, 2))
          torch.set_grad_enabled(True)
          return found
      """;

  private static final String ACCUMULATE =
      """
        def accumulate(self: __torch__.Model, p: List[Tensor], g: List[Tensor], tokens: Tensor, targets: Tensor, seed: Tensor, share: Tensor, first: Tensor) -> Tensor:
          loss, d, = self.gradients(p, tokens, targets, int(seed), float(share))
          torch.set_grad_enabled(False)
          if torch.eq(int(first), 1):
            torch._foreach_copy_(g, d)
          else:
            torch._foreach_add_(g, d)
          torch.set_grad_enabled(True)
          return loss
      """;
}
