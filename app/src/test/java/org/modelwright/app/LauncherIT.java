package org.modelwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Starts the whole program in a process of its own.
class LauncherIT {

  @TempDir Path folder;

  private record Outcome(int exit, String out, String err) {}

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutADisplayOneSentenceAndExitOne() throws Exception {
    Outcome outcome = start(List.of());
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualToIgnoringNewLines(
            "There is no display to open a window on; start it in a desktop session, or use the"
                + " command line: `modelwright --help`.");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDisplayThatDoesNotAnswerIsSaidInOneSentenceToo() throws Exception {
    Outcome outcome = start(List.of(), "DISPLAY", ":4711");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("use the command line").hasLineCount(1);
  }

  @Test
  void aFolderThatIsNoProjectIsNamed() throws Exception {
    Outcome outcome = start(List.of("./elsewhere"));
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("./elsewhere is not a project").hasLineCount(1);
  }

  @Test
  void aBrokenProjectFileIsSaidWithItsLine() throws Exception {
    Files.writeString(folder.resolve("modelwright.yaml"), "format: 1\nname: [\n");
    Outcome outcome = start(List.of("."));
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("modelwright.yaml").contains(":3:").hasLineCount(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aBareWordOpensAProjectUnlessItIsACommand() throws Exception {
    for (String name : List.of("mine", "templates")) {
      Path project = Files.createDirectory(folder.resolve(name));
      Files.writeString(project.resolve("modelwright.yaml"), "format: 1\n");
    }
    assertThat(start(List.of("mine")).err()).startsWith("There is no display");
    assertThat(start(List.of("templates")).err()).doesNotContain("display");
    assertThat(start(List.of("./templates")).err()).startsWith("There is no display");
  }

  @Test
  void aCommandLoadsNoJavaFx() throws Exception {
    Path log = folder.resolve("classes.txt");
    Outcome outcome =
        start(List.of("--version"), "JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
    assertThat(outcome.exit()).isZero();
    assertThat(Files.readString(log))
        .contains("org.modelwright.cli.Main")
        .doesNotContain("javafx.");
  }

  private Outcome start(List<String> arguments, String... environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Launcher.class.getName());
    command.addAll(arguments);
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
    for (int i = 0; i < environment.length; i += 2) {
      builder.environment().put(environment[i], environment[i + 1]);
    }
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends within a minute").isTrue();
    } finally {
      process.destroyForcibly();
    }
    // The java command itself announces JDK_JAVA_OPTIONS.
    List<String> said =
        Files.readAllLines(err).stream().filter(l -> !l.startsWith("NOTE: Picked up")).toList();
    return new Outcome(process.exitValue(), Files.readString(out), String.join("\n", said));
  }
}
