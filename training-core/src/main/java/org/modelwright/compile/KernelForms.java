package org.modelwright.compile;

/// How the operators that take most of the time are written for the engine.
public record KernelForms(LinearForm.Choice linear, AttentionForm.Choice attention) {

  /// The plain forms, which the user sees.
  public static final KernelForms PLAIN =
      new KernelForms(
          (in, out, element) -> LinearForm.LINEAR,
          (heads, width, attention, element) -> AttentionForm.FUSED);
}
