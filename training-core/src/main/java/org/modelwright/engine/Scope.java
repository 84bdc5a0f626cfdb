package org.modelwright.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import org.modelwright.operator.ElementType;

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

  /// As [Session#over], for this scope.
  public Tensor over(ByteBuffer bytes, ElementType element, long... shape) {
    return session.timed(() -> new Tensor(session, Session.create(manager, bytes, element, shape)));
  }

  @Override
  public void close() {
    manager.close();
  }
}
