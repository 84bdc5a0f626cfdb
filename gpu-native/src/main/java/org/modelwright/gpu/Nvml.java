package org.modelwright.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// An open session of NVIDIA's management library.
/// Source: NVML API Reference, https://docs.nvidia.com/deploy/nvml-api/.
final class Nvml implements AutoCloseable {

  private static final int DRIVER_NOT_LOADED = 9;
  private static final int LIBRARY_VERSION_MISMATCH = 18;

  /// `NVML_TEMPERATURE_GPU`
  private static final int CHIP = 0;

  /// The longest name, UUID or version that the library writes (`NVML_DEVICE_NAME_V2_BUFFER_SIZE`).
  private static final int TEXT = 96;

  private final NativeLibrary library;
  private final Arena arena;

  /// Starts a session that takes its scratch memory from the arena.
  ///
  /// @throws NativeFailure where the driver refuses, most often because its kernel module is not
  ///     loaded or is of another version
  Nvml(NativeLibrary library, Arena arena) throws NativeFailure {
    this.library = library;
    this.arena = arena;
    int result = library.call("nvmlInit_v2");
    if (result != 0) {
      String remedy =
          switch (result) {
            case DRIVER_NOT_LOADED -> "load the nvidia kernel module or restart the machine";
            case LIBRARY_VERSION_MISMATCH ->
                "restart the machine, so that the updated driver is loaded";
            default -> "run `nvidia-smi` to see what it says";
          };
      throw new NativeFailure(
          "The NVIDIA driver does not start (" + errorText(result) + "); " + remedy + ".");
    }
  }

  String driverVersion() throws NativeFailure {
    MemorySegment text = arena.allocate(TEXT);
    check(library.call("nvmlSystemGetDriverVersion", text, TEXT), "The driver's version");
    return text.getString(0);
  }

  /// As 1000 x major + 10 x minor.
  int cudaVersion() throws NativeFailure {
    MemorySegment version = arena.allocate(ValueLayout.JAVA_INT);
    check(library.call("nvmlSystemGetCudaDriverVersion_v2", version), "The CUDA version");
    return version.get(ValueLayout.JAVA_INT, 0);
  }

  List<Gpu> gpus() throws NativeFailure {
    MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
    check(library.call("nvmlDeviceGetCount_v2", count), "The number of GPUs");
    List<Gpu> gpus = new ArrayList<>();
    for (int i = 0; i < count.get(ValueLayout.JAVA_INT, 0); i++) {
      gpus.add(gpu(i));
    }
    return gpus;
  }

  private Gpu gpu(int index) throws NativeFailure {
    String what = "GPU " + index;
    MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
    check(library.call("nvmlDeviceGetHandleByIndex_v2", index, handle), what);
    MemorySegment device = handle.get(ValueLayout.ADDRESS, 0);
    MemorySegment name = arena.allocate(TEXT);
    check(library.call("nvmlDeviceGetName", device, name, TEXT), what);
    MemorySegment uuid = arena.allocate(TEXT);
    check(library.call("nvmlDeviceGetUUID", device, uuid, TEXT), what);

    // The driver may decline these two, as boards that share the CPU's memory do: zeros remain.
    MemorySegment memory = arena.allocate(ValueLayout.JAVA_LONG, 3);
    library.call("nvmlDeviceGetMemoryInfo", device, memory);
    MemorySegment major = arena.allocate(ValueLayout.JAVA_INT);
    MemorySegment minor = arena.allocate(ValueLayout.JAVA_INT);
    int known = library.call("nvmlDeviceGetCudaComputeCapability", device, major, minor);
    return new Gpu(
        index,
        name.getString(0),
        uuid.getString(0),
        memory.getAtIndex(ValueLayout.JAVA_LONG, 0),
        memory.getAtIndex(ValueLayout.JAVA_LONG, 1),
        known == 0
            ? major.get(ValueLayout.JAVA_INT, 0) + "." + minor.get(ValueLayout.JAVA_INT, 0)
            : "");
  }

  /// What a GPU does now; -1 for what the driver declines to say.
  GpuReading reading(Gpu gpu, Arena scratch) throws NativeFailure {
    MemorySegment handle = scratch.allocate(ValueLayout.ADDRESS);
    check(library.call("nvmlDeviceGetHandleByIndex_v2", gpu.index(), handle), "GPU " + gpu.index());
    MemorySegment device = handle.get(ValueLayout.ADDRESS, 0);
    MemorySegment rates = scratch.allocate(ValueLayout.JAVA_INT, 2);
    MemorySegment number = scratch.allocate(ValueLayout.JAVA_INT);
    int utilization =
        library.call("nvmlDeviceGetUtilizationRates", device, rates) == 0
            ? rates.get(ValueLayout.JAVA_INT, 0)
            : -1;
    int celsius =
        library.call("nvmlDeviceGetTemperature", device, CHIP, number) == 0
            ? number.get(ValueLayout.JAVA_INT, 0)
            : -1;
    int power =
        library.call("nvmlDeviceGetPowerUsage", device, number) == 0
            ? number.get(ValueLayout.JAVA_INT, 0)
            : -1;
    int limit =
        library.call("nvmlDeviceGetEnforcedPowerLimit", device, number) == 0
            ? number.get(ValueLayout.JAVA_INT, 0)
            : -1;
    MemorySegment memory = scratch.allocate(ValueLayout.JAVA_LONG, 3);
    long used =
        library.call("nvmlDeviceGetMemoryInfo", device, memory) == 0
            ? memory.getAtIndex(ValueLayout.JAVA_LONG, 2)
            : -1;
    return new GpuReading(gpu, utilization, celsius, power, limit, used);
  }

  private void check(int result, String what) throws NativeFailure {
    if (result != 0) {
      throw new NativeFailure(
          what
              + " cannot be read from the NVIDIA driver ("
              + errorText(result)
              + "); run `nvidia-smi` to see what it says.");
    }
  }

  private String errorText(int result) throws NativeFailure {
    return library.callForText("nvmlErrorString", result) + ", NVML error " + result;
  }

  @Override
  public void close() throws NativeFailure {
    library.call("nvmlShutdown");
  }
}
