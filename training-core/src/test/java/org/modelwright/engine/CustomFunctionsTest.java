package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelwright.compile.ProgramText;
import org.modelwright.layer.custom.FunctionCalls;

/// The list of functions against the engine: it has each of them, with these arguments.
class CustomFunctionsTest {

  @Test
  void theEngineHasEachWithTheseArguments() {
    List<String> methods = FunctionCalls.methods();
    assertThat(methods).hasSizeGreaterThan(300);
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      session.load(ProgramText.HEADER + String.join("", methods)).close();
    }
  }

  /// So that the test above could fail.
  @Test
  void theEngineRefusesAnArgumentThatDoesNotExist() {
    String method =
        """
          def m(self: __torch__.Model, x: Tensor) -> Tensor:
            return torch.sum(x, [1], keepdims=True)
        """;
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      assertThatThrownBy(() -> session.load(ProgramText.HEADER + method))
          .hasMessageContaining("keepdims");
    }
  }
}
