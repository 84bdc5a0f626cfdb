package org.modelwright.app.design.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.design.Designs;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.CustomLayer;
import org.modelwright.layer.custom.CustomKind;

class DraftTest {

  private final CustomLayer starter = NewCustomLayer.starter("Mine");

  @Test
  void theLayerToStartFromIsSoundAndComesThroughTheFieldsUnchanged() {
    assertThat(CustomKind.of(starter).hidesWork()).isFalse();
    assertThat(Draft.of(starter).fault()).isEmpty();
    assertThat(Draft.of(starter).layer("Mine")).isEqualTo(starter);
  }

  @Test
  void shapesAreWordsWithCommasBetween() {
    Draft draft = Draft.of(starter).withOutput(" [B, T , 2 * width] ");
    assertThat(draft.layer("Mine").output()).containsExactly("B", "T", "2 * width");
    assertThat(draft.withOutput("  ").layer("Mine").output()).isEmpty();
  }

  @Test
  void whatWouldLoseALineIsAFault() {
    Draft draft = Draft.of(starter);
    var x = new Draft.Input("x", "B, T, width");
    assertThat(draft.withInputs(List.of(x, x)).fault())
        .contains(Sentence.of("custom.fault.input.twice", "x"));
    assertThat(draft.withSettings(List.of(new Draft.Setting(" ", "1"))).fault())
        .contains(Sentence.of("custom.fault.setting.blank"));
    assertThat(draft.withSettings(List.of(new Draft.Setting("a", ""))).fault())
        .contains(Sentence.of("custom.fault.default"));
    assertThat(draft.withParameters(List.of(new Draft.Parameter("p", "width", " ", false))).fault())
        .contains(Sentence.of("custom.fault.init"));
  }

  @Test
  void whatIsOnlyWrongCanBeWrittenAndReadBack() {
    Draft draft = Draft.of(starter);
    for (Draft wrong :
        List.of(
            draft.withCode("return x +"),
            draft.withCode(""),
            draft.withCode("\t\n  \u4e2d\u6587: {\n"),
            draft.withOutput(""),
            draft.withOutput("B,,T"),
            draft.withInputs(List.of()),
            draft.withMultiplyAdds("]: #"),
            draft.withParameters(List.of(new Draft.Parameter("a b", "", "{x", true))))) {
      assertThat(wrong.fault()).isEmpty();
      CustomLayer layer = wrong.layer("Mine");
      Architecture drawing = Designs.template("java-lm").withLayer(layer);
      String yaml = ArchitectureYaml.write(drawing);
      assertThat(Designs.architecture(yaml).layers()).as(yaml).containsEntry("Mine", layer);
    }
  }
}
