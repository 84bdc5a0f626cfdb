package org.modelwright.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.List;

/// A program inside the engine.
public final class LoadedProgram implements AutoCloseable {

  /// An argument of a method: one tensor, or a list of them.
  public sealed interface Argument {
    record One(Tensor tensor) implements Argument {}

    record Many(List<Tensor> tensors) implements Argument {}
  }

  private final Session session;
  private final PtSymbolBlock block;

  LoadedProgram(Session session, PtSymbolBlock block) {
    this.session = session;
    this.block = block;
  }

  public static Argument one(Tensor tensor) {
    return new Argument.One(tensor);
  }

  public static Argument many(List<Tensor> tensors) {
    return new Argument.Many(tensors);
  }

  /// Runs a method that returns one tensor, which belongs to `scope`.
  ///
  /// @param arguments in the order of the method's
  public Tensor call(Scope scope, String method, Argument... arguments) {
    return session.timed(() -> {
      NDList list = new NDList();
      for (int i = 0; i < arguments.length; i++) {
        // DJL gathers arrays that share a name ending in [] into one list
        String name = "a" + i;
        switch (arguments[i]) {
          case Argument.One one -> add(list, one.tensor(), name);
          case Argument.Many many -> many.tensors().forEach(t -> add(list, t, name + "[]"));
        }
      }
      NDArray selector = scope.manager().create(0f);
      selector.setName("module_method:" + method);
      list.add(selector);
      return scope.adopt(IValueUtils.forward(block, list, true).get(0));
    });
  }

  private static void add(NDList list, Tensor tensor, String name) {
    tensor.array().setName(name);
    list.add(tensor.array());
  }

  @Override
  public void close() {
    block.close();
  }
}
