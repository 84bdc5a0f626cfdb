package org.modelwright.layer.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelwright.compile.ProgramText;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.Session;

/// The list of functions against the engine: it has each of them, with these arguments.
class FunctionsTest {

  @Test
  void theEngineHasEachWithTheseArguments() {
    var text = new StringBuilder(ProgramText.HEADER);
    int methods = 0;
    for (List<Signature> signatures : Functions.all().values()) {
      for (Signature signature : signatures) {
        for (boolean everything : new boolean[] {false, true}) {
          String type =
              switch (signature.result()) {
                case TENSOR, INDEX -> "Tensor";
                case PAIR -> "Tuple[Tensor, Tensor]";
                case TENSORS -> "List[Tensor]";
                case INT -> "int";
                case FLOAT -> "float";
              };
          text.append("  def m%d(self: __torch__.Model, x: Tensor) -> %s:\n".formatted(methods++, type));
          text.append("    return ").append(call(signature, everything)).append('\n');
        }
      }
    }
    assertThat(methods).isGreaterThan(300);
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      session.load(text.toString()).close();
    }
  }

  /// So that the test above could fail.
  @Test
  void theEngineMissesOneThatDoesNotExist() {
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      assertThatThrownBy(() ->
              session.load(
                  ProgramText.HEADER
                      + "  def m(self: __torch__.Model, x: Tensor) -> Tensor:\n"
                      + "    return torch.sum(x, [1], keepdims=True)\n"))
          .hasMessageContaining("keepdims");
    }
  }

  private static String call(Signature signature, boolean everything) {
    List<Typed> given = new ArrayList<>();
    Map<String, Typed> named = new LinkedHashMap<>();
    for (int i = 0; i < signature.parameters().size(); i++) {
      Signature.Parameter parameter = signature.parameters().get(i);
      if (parameter.optional()) {
        if (everything) {
          named.put(parameter.name(), value(signature, parameter.type()));
        }
      } else {
        given.add(value(signature, parameter.type()));
      }
    }
    return "torch." + signature.name() + "("
        + String.join(", ", signature.accept(given, named).orElseThrow()) + ")";
  }

  private static Typed value(Signature signature, Signature.Type type) {
    return switch (type) {
      case TENSOR -> new Typed("x", Kind.TENSOR, false, Set.of());
      case NUMBER, EITHER -> new Typed("0.5", Kind.DECIMAL, false, Set.of());
      case INT, SMALL, FLOAT -> new Typed("1", Kind.WHOLE, true, Set.of());
      case FLAG -> new Typed("True", Kind.FLAG, false, Set.of());
      case INTS, SMALLS -> new Typed("[1]", Kind.WHOLES, true, Set.of());
      case TENSORS -> new Typed("[x, x]", Kind.TENSORS, false, Set.of());
      case TEXT ->
          new Typed(
              signature.name().equals("einsum") ? "a,a->a" : "tanh", Kind.TEXT, false, Set.of());
    };
  }

  /// What it may never contain, whoever extends it.
  @Test
  void holdsNothingThatReadsWritesDrawsOrAllocates() {
    assertThat(Functions.all().keySet())
        .noneMatch(name -> name.startsWith("_") || name.endsWith("_"))
        .doesNotContain(
            "save", "load", "from_file", "zeros", "ones", "full", "empty", "arange", "linspace",
            "eye", "expand", "repeat", "tile", "rand", "randn", "rand_like", "dropout", "bernoulli",
            "manual_seed", "set_grad_enabled", "requires_grad", "copy", "resize", "set_num_threads");
  }
}
