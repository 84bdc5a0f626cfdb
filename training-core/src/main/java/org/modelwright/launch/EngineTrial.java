package org.modelwright.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.LinearForm;
import org.modelwright.compile.ProgramText;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.LoadedProgram;
import org.modelwright.engine.Scope;
import org.modelwright.engine.Session;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Initializer;

/// Tries the engine in a process of its own, which native code may kill: one matrix product with a
/// known result.
///
/// @param found the engine's version; null where it did not work
/// @param gpus how many GPUs its build can use
/// @param why what went wrong, in a few words; empty where nothing did
public record EngineTrial(@Nullable String found, int gpus, String why) {

  private static final int SECONDS = 120;
  private static final String MARK = "engine: ";

  /// Runs the trial; the first on a machine unpacks the engine's libraries, which takes some seconds.
  public static EngineTrial run() throws InterruptedException {
    Path log = null;
    try {
      log = Files.createTempFile("modelwright-engine", ".log");
      var builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:-CreateCoredumpOnCrash",
                  "-XX:ErrorFile=" + log + ".crash",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  WorkerProcess.absoluteClassPath(),
                  EngineTrial.class.getName())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new EngineTrial(null, 0, "it gave no answer within " + SECONDS + " s");
      }
      return read(Files.readString(log), process.exitValue());
    } catch (IOException e) {
      return new EngineTrial(null, 0, "no process could be started: " + e.getMessage());
    } finally {
      discard(log);
    }
  }

  private static void discard(@Nullable Path log) {
    if (log == null) {
      return;
    }
    for (Path file : List.of(log, Path.of(log + ".crash"))) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
  }

  static EngineTrial read(String printed, int exit) {
    for (String line : printed.lines().toList()) {
      if (line.startsWith(MARK)) {
        String[] words = line.substring(MARK.length()).split(" ");
        return new EngineTrial(words[0], Integer.parseInt(words[1]), "");
      }
    }
    String last =
        printed
            .lines()
            .filter(line -> !line.isBlank())
            .reduce((_, b) -> b)
            .orElse("it said nothing");
    return new EngineTrial(null, 0, "exit status " + exit + ": " + last.strip());
  }

  public static void main(String[] args) {
    try (Session session = Session.open(DeviceName.CPU, 1);
        Scope scope = session.scope();
        LoadedProgram product =
            session.load(ProgramText.HEADER + ProgramText.product(LinearForm.LINEAR))) {
      var x = session.initialize(new Initializer.Constant(2), 0, 1, ElementType.FLOAT32, 1, 3, 4);
      var w = session.initialize(new Initializer.Constant(0.5), 0, 1, ElementType.FLOAT32, 5, 4);
      double[] y = product.call(scope, "run", LoadedProgram.one(x), LoadedProgram.one(w)).doubles();
      if (y.length != 15 || Arrays.stream(y).anyMatch(v -> v != 4)) {
        throw new IllegalStateException("a matrix product came out wrong: " + Arrays.toString(y));
      }
      System.out.println(MARK + Session.libtorchVersion() + " " + Session.gpus());
    } catch (RuntimeException | LinkageError e) {
      System.out.println(e.getMessage() == null ? e.toString() : e.getMessage());
      System.exit(1);
    }
  }
}
