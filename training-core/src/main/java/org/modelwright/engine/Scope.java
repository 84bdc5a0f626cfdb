package org.modelwright.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/// The tensors of one piece of work, such as a training step: closing it frees them all.
public final class Scope implements AutoCloseable {

  private final Session session;
  private final NDManager manager;

  Scope(Session session, NDManager manager) {
    this.session = session;
    this.manager = manager;
  }

  NDManager manager() {
    return manager;
  }

  Tensor adopt(NDArray array) {
    array.attach(manager);
    return new Tensor(session, array);
  }

  public Tensor number(double value) {
    return session.timed(() -> new Tensor(session, manager.create(value)));
  }

  public Tensor number(long value) {
    return session.timed(() -> new Tensor(session, manager.create(value)));
  }

  /// An int64 tensor over a direct buffer in the machine's byte order. On the CPU it may share the
  /// memory: the buffer must not change while the scope is open.
  public Tensor over(LongBuffer numbers, long... shape) {
    return session.timed(() -> new Tensor(session, Session.over(manager, numbers, shape)));
  }

  Tensor over(ByteBuffer bytes, DataType type, long... shape) {
    return session.timed(() -> new Tensor(session, manager.create(bytes, new Shape(shape), type)));
  }

  @Override
  public void close() {
    manager.close();
  }
}
