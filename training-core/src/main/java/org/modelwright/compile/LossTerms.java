package org.modelwright.compile;

import static org.modelwright.compile.TorchScriptPrinter.number;

/// What training adds to the cross-entropy. Positions whose target is -100 count in no term.
///
/// @param labelSmoothing the share of each target that is spread evenly over the whole vocabulary
///     (Szegedy et al., "Rethinking the Inception Architecture", 2016, section 7); 0 for none
/// @param zLoss times the mean of log(Z)^2, where Z is the sum over the vocabulary of exp(score), which
///     keeps scores from drifting (Chowdhery et al., "PaLM", 2022, section 5); 0 for none
public record LossTerms(double labelSmoothing, double zLoss) {

  public static final LossTerms NONE = new LossTerms(0, 0);

  /// Whether the cross-entropy alone is trained on.
  boolean isNone() {
    return labelSmoothing == 0 && zLoss == 0;
  }

  /// The line that computes the cross-entropy and, unless that is all, what is differentiated.
  ///
  /// @param loss the name that the cross-entropy gets
  /// @param objective the name that the other gets
  String line(String logits, String targets, String loss, String objective) {
    return isNone()
        ? "%s = torch.cross_entropy_loss(torch.flatten(%s, 0, 1), torch.flatten(%s))"
            .formatted(loss, logits, targets)
        : "%s, %s, = self.losses(%s, %s)".formatted(loss, objective, logits, targets);
  }

  /// The method that [#line] calls. The smooth part of a target costs -log p averaged over the
  /// vocabulary, which is log(Z) - mean(score).
  String method() {
    if (isNone()) {
      return "";
    }
    return """
      def losses(self: __torch__.Model, logits: Tensor, targets: Tensor) -> Tuple[Tensor, Tensor]:
        scores = torch.flatten(logits, 0, 1)
        wanted = torch.flatten(targets)
        loss = torch.cross_entropy_loss(scores, wanted)
        counted = torch.type_as(torch.ne(wanted, -100), scores)
        weight = torch.div(counted, torch.sum(counted))
        z = torch.logsumexp(scores, [1])
        objective = loss
    """
        + (labelSmoothing == 0
            ? ""
            : """
                even = torch.dot(torch.sub(z, torch.mean(scores, [1])), weight)
                objective = torch.add(torch.mul(loss, %s), torch.mul(even, %s))
            """
                .formatted(number(1 - labelSmoothing), number(labelSmoothing)))
        + (zLoss == 0
            ? ""
            : """
                objective = torch.add(objective, torch.mul(torch.dot(torch.square(z), weight), %s))
            """
                .formatted(number(zLoss)))
        + "    return (loss, objective)\n";
  }
}
