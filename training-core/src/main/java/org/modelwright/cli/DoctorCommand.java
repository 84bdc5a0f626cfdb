package org.modelwright.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelwright.engine.UserCache;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.YamlReader;
import org.modelwright.gpu.GpuProbe;
import org.modelwright.gpu.GpuReport;
import org.modelwright.hardware.CpuFacts;
import org.modelwright.hardware.MemoryFacts;
import org.modelwright.launch.EngineTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = "Look at this machine: what training needs, what is there, what is missing.")
final class DoctorCommand implements Callable<Integer> {

  private static final double GIB = 1L << 30;
  private static final double LEAST_MEMORY_GIB = 2;
  private static final double LEAST_DISK_GIB = 5;

  /// What libtorch's CUDA 12 build runs on: any driver that serves CUDA 12.
  private static final int OLDEST_CUDA = 12_000;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  enum Verdict {
    OK,
    MISSING,
    OLD,
    BROKEN
  }

  /// @param remedy what to do; empty where nothing is to be done
  record Check(String name, Verdict verdict, String found, String remedy) {}

  @Override
  public Integer call() throws InterruptedException {
    Output.note("trying the engine ...");
    EngineTrial engine = EngineTrial.run();
    GpuReport gpu = GpuProbe.probe();
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "jdk", Verdict.OK, System.getProperty("java.vm.name") + " " + Runtime.version(), ""));
    checks.add(engine(engine));
    checks.add(processor(CpuFacts.read()));
    checks.add(memory(MemoryFacts.read()));
    checks.add(disk("disk of projects", Path.of("").toAbsolutePath()));
    checks.add(cache());
    checks.add(driver(gpu));
    if (gpu.driverPresent()) {
      checks.add(gpus(gpu));
      checks.add(cuda(gpu, engine));
    }
    checks.add(mpi(System.getenv().getOrDefault("PATH", "")));
    print(checks);
    return 0;
  }

  private void print(List<Check> checks) {
    if (json) {
      Output.json(Map.of("checks", checks.stream().map(DoctorCommand::document).toList()));
      return;
    }
    for (Check check : checks) {
      Output.result("%-8s %-18s %s", YamlReader.word(check.verdict()), check.name(), check.found());
      if (!check.remedy().isEmpty()) {
        Output.result("%-27s %s", "", check.remedy());
      }
    }
  }

  private static Map<String, String> document(Check check) {
    Map<String, String> document = new LinkedHashMap<>();
    document.put("name", check.name());
    document.put("verdict", YamlReader.word(check.verdict()));
    document.put("found", check.found());
    document.put("remedy", check.remedy());
    return document;
  }

  static Check engine(EngineTrial trial) {
    return trial.found() == null
        ? new Check(
            "engine",
            Verdict.BROKEN,
            trial.why(),
            "Delete "
                + UserCache.folder()
                + " and try again; on Linux, glibc 2.28 or newer is needed.")
        : new Check(
            "engine", Verdict.OK, "libtorch " + trial.found() + ", a product came out right", "");
  }

  private static Check processor(CpuFacts cpu) {
    return new Check(
        "processor",
        Verdict.OK,
        "%s, %d cores, bf16 %s"
            .formatted(
                cpu.name(),
                cpu.physicalCores(),
                cpu.fastBf16() ? "fast" : "without instructions of its own (use fp32)"),
        "");
  }

  static Check memory(MemoryFacts memory) {
    String found =
        String.format(
            Locale.ROOT,
            "%.1f of %.1f GiB available",
            memory.available() / GIB,
            memory.total() / GIB);
    return memory.available() < LEAST_MEMORY_GIB * GIB
        ? new Check(
            "memory",
            Verdict.MISSING,
            found,
            "Close other programs: the samples want %.0f GiB.".formatted(LEAST_MEMORY_GIB))
        : new Check("memory", Verdict.OK, found, "");
  }

  private static Check disk(String name, Path folder) {
    try {
      double free = Files.getFileStore(folder).getUsableSpace() / GIB;
      String found = String.format(Locale.ROOT, "%.1f GiB free in %s", free, folder);
      if (!Files.isWritable(folder)) {
        return new Check(
            name, Verdict.BROKEN, folder + " cannot be written", "Go to a folder of your own.");
      }
      return free < LEAST_DISK_GIB
          ? new Check(
              name,
              Verdict.MISSING,
              found,
              "Free some: %.0f GiB hold the samples and their runs.".formatted(LEAST_DISK_GIB))
          : new Check(name, Verdict.OK, found, "");
    } catch (IOException e) {
      return new Check(
          name,
          Verdict.BROKEN,
          folder + ": " + IoReason.of(e),
          "Check the folder and its permissions.");
    }
  }

  private static Check cache() {
    try {
      return disk("disk of the cache", UserCache.engine());
    } catch (InputException e) {
      return new Check(
          "disk of the cache",
          Verdict.BROKEN,
          String.valueOf(e.getMessage()),
          "Set XDG_CACHE_HOME to a folder that can be written.");
    }
  }

  static Check driver(GpuReport gpu) {
    String name = "NVIDIA driver";
    if (!gpu.driverPresent()) {
      return new Check(
          name,
          Verdict.MISSING,
          String.valueOf(gpu.why()),
          "None is needed on the CPU; for a GPU, install NVIDIA's driver 525 or newer.");
    }
    String found =
        "%s, CUDA %d.%d"
            .formatted(
                gpu.driverVersion(), gpu.cudaVersion() / 1000, gpu.cudaVersion() % 1000 / 10);
    return gpu.cudaVersion() > 0 && gpu.cudaVersion() < OLDEST_CUDA
        ? new Check(name, Verdict.OLD, found, "Install driver 525 or newer, which serves CUDA 12.")
        : new Check(name, Verdict.OK, found, "");
  }

  static Check gpus(GpuReport gpu) {
    String found =
        gpu.gpus().stream()
            .map(g ->
                String.format(
                    Locale.ROOT,
                    "%d: %s, %.0f GiB, compute capability %s",
                    g.index(),
                    g.name(),
                    g.totalBytes() / GIB,
                    g.computeCapability()))
            .collect(Collectors.joining("; "));
    if (gpu.usable()) {
      return new Check("GPU", Verdict.OK, found, "");
    }
    return gpu.gpus().isEmpty()
        ? new Check(
            "GPU", Verdict.MISSING, String.valueOf(gpu.why()), "Train on the CPU (--device cpu).")
        : new Check(
            "GPU",
            Verdict.BROKEN,
            found + ": " + gpu.why(),
            "Restart the machine, or reinstall the driver.");
  }

  static Check cuda(GpuReport gpu, EngineTrial engine) {
    String name = "engine for CUDA";
    if (engine.gpus() >= gpu.gpus().size() && engine.gpus() > 0) {
      return new Check(name, Verdict.OK, "reaches " + engine.gpus() + " GPUs", "");
    }
    return new Check(
        name,
        Verdict.MISSING,
        "the engine reaches %d of %d GPUs".formatted(engine.gpus(), gpu.gpus().size()),
        "Unpack libtorch 2.7.1 for CUDA 12.8 and set PYTORCH_LIBRARY_PATH to its lib folder and"
            + " PYTORCH_FLAVOR=cu128.");
  }

  /// @param path folders with programs, as in the variable PATH
  static Check mpi(String path) {
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "mpirun"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(found -> new Check("MPI", Verdict.OK, found.toString(), ""))
        .orElse(
            new Check(
                "MPI",
                Verdict.MISSING,
                "no mpirun on the PATH",
                "Only several machines need it: install Open MPI (Debian: openmpi-bin)."));
  }
}
