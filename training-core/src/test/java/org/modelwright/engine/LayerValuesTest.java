package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelwright.compile.FloatingPoint;
import org.modelwright.compile.Models;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerCases;
import org.modelwright.layer.LayerCatalogue;
import org.modelwright.layer.ReferenceModel;
import org.modelwright.layer.Setting;
import org.modelwright.operator.ElementType;

/// What the engine computes in float64 for each layer is what the formulas say.
class LayerValuesTest {

  static Stream<String> drawings() {
    return Stream.concat(
        LayerCases.all().stream().map(Models::around),
        Stream.of(Models.GPT, Models.LLAMA, Models.REPEATED, Models.AWKWARD, Models.MIXTURE));
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void scoresAreThoseOfTheFormulas(String drawing) {
    var program = FloatingPoint.apply(Models.compile(drawing), ElementType.FLOAT64);
    try (var model = new TestModel(program)) {
      double[] scores = model.scores();
      int at = 0;
      for (int row = 0; row < TestModel.ROWS; row++) {
        double[][] expected =
            ReferenceModel.scores(
                Models.parse(drawing),
                name -> model.parameters.get(name).doubles(),
                model.row(row));
        for (double[] position : expected) {
          for (double score : position) {
            assertThat(scores[at++]).isCloseTo(score, within(1e-10 * (1 + Math.abs(score))));
          }
        }
      }
      assertThat(at).isEqualTo(scores.length);
    }
  }

  @Test
  void noLayerAndNoSettingIsForgotten() {
    List<String> nodes = drawings().flatMap(String::lines).toList();
    for (Layer layer : LayerCatalogue.all()) {
      assertThat(ReferenceModel.defines(layer.kind())).as(layer.kind()).isTrue();
      List<String> uses =
          nodes.stream().filter(n -> n.contains("kind: " + layer.kind() + ",")).toList();
      for (Setting<?> setting : layer.settings()) {
        assertThat(uses)
            .as(layer.kind() + "." + setting.name())
            .anyMatch(use -> use.contains(" " + setting.name() + ": "));
      }
    }
  }
}
