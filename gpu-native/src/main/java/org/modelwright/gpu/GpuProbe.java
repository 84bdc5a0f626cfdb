package org.modelwright.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;

/// Asks the NVIDIA driver, if there is one, which GPUs this machine has and whether CUDA starts.
public final class GpuProbe {

  private GpuProbe() {}

  /// Takes a few milliseconds without a driver and up to a second with one. Starts CUDA in this
  /// process but takes no memory on a GPU. Never throws: what is missing is said in
  /// [GpuReport#why()].
  public static GpuReport probe() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return GpuReport.absent("macOS has no NVIDIA driver, so everything runs on the CPU.");
    }
    return probe(
        managementNames(),
        system.startsWith("windows")
            ? List.of("nvcuda.dll")
            : List.of("libcuda.so.1", "/usr/lib/wsl/lib/libcuda.so.1"));
  }

  /// Where the management library may be, in order.
  static List<String> managementNames() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")
        ? List.of("nvml.dll")
        // The second path is the one of the Windows subsystem, outside the loader's usual folders.
        : List.of("libnvidia-ml.so.1", "/usr/lib/wsl/lib/libnvidia-ml.so.1");
  }

  /// @param managementNames where the management library may be, in order
  /// @param cudaNames where the CUDA driver may be, in order
  static GpuReport probe(List<String> managementNames, List<String> cudaNames) {
    try {
      NativeLibrary management = NativeLibrary.open(managementNames);
      if (management == null) {
        return GpuReport.absent(
            "No NVIDIA driver was found ("
                + managementNames.getFirst()
                + "); install one to use an NVIDIA GPU.");
      }
      return read(management, cudaNames);
    } catch (IllegalCallerException e) {
      return GpuReport.absent(
          "This Java process may not call native code; start it with"
              + " --enable-native-access=ALL-UNNAMED to use a GPU.");
    }
  }

  private static GpuReport read(NativeLibrary management, List<String> cudaNames) {
    String version = "";
    int cuda = 0;
    List<Gpu> gpus = List.of();
    try (Arena arena = Arena.ofConfined();
        var nvml = new Nvml(management, arena)) {
      version = nvml.driverVersion();
      cuda = nvml.cudaVersion();
      gpus = nvml.gpus();
      if (gpus.isEmpty()) {
        throw new NativeFailure("The NVIDIA driver is there but sees no GPU.");
      }
      startCuda(cudaNames, arena);
      return new GpuReport(true, version, cuda, gpus, null);
    } catch (NativeFailure e) {
      return new GpuReport(true, version, cuda, gpus, e.getMessage());
    }
  }

  /// The management library sees boards that a program may not use (in a container, under
  /// `CUDA_VISIBLE_DEVICES`, after a fault): only CUDA itself knows.
  /// Source: CUDA Driver API, https://docs.nvidia.com/cuda/cuda-driver-api/.
  private static void startCuda(List<String> names, Arena arena) throws NativeFailure {
    NativeLibrary cuda = NativeLibrary.open(names);
    if (cuda == null) {
      throw new NativeFailure(
          "The driver's CUDA library ("
              + names.getFirst()
              + ") was not found; in a container, allow the `compute` driver capability.");
    }
    int result = cuda.call("cuInit", 0);
    if (result != 0) {
      throw new NativeFailure(
          "CUDA does not start ("
              + errorName(cuda, result, arena)
              + "); check CUDA_VISIBLE_DEVICES, then run `nvidia-smi`.");
    }
  }

  private static String errorName(NativeLibrary cuda, int result, Arena arena)
      throws NativeFailure {
    MemorySegment text = arena.allocate(ValueLayout.ADDRESS);
    boolean known = cuda.call("cuGetErrorName", result, text) == 0;
    return known
        ? text.get(ValueLayout.ADDRESS, 0).reinterpret(1024).getString(0)
        : "CUDA error " + result;
  }
}
