package org.modelwright.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Json;
import org.modelwright.run.FailureCause;

/// A process of its own, which native code may kill, that is asked by lines and answers by lines of JSON
/// (see [Answers] for its side). It ends with this one, and its files with it.
final class AnsweringProcess implements AutoCloseable {

  private static final String LOG = "log";

  /// What the virtual machine says of its own end, which is not an answer.
  private static final List<String> VM_OUTPUT_TO_LOG = List.of("-XX:+DisplayVMOutputToStderr");

  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final Thread atExit = new Thread(this::end, "answering process end");

  /// Makes what the process reads from a folder that is its own.
  @FunctionalInterface
  interface Preparation {
    /// Returns the arguments of the process.
    List<String> in(Path folder) throws IOException;
  }

  /// @param environment besides this process's own
  /// @throws InputException where no process can be started
  AnsweringProcess(Class<?> main, Map<String, String> environment, Preparation preparation) {
    Path made = null;
    Process started = null;
    try {
      made = Files.createTempDirectory("modelwright-" + main.getSimpleName());
      var builder =
          new ProcessBuilder(
                  WorkerProcess.javaCommand(
                      made, main.getName(), VM_OUTPUT_TO_LOG, preparation.in(made)))
              .redirectError(made.resolve(LOG).toFile());
      builder.environment().put("OPT_OUT_TRACKING", "true");
      builder.environment().putAll(environment);
      started = builder.start();
    } catch (IOException e) {
      throw new InputException(
          "No process can be started in "
              + System.getProperty("java.io.tmpdir")
              + " ("
              + IoReason.withFile(e)
              + "); check the permissions and the disk.",
          e);
    } finally {
      if (started == null && made != null) {
        discard(made);
      }
    }
    folder = made;
    process = started;
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Any thread may ask.
  ///
  /// @param line without an end of line
  /// @throws ProcessFailedException where the process has ended
  /// @throws CancellationException where it was interrupted
  void ask(String line) {
    try {
      synchronized (questions) {
        questions.write(line + "\n");
        questions.flush();
      }
    } catch (IOException e) {
      throw gone();
    }
  }

  /// Waits for the next answer.
  ///
  /// @param type of an answer
  /// @throws InputException where it answers that what it was given is wrong
  /// @throws ProcessFailedException where it fails or ends instead
  /// @throws CancellationException where it was interrupted
  <T> T answer(Class<T> type) {
    try {
      for (String text = answers.readLine(); text != null; text = answers.readLine()) {
        if (text.startsWith(Answers.MARK)) {
          return read(text.substring(Answers.MARK.length()), type);
        }
        if (text.startsWith(Answers.FAILURE)) {
          var failure = read(text.substring(Answers.FAILURE.length()), Answers.Failure.class);
          throw failure.input()
              ? new InputException(failure.cause())
              : new ProcessFailedException(failure.cause());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw gone();
  }

  private static <T> T read(String json, Class<T> type) {
    return Json.line().readValue(json, type);
  }

  private RuntimeException gone() {
    int status = process.onExit().join().exitValue();
    return status == INTERRUPTED || status == TERMINATED
        ? new CancellationException()
        : new ProcessFailedException(
            FailureCause.ofExit(
                status, folder.resolve(LOG), folder.resolve("hs_err_" + process.pid() + ".log")));
  }

  private void end() {
    process.destroyForcibly();
    process.onExit().join();
    discard(folder);
  }

  private static void discard(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      // what is left lies in the system's folder for such things
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the hook is running already
    }
  }
}
