package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands, each in a process whose every attempt to use a socket is answered by the kernel with its
/// death. Child processes inherit that.
class NoNetworkIT {

  @TempDir private Path folder;

  @Test
  void aConnectionIsDeadly() throws Exception {
    assumeLinux();
    CommandLineProcess result =
        CommandLineProcess.runClass(folder, WithoutNetwork.class.getName(), "connect");
    assertThat(result.exit()).isEqualTo(128 + 31); // SIGSYS
  }

  @Test
  void trainingEvaluatingAndWritingUseNoSocket() throws Exception {
    assumeLinux();
    SmallProject project = SmallProject.in(folder);
    for (String[] command :
        new String[][] {
          {"train", "p", "--steps", "3"}, {"evaluate", "p"}, {"generate", "p", "--prompt", "the "}
        }) {
      CommandLineProcess result =
          CommandLineProcess.runClass(project.folder(), WithoutNetwork.class.getName(), command);
      assertThat(result.exit()).as(result.err()).isZero();
    }
  }

  @Test
  @Tag("slow")
  void quickstartUsesNoSocket() throws Exception {
    assumeLinux();
    CommandLineProcess result =
        CommandLineProcess.runClass(
            folder, WithoutNetwork.class.getName(), "quickstart", "q", "--steps", "30");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("perplexity").contains("Returns the number of");
  }

  private static void assumeLinux() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "seccomp filters are set here for Linux on x86-64 only");
  }
}
