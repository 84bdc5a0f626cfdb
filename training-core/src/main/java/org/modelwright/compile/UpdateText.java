package org.modelwright.compile;

import static org.modelwright.compile.TorchScriptPrinter.number;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.modelwright.compile.Optimizer.Group;

/// Prints an optimizer's step: `update(t, lr, scale, limit, p0, g0, m0, ..., p1, ...)` divides the
/// gradients by `scale`, clips, steps and returns their norm before clipping. Each group brings its
/// parameters, its gradients, one list for each moment, and the averages where there are some; `t`
/// holds the same step count once for each parameter of the longest group. Where the norm is not finite
/// or above `limit` nothing changes.
final class UpdateText {

  private UpdateText() {}

  /// The names of a group's lists, in the order in which `update` takes them.
  private static List<String> lists(Optimizer optimizer, Group group) {
    List<String> lists = new ArrayList<>(List.of("p", "g"));
    lists.addAll(List.of("m", "v").subList(0, group.rule().moments().size()));
    if (optimizer.averageDecay() > 0) {
      lists.add("e");
    }
    return lists;
  }

  static String print(Optimizer optimizer, Collection<Group> groups) {
    var arguments = new StringBuilder();
    var gradients = "g0";
    var fused = new StringBuilder();
    var composed = new StringBuilder();
    boolean muon = false;
    int i = 0;
    for (Group group : groups) {
      for (String list : lists(optimizer, group)) {
        arguments.append(", ").append(list).append(i).append(": List[Tensor]");
      }
      gradients = i == 0 ? gradients : "torch.add(" + gradients + ", g" + i + ")";
      String rate =
          group.rate() == 1 ? "float(lr)" : "torch.mul(float(lr), " + number(group.rate()) + ")";
      String decay = number(group.weightDecay());
      switch (group.rule()) {
        case Optimizer.AdamW a ->
            fused.append(
                "    torch._fused_adamw_(p%1$d, g%1$d, m%1$d, v%1$d, annotate(List[Tensor], []), torch.slice(t, 0, torch.len(p%1$d)), lr=%2$s, beta1=%3$s, beta2=%4$s, weight_decay=%5$s, eps=%6$s, amsgrad=False, maximize=False, grad_scale=divisor, found_inf=bad)\n"
                    .formatted(
                        i, rate, number(a.beta1()), number(a.beta2()), decay, number(a.epsilon())));
        case Optimizer.Sgd s ->
            fused.append(
                "    torch._fused_sgd_(p%1$d, g%1$d, %2$s, weight_decay=%3$s, momentum=%4$s, lr=%5$s, dampening=0., nesterov=False, maximize=False, is_first_step=False, grad_scale=divisor, found_inf=bad)\n"
                    .formatted(
                        i,
                        s.moments().isEmpty() ? "annotate(List[Tensor], [])" : "m" + i,
                        decay,
                        number(s.momentum()),
                        rate));
        case Optimizer.Lion l -> composed.append(lion(i, rate, decay, l));
        case Optimizer.Muon m -> {
          composed.append(muon(i, rate, decay, m));
          muon = true;
        }
      }
      if (optimizer.averageDecay() > 0) {
        composed.append("      torch._foreach_lerp_(e%1$d, p%1$d, share)\n".formatted(i));
      }
      i++;
    }
    String divisor =
        optimizer.clip() > 0
            ? "torch.clamp(torch.div(torch.add(norm, 1e-06), " + number(optimizer.clip()) + "), 1.)"
            : "torch.ones_like(norm)";
    return (muon ? ORTHOGONALIZE : "")
        + "  def update(self: __torch__.Model, t: List[Tensor], lr: Tensor, scale: Tensor, limit:"
        + " Tensor"
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
        + fused
        + (composed.isEmpty() ? "" : whereGood(optimizer, composed))
        + """
            torch.set_grad_enabled(True)
            return norm
        """;
  }

  /// What has no fused kernel that heeds `bad` by itself.
  private static String whereGood(Optimizer optimizer, CharSequence steps) {
    // early averages follow the weights more closely: otherwise the first weights would weigh for
    // long
    String share =
        optimizer.averageDecay() == 0
            ? ""
            : "      share = torch.sub(1., ops.prim.min(%s, torch.div(torch.add(float(t[0]), 1.), torch.add(float(t[0]), 10.))))\n"
                .formatted(number(optimizer.averageDecay()));
    return "    if torch.eq(float(bad), 0.):\n" + share + steps + "    else:\n      pass\n";
  }

  private static String lion(int i, String rate, String decay, Optimizer.Lion lion) {
    return """
          torch._foreach_div_(g%1$d, divisor)
          torch._foreach_mul_(p%1$d, torch.sub(1., torch.mul(%2$s, %3$s)))
          torch._foreach_add_(p%1$d, torch._foreach_sign(torch._foreach_lerp(m%1$d, g%1$d, %4$s)), alpha=torch.neg(%2$s))
          torch._foreach_lerp_(m%1$d, g%1$d, %5$s)
    """
        .formatted(i, rate, decay, number(1 - lion.beta1()), number(1 - lion.beta2()));
  }

  private static String muon(int i, String rate, String decay, Optimizer.Muon muon) {
    return """
          torch._foreach_div_(g%1$d, divisor)
          torch._foreach_mul_(m%1$d, %4$s)
          torch._foreach_add_(m%1$d, g%1$d)
          u%1$d = torch._foreach_add(g%1$d, m%1$d, alpha=%4$s)
          torch._foreach_mul_(p%1$d, torch.sub(1., torch.mul(%2$s, %3$s)))
          for i in range(torch.len(p%1$d)):
            longer = ops.prim.max(torch.size(p%1$d[i], -2), torch.size(p%1$d[i], -1))
            part = torch.mul(torch.mul(%2$s, 0.2), torch.sqrt(longer))
            _1 = torch.add_(p%1$d[i], self.orthogonalize(u%1$d[i]), alpha=torch.neg(part))
    """
        .formatted(i, rate, decay, number(muon.momentum()));
  }

  /// Five steps of X = a X + (b A + c A A) X with A = X X^T bring singular values from (0, 1] to about
  /// 0.7 to 1.2; the coefficients are Jordan's. A stack of matrices is taken one by one. In bfloat16 on a GPU, as his are.
  private static final String ORTHOGONALIZE =
      """
        def orthogonalize(self: __torch__.Model, g: Tensor) -> Tensor:
          dtype = ops.prim.dtype(g)
          if ops.prim.is_cuda(g):
            dtype = 15
          else:
            pass
          norm = torch.sqrt(torch.sum(torch.mul(g, g), [-2, -1], True))
          x = torch.to(torch.div(g, torch.add(norm, 1e-07)), dtype)
          tall = torch.gt(torch.size(g, -2), torch.size(g, -1))
          if tall:
            x = torch.transpose(x, -2, -1)
          else:
            pass
          for i in range(5):
            a = torch.matmul(x, torch.transpose(x, -2, -1))
            b = torch.add(torch.mul(a, -4.775), torch.mul(torch.matmul(a, a), 2.0315))
            x = torch.add(torch.mul(x, 3.4445), torch.matmul(b, x))
          if tall:
            x = torch.transpose(x, -2, -1)
          else:
            pass
          return torch.type_as(x, g)
      """;
}
