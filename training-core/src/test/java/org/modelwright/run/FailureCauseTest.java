package org.modelwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.InputException;

class FailureCauseTest {

  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void open() {
    run = RunFolder.open(folder);
  }

  private String ofStatus(int status) {
    return FailureCause.ofDeadWorker(run, null, new WorkerExit(42, status, Instant.now()));
  }

  @ParameterizedTest
  @CsvSource({
    "129, SIGHUP",
    "130, SIGINT",
    "134, SIGABRT",
    "137, memory ran out",
    "139, SIGSEGV",
    "143, SIGTERM",
    "3, exit status 3"
  })
  void aStatusIsSaidInWords(int status, String words) {
    assertThat(ofStatus(status)).contains(words).doesNotContain("\n");
  }

  @Test
  void whatTheWorkerCaughtIsSaidInWords() {
    assertThat(FailureCause.of(new InputException("a.txt is empty."))).isEqualTo("a.txt is empty.");
    assertThat(FailureCause.of(new IllegalStateException("first\nsecond")))
        .isEqualTo("IllegalStateException: first");
    assertThat(FailureCause.of(new NullPointerException())).isEqualTo("NullPointerException");
    assertThat(
            FailureCause.of(new UncheckedIOException(new IOException("No space left on device"))))
        .startsWith("The disk is full");
    assertThat(FailureCause.of(new RuntimeException(new OutOfMemoryError("Java heap space"))))
        .contains("heap", "-Xmx");
    assertThat(FailureCause.of(new RuntimeException("CUDA out of memory. Tried to allocate 2 GiB")))
        .contains("GPU", "training.batchSize");
  }

  @Test
  void aCrashReportNamesTheFrame() throws Exception {
    Files.writeString(
        run.crashReport(42),
        """
        #
        # A fatal error has been detected by the Java Runtime Environment:
        #
        #  SIGSEGV (0xb) at pc=0x00007f, pid=42, tid=43
        #
        # Problematic frame:
        # C  [libtorch_cpu.so+0x123]  at::native::add+0x10
        #
        """);
    assertThat(ofStatus(134))
        .isEqualTo(
            "The worker crashed in native code (SIGSEGV) in C [libtorch_cpu.so+0x123]"
                + " at::native::add+0x10; details in hs_err_42.log.");
  }

  @Test
  void theLogsLastWordsAreThere() throws Exception {
    Files.writeString(run.log(), "java.lang.OutOfMemoryError: of an earlier worker\n");
    WorkerLog.markLaunch(run);
    String log = Files.readString(run.log());
    Files.writeString(
        run.log(),
        log
            + "1\n2\n\n3\n4\njava.lang.IllegalStateException: 5\n\tat a.B.c(D.java:1)\n\t... 3 more\n6\n");
    assertThat(ofStatus(1))
        .isEqualTo(
            """
            The worker ended with exit status 1.
            Last lines of worker.log:
              2
              3
              4
              java.lang.IllegalStateException: 5
              6\
            """);
  }

  @Test
  void theLogExplainsTheStatus() throws Exception {
    Files.writeString(
        run.log(), "Terminating due to java.lang.OutOfMemoryError: Java heap space\n");
    assertThat(ofStatus(3)).startsWith("The worker's Java heap ran out of memory");
  }

  @Test
  void outsideOfARunTheLogAndTheCrashReportAreAskedToo() throws Exception {
    Path log = folder.resolve("log");
    Path report = folder.resolve("hs_err_7.log");
    assertThat(FailureCause.ofExit(1, log, report))
        .isEqualTo("The worker ended with exit status 1.");
    Files.writeString(
        log, "first\nTerminating due to java.lang.OutOfMemoryError: Java heap space\n");
    assertThat(FailureCause.ofExit(3, log, report))
        .isEqualTo(
            """
            The worker's Java heap ran out of memory; give it more with the JVM option -Xmx.
            Last lines of what it printed:
              first
              Terminating due to java.lang.OutOfMemoryError: Java heap space\
            """);
    Files.writeString(report, "#  SIGFPE (0x8) at pc=0x1\n# Problematic frame:\n# C  [a.so+0x1]\n");
    assertThat(FailureCause.ofExit(134, log, report))
        .startsWith("The worker crashed in native code (SIGFPE) in C [a.so+0x1].\nLast lines");
  }
}
