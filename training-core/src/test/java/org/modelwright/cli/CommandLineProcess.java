package org.modelwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.modelwright.file.Json;
import tools.jackson.databind.JsonNode;

/// The command line as a process of its own, as a user starts it.
record CommandLineProcess(int exit, String out, String err) {

  private static final long MINUTES = 5;

  static CommandLineProcess run(Path folder, String... arguments) throws Exception {
    return run(folder, Map.of(), arguments);
  }

  /// @param environment besides this process's own
  static CommandLineProcess run(Path folder, Map<String, String> environment, String... arguments)
      throws Exception {
    return runClass(folder, environment, "org.modelwright.cli.Main", arguments);
  }

  static CommandLineProcess runClass(Path folder, String mainClass, String... arguments)
      throws Exception {
    return runClass(folder, Map.of(), mainClass, arguments);
  }

  static CommandLineProcess runClass(
      Path folder, Map<String, String> environment, String mainClass, String... arguments)
      throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process = start(folder, environment, mainClass, out, err, arguments);
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("did not end: " + List.of(arguments) + Files.readString(err));
    }
    var result =
        new CommandLineProcess(process.exitValue(), Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return result;
  }

  static Process start(Path folder, String mainClass, Path out, Path err, String... arguments)
      throws IOException {
    return start(folder, Map.of(), mainClass, out, err, arguments);
  }

  static Process start(
      Path folder,
      Map<String, String> environment,
      String mainClass,
      Path out,
      Path err,
      String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  JsonNode json() {
    return Json.line().readTree(out);
  }

  /// Without what DJL or the JVM may say.
  List<String> errorLines() {
    return err.lines().filter(l -> !l.startsWith("WARNING:")).toList();
  }
}
