package org.modelwright.hardware;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// The C library's heap, where the tensors of a CPU are.
final class NativeHeap {

  private NativeHeap() {}

  /// Gives back to the system what has been freed and was kept for later; glibc alone can. What is kept
  /// counts as resident and would hide how much a piece of work takes.
  static void trim() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> trim = linker.defaultLookup().find("malloc_trim");
    if (trim.isEmpty()) {
      return;
    }
    var type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
    try {
      var _ = (int) linker.downcallHandle(trim.get(), type).invokeExact(0L);
    } catch (Throwable t) { // a downcall declares all there is; malloc_trim(3) throws nothing
      throw new IllegalStateException(t);
    }
  }
}
