package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.operator.MixtureOperator;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;

class UnlimitedExpertsTest {

  @Test
  void theLimitOfExpertsIsAllThatGoes() {
    String drawing =
        """
        format: 1
        main:
          nodes:
            - {id: tokens, kind: TokenInput}
            - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
            - {id: drop, kind: Dropout, from: [embed], probability: 0.1}
            - {id: experts, kind: MixtureOfExperts, from: [drop], experts: 4, topK: 2, capacityFactor: 1.25}
            - {id: head, kind: LanguageModelHead, from: [experts]}
        """;
    Program limited =
        Compiler.compile(ArchitectureYaml.parse(drawing, "test").architecture(), OptionalLong.of(7))
            .require("test");
    List<Operator> before = operators(limited);
    List<Operator> after = operators(UnlimitedExperts.apply(limited));
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < after.size(); i++) {
      if (before.get(i) instanceof MixtureOperator.Experts experts) {
        assertThat(experts.capacity().factor()).isEqualTo(1.25);
        assertThat(after.get(i))
            .isEqualTo(
                new MixtureOperator.Experts(
                    2, experts.activation(), new MixtureOperator.Capacity(0)));
      } else {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
    }
    assertThat(after)
        .hasAtLeastOneElementOfType(MixtureOperator.Experts.class)
        .hasAtLeastOneElementOfType(MixtureOperator.BalanceLoss.class)
        .hasAtLeastOneElementOfType(Operator.Dropout.class);
  }

  private static List<Operator> operators(Program program) {
    return program.entry().body().stream()
        .filter(Step.Statement.class::isInstance)
        .map(s -> ((Step.Statement) s).operator())
        .toList();
  }
}
