package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Program;
import org.modelwright.operator.Step;
import org.modelwright.operator.Value;

class MixedPrecisionTest {

  private static List<Step.Statement> statements(Program program) {
    return program.functions().values().stream()
        .flatMap(f -> f.body().stream())
        .filter(Step.Statement.class::isInstance)
        .map(Step.Statement.class::cast)
        .toList();
  }

  private static Stream<ElementType> types(Stream<Value> values) {
    return values.map(Value::element).filter(ElementType::isFloating).distinct();
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"BFLOAT16", "FLOAT16"})
  void productsAreLowAndSumsAreFull(ElementType low) {
    for (String drawing : List.of(Models.GPT, Models.LLAMA, Models.REPEATED, Models.MIXTURE)) {
      Program program = MixedPrecision.apply(Models.compile(drawing), low);
      for (Step.Statement s : statements(program)) {
        for (int i = 0; i < s.inputs().size(); i++) {
          Stream<ElementType> in = types(Stream.of(s.inputs().get(i)));
          switch (s.operator().precision(i)) {
            case LOW -> assertThat(in).as(s.toString()).containsExactly(low);
            case FULL -> assertThat(in).as(s.toString()).containsExactly(ElementType.FLOAT32);
            case FOLLOWS -> {}
          }
        }
      }
      // the loss is computed from the entry's scores
      assertThat(types(program.entry().outputs().stream())).containsExactly(ElementType.FLOAT32);
      // the optimizer works on full parameters
      assertThat(program.slots())
          .allSatisfy(slot -> assertThat(slot.type().element()).isEqualTo(ElementType.FLOAT32));
    }
  }

  /// A value that several products read, such as the input of query, key and value, is cast once.
  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"BFLOAT16", "FLOAT16"})
  void noValueIsCastTwiceInAFunction(ElementType low) {
    Program program = MixedPrecision.apply(Models.compile(Models.LLAMA), low);
    program
        .functions()
        .values()
        .forEach(function ->
            assertThat(
                    function.body().stream()
                        .filter(s ->
                            s instanceof Step.Statement t
                                && t.operator().equals(new Operator.Cast(low)))
                        .map(s -> s.inputs().getFirst()))
                .doesNotHaveDuplicates());
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT32", "FLOAT64"})
  void fullPrecisionHasNoCasts(ElementType element) {
    Program program = FloatingPoint.apply(Models.compile(Models.LLAMA), element);
    assertThat(MixedPrecision.apply(program, element)).isEqualTo(program);
    assertThat(statements(program)).noneMatch(s -> s.operator() instanceof Operator.Cast);
    assertThat(ProgramText.plain(program)).doesNotContain("torch.to(");
    assertThat(types(statements(program).stream().map(Step.Statement::result)))
        .containsExactly(element);
  }
}
