package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.Models;
import org.modelwright.operator.NamePattern;
import org.modelwright.operator.Program;

/// Parameters that are left as they are while others are trained.
class FreezingTest {

  private static final double RATE = 0.01;

  /// The others learn as if all were trained, however deep the frozen ones lie.
  @Test
  void frozenParametersStayAndTheOthersGetTheirGradients() {
    Program program = Models.compile(Models.GPT);
    for (int checkpointing : new int[] {0, 1}) {
      for (String frozen : Set.of("embed.*", "stack.*", "*.bias", "head.*")) {
        var pattern = new NamePattern(frozen);
        try (var model = new TestModel(program)) {
          List<double[]> all;
          try (var stepper =
              new Stepper(
                  model.parameters,
                  program,
                  KernelForms.PLAIN,
                  TestModel.adamW(0.1, 0),
                  checkpointing,
                  LossTerms.NONE)) {
            model.accumulate(stepper, 1);
            all = stepper.gradients().stream().map(Tensor::doubles).toList();
          }
          Parameters part = model.parameters.training(name -> !pattern.matches(name));
          List<double[]> before = part.tensors().stream().map(Tensor::doubles).toList();
          try (var stepper =
              new Stepper(
                  part,
                  program,
                  KernelForms.PLAIN,
                  TestModel.adamW(0.1, 0),
                  checkpointing,
                  LossTerms.NONE)) {
            model.accumulate(stepper, 1);
            stepper.update(RATE, 1, Float.MAX_VALUE);
            int trained = 0;
            for (int i = 0; i < part.slots().size(); i++) {
              double[] after = part.tensors().get(i).doubles();
              if (pattern.matches(part.slots().get(i).name())) {
                assertThat(after).isEqualTo(before.get(i));
              } else {
                trained++;
                assertThat(after).isNotEqualTo(before.get(i));
              }
            }
            assertThat(stepper.gradients()).hasSize(trained);
            assertThat(trained).isBetween(1, part.slots().size());
          }
          try (var stepper =
              new Stepper(
                  part,
                  program,
                  KernelForms.PLAIN,
                  TestModel.adamW(0.1, 0),
                  checkpointing,
                  LossTerms.NONE)) {
            for (int i = 0; i < before.size(); i++) {
              TestModel.set(part.tensors().get(i), before.get(i));
            }
            model.accumulate(stepper, 1);
            int k = 0;
            for (int i = 0; i < part.slots().size(); i++) {
              if (!pattern.matches(part.slots().get(i).name())) {
                assertThat(stepper.gradients().get(k++).doubles())
                    .as(part.slots().get(i).name())
                    .containsExactly(all.get(i), within(1e-6));
              }
            }
          }
        }
      }
    }
  }
}
