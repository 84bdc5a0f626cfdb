package org.modelwright.engine;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.modelwright.operator.ElementType;

/// A tensor held by the engine. It lives until it, its scope or its session is closed.
public final class Tensor implements AutoCloseable {

  private final Session session;
  private final NDArray array;

  Tensor(Session session, NDArray array) {
    this.session = session;
    this.array = array;
  }

  NDArray array() {
    return array;
  }

  public long[] shape() {
    return array.getShape().getShape();
  }

  public long elements() {
    return array.size();
  }

  public ElementType element() {
    return switch (array.getDataType()) {
      case FLOAT64 -> ElementType.FLOAT64;
      case FLOAT32 -> ElementType.FLOAT32;
      case INT64 -> ElementType.INT64;
      default -> throw new IllegalStateException("unexpected type " + array.getDataType());
    };
  }

  /// Says whether gradients are computed for it.
  public Tensor requireGradient(boolean required) {
    array.setRequiresGradient(required);
    return this;
  }

  /// The only element of a scalar, or the first.
  public double scalar() {
    return doubles()[0];
  }

  /// All elements, in row-major order.
  public double[] doubles() {
    return session.timed(() -> {
      if (array.getDataType() == ai.djl.ndarray.types.DataType.FLOAT64) {
        return array.toDoubleArray();
      }
      float[] floats = array.toFloatArray();
      double[] doubles = new double[floats.length];
      for (int i = 0; i < floats.length; i++) {
        doubles[i] = floats[i];
      }
      return doubles;
    });
  }

  public float[] floats() {
    return session.timed(array::toFloatArray);
  }

  /// The bytes, in the machine's byte order; at most 2 GiB.
  public ByteBuffer bytes() {
    return session.timed(() -> array.toByteBuffer().order(ByteOrder.nativeOrder()));
  }

  /// Overwrites the values.
  ///
  /// @param bytes direct, in the machine's byte order, exactly as many as the tensor has
  public void set(ByteBuffer bytes) {
    try (Scope scope = session.scope()) {
      session.assign(scope, this, scope.over(bytes, array.getDataType(), shape()));
    }
  }

  @Override
  public void close() {
    array.close();
  }
}
