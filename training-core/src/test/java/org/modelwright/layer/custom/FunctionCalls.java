package org.modelwright.layer.custom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every function of the list, called with as few and with as many arguments as it takes.
public final class FunctionCalls {

  private FunctionCalls() {}

  /// A method for each call.
  public static List<String> methods() {
    List<String> methods = new ArrayList<>();
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
          methods.add(
              "  def m%d(self: __torch__.Model, x: Tensor) -> %s:\n    return %s\n"
                  .formatted(methods.size(), type, call(signature, everything)));
        }
      }
    }
    return methods;
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
    return "torch."
        + signature.name()
        + "("
        + String.join(", ", signature.accept(given, named).orElseThrow())
        + ")";
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
}
