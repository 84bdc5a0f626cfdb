package org.modelwright.compile;

import java.util.Arrays;
import java.util.Collection;
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
                  "orthogonalize",
                  "places",
                  "present",
                  "receive",
                  "rotary",
                  "scores",
                  "trained",
                  "training",
                  "update",
                  "visible"),
              Arrays.stream(Activation.values()).map(MixtureText::expertsName))
          .collect(Collectors.toUnmodifiableSet());

  private ProgramText() {}

  /// What the user sees: the plain form.
  public static String plain(Program program) {
    return listing(program).text();
  }

  /// The plain form, with what wrote each line.
  public static ProgramListing listing(Program program) {
    return new TorchScriptPrinter(program, KernelForms.PLAIN, false).listing(HEADER);
  }

  /// Methods `accumulate(p, g, tokens, targets, seed, share, first)`, which returns the micro-batch's
  /// loss and adds its gradients times `share` to `g` (or puts them there, where `first` is 1), and
  /// `update(...)`, see [UpdateText]. Both build on `gradients(p, tokens, targets, seed, share)`, which returns
  /// the loss, and the gradients of loss times share, in their order, of the parameters that require some.
  ///
  /// What is returned is the cross-entropy, a scalar; what is differentiated has `terms` and the
  /// auxiliary losses added. A program that has the latter returns `[3]`: cross-entropy, their sum, and
  /// the mean share of choices that experts dropped.
  ///
  /// @param checkpointing 0 keeps all that the backward pass needs; 1 computes every block of the entry
  ///     again, n every n-th
  /// @param groups the optimizer's, in the order in which `update` takes their lists
  public static String training(
      Program program,
      KernelForms forms,
      Optimizer optimizer,
      Collection<Optimizer.Group> groups,
      int checkpointing,
      LossTerms terms) {
    var printer = new TorchScriptPrinter(program, forms, false);
    return HEADER
        + printer.print()
        + (checkpointing == 0
            ? TRAINED + gradients(program, terms)
            : ActivationCheckpointing.print(program, printer, checkpointing, terms))
        + terms.method()
        + MixtureText.figures(program)
        + ACCUMULATE
        + UpdateText.print(optimizer, groups)
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
        found = torch.grad([torch.mul(%s, share)], self.trained(p), None, None, False, False)
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

  /// The parameters that gradients are asked of; frozen ones require none.
  private static final String TRAINED =
      """
        def trained(self: __torch__.Model, p: List[Tensor]) -> List[Tensor]:
          q = annotate(List[Tensor], [])
          for i in range(torch.len(p)):
            if ops.prim.requires_grad(p[i]):
              torch.append(q, p[i])
            else:
              pass
          return q
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
