package org.modelwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.data.DataSettings;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.operator.Program;

/// A mixture that looks at all positions of a micro-batch together cannot tell padding from text.
class PaddedMixtureTest {

  private static final int VOCABULARY = 50;

  private static Program compile(String windows, String mixture) {
    String drawing =
        """
        format: 1
        blocks:
          inner:
            inputs: [x]
            nodes:
              - {id: mixture, kind: MixtureOfExperts, from: [x]%s}
            outputs: [mixture]
        main:
          nodes:
            - {id: tokens, kind: TokenInput}
            - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
            - {id: stack, kind: inner, from: [embed], repeat: 2}
            - {id: head, kind: LanguageModelHead, from: [stack]}
        """
            .formatted(mixture);
    var configuration =
        new RunConfiguration(
            drawing,
            Yaml.parse("{sources: [{path: none}], windows: " + windows + "}", "data"),
            Yaml.parse("{}", "training"),
            "cpu",
            1,
            null,
            Map.of());
    return TrainingRun.compile(
        configuration,
        VOCABULARY,
        configuration.trainingSettings(),
        DataSettings.read(new YamlReader(configuration.data(), "data."), Path.of("")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "', balance: 0, capacityFactor: 1.25'", "', balance: 0.1'"})
  void itsBalanceAndItsLimitsAreRefused(String mixture) {
    assertThatThrownBy(() -> compile("padded", mixture))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("data.yaml: `data.windows` is `padded`, but ")
        .hasMessageContainingAll("packed", "`capacityFactor: 0` and `balance: 0`");
    assertThat(compile("packed", mixture).slots()).isNotEmpty();
  }

  @Test
  void whereItHasNeitherItTrains() {
    assertThat(compile("padded", ", balance: 0, capacityFactor: 0").slots()).isNotEmpty();
  }
}
