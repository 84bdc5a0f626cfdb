package org.modelwright.gpu;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads again and again what the GPUs of this machine do, through NVIDIA's management library. Starts
/// no CUDA. Belongs to one thread at a time.
public final class GpuMonitor implements AutoCloseable {

  private final Arena arena = Arena.ofShared();
  private final Nvml nvml;
  private final List<Gpu> gpus;

  private GpuMonitor(NativeLibrary library) throws NativeFailure {
    Nvml opened = null;
    try {
      opened = new Nvml(library, arena);
      nvml = opened;
      gpus = nvml.gpus();
    } catch (NativeFailure e) {
      if (opened != null) {
        opened.close();
      }
      arena.close();
      throw e;
    }
  }

  /// Nothing where this machine has no NVIDIA GPU that its driver knows of.
  public static Optional<GpuMonitor> open() {
    try {
      NativeLibrary library = NativeLibrary.open(GpuProbe.managementNames());
      if (library == null) {
        return Optional.empty();
      }
      var monitor = new GpuMonitor(library);
      if (monitor.gpus.isEmpty()) {
        monitor.close();
        return Optional.empty();
      }
      return Optional.of(monitor);
    } catch (NativeFailure | IllegalCallerException e) {
      return Optional.empty();
    }
  }

  /// In PCI bus order. A few milliseconds.
  public List<GpuReading> read() {
    var readings = new ArrayList<GpuReading>();
    try (Arena scratch = Arena.ofConfined()) {
      for (Gpu gpu : gpus) {
        readings.add(nvml.reading(gpu, scratch));
      }
    } catch (NativeFailure e) {
      return List.of(); // the driver was unloaded or updated meanwhile
    }
    return readings;
  }

  @Override
  public void close() {
    try {
      nvml.close();
    } catch (NativeFailure e) {
      // nothing is left to be closed
    }
    arena.close();
  }
}
