package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.InputException;
import org.modelwright.graph.Problem;
import org.modelwright.operator.Program;

/// Definitions of custom layers made to break what counts and prints them: each is refused in words, or
/// becomes a program that can be counted and printed.
class HostileLayersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          beta: 0.5     | beta: 1e999
          beta: 0.5     | beta: -1e999
          beta: 0.5     | beta: 1e13
          beta: 0.5     | beta: .
          beta: 0.5     | beta: e
          beta: 0.5     | beta: 0x1p3
          beta: 0.5     | beta: 1d
          beta: 0.5     | beta: Infinity
          beta: 0.5     | beta: 1e-999
          beta: 0.5     | beta: -0.0
          beta: 0.5     | beta: 9999999999999999
          beta: 0.5     | beta: -9223372036854775808
          beta: 0.5     | beta: 0.5, B: 3
          beta: 0.5     | beta: 0.5, T: 0.5
          beta: 0.5     | beta: 0.5, width: 8
          beta: 0.5     | beta: 0.5, "a b": 1
          beta: 0.5     | beta: 0.5, "x): pass #": 1
          beta: 0.5     | beta: 0.5, __class__: 1
          groups: 2     | groups: 0
          groups: 2     | groups: -2
          groups: 2     | groups: 99999999999999999999
          groups: 2     | groups: 1000000000000
          [B, T, width] | [B, T, 9000000000000000000]
          [B, T, width] | [B, T, width*1000000000000000000]
          [B, T, width] | [B, T, width*9000000000000000000]
          [B, T, width] | [1000000000000, 1000000000000, 1000000000000]
          [B, T, width] | [B*B*B*B*B*B*B, T*T*T*T*T*T*T, width]
          [B, T, width] | [B, T, width-8]
          [B, T, width] | [B, T, -9223372036854775807-2]
          [B, T, width] | [B, T, width/0]
          [B, T, width] | [B, T, "width; import os"]
          [B, T, width] | []
          [B, T, width] | [B]
          [B, T, width] | [T, B, width]
          [B, T, width] | [B, T, 1, 1, 1, 1, 1, 1, width]
          positionwise: true | multiplyAdds: 9000000000000000000
          positionwise: true | multiplyAdds: B*T*9000000000000000000
          positionwise: true | multiplyAdds: B*B*B*B*T*T*T*T*T*T*1000000000000000000
          positionwise: true | multiplyAdds: -1
          positionwise: true | multiplyAdds: torch.size(x, 1)
          [groups, width/groups] | [B]
          [groups, width/groups] | [65536, 65536, 65536, 65536, 65536]
          [groups, width/groups] | []
          init: 1       | init: 1e400
          init: 1       | init: -1e13
          init: 1       | init: 0x1p1023
          inputs: [x]   | inputs: {x: [B, T, B]}
          inputs: [x]   | inputs: {x: [a, b, c]}
          inputs: [x]   | inputs: {x: [a, a, a]}
          inputs: [x]   | inputs: {x: []}
          inputs: [x]   | inputs: {x: [B, T, "width): pass"]}
          inputs: [x]   | inputs: [x, x]
          inputs: [x]   | inputs: ["x: Tensor) -> Tensor:"]
          Mine          | __init__
          Mine          | forward
          Mine          | Model
          """)
  void areRefusedInWordsOrCounted(String from, String to) {
    String drawing = CustomLayerDiagnosticsTest.drawing(from, to, "");
    Compilation compilation;
    try {
      compilation = Models.compilation(drawing);
    } catch (InputException e) {
      assertThat(e.getMessage()).endsWith(".");
      return;
    }
    for (Problem problem : compilation.errors()) {
      assertThat(problem.message()).endsWith(".").doesNotContain("Exception");
    }
    compilation.program().ifPresent(HostileLayersTest::requireCountedOrRefused);
  }

  private static void requireCountedOrRefused(Program program) {
    try {
      assertThat(Costs.of(program, 64, 1 << 20))
          .allMatch(node -> node.multiplyAdds() >= 0 && node.activationBytes() >= 0);
    } catch (InputException e) {
      assertThat(e.getMessage()).endsWith(".");
    }
    assertThat(ProgramText.plain(program)).isASCII().doesNotContain("Infinity", "import");
  }
}
