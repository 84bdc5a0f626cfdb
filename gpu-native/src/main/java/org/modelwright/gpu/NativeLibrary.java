package org.modelwright.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A C library that may not be there. The calls of a probe are few, so each one is linked when it
/// is made; this is no path for work inside a training step.
final class NativeLibrary {

  private final String name;
  private final SymbolLookup symbols;

  private NativeLibrary(String name, SymbolLookup symbols) {
    this.name = name;
    this.symbols = symbols;
  }

  /// The first of the names or paths that the system's loader finds, or null.
  static @Nullable NativeLibrary open(List<String> names) {
    for (String name : names) {
      try {
        // Never unloaded: the driver keeps threads and exit handlers that live in its code.
        return new NativeLibrary(name, SymbolLookup.libraryLookup(name, Arena.global()));
      } catch (IllegalArgumentException e) {
        // not under this name
      }
    }
    return null;
  }

  /// Calls `int function(arguments...)`. An `Integer` travels as a C `int`, a `MemorySegment` as a
  /// pointer.
  int call(String function, Object... arguments) throws NativeFailure {
    return (int) invoke(function, ValueLayout.JAVA_INT, arguments);
  }

  /// Calls `const char *function(arguments...)`.
  String callForText(String function, Object... arguments) throws NativeFailure {
    var text = (MemorySegment) invoke(function, ValueLayout.ADDRESS, arguments);
    // An error text is one short line; the bound keeps a wild pointer from being read for long.
    return text.equals(MemorySegment.NULL) ? "" : text.reinterpret(1024).getString(0);
  }

  private Object invoke(String function, MemoryLayout result, Object... arguments)
      throws NativeFailure {
    MemorySegment symbol =
        symbols
            .find(function)
            .orElseThrow(() ->
                new NativeFailure(
                    name
                        + " has no function "
                        + function
                        + "; install a newer NVIDIA driver to use the GPU."));
    MemoryLayout[] types =
        Arrays.stream(arguments)
            .map(a -> a instanceof Integer ? ValueLayout.JAVA_INT : ValueLayout.ADDRESS)
            .toArray(MemoryLayout[]::new);
    try {
      return Linker.nativeLinker()
          .downcallHandle(symbol, FunctionDescriptor.of(result, types))
          .invokeWithArguments(arguments);
    } catch (Throwable e) {
      // A native function throws nothing: only a mistake in this class can land here.
      throw new IllegalStateException(name + ": " + function + " cannot be called", e);
    }
  }
}
