package org.modelwright.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Json;
import org.modelwright.run.FailureCause;
import org.modelwright.train.Rehearsal;
import org.modelwright.train.RunConfiguration;

/// A process of its own, which native code may kill, that trains outside of a run, a step whenever it is
/// asked. It ends with this one, and its files with it. Between steps it waits for the next question and
/// takes no processor time, if `OMP_WAIT_POLICY` is `PASSIVE`.
public final class RehearsalProcess implements AutoCloseable {

  private static final String LOG = "log";

  /// What the virtual machine says of its own end, which is not an answer.
  private static final List<String> VM_OUTPUT_TO_LOG = List.of("-XX:+DisplayVMOutputToStderr");

  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final Consumer<String> messages;
  private final Thread atExit = new Thread(this::end, "rehearsal end");
  private final RehearsalWorker.Ready ready;

  /// Training that ended in a way that no input explains. The message is for the user.
  public static final class FailedException extends RuntimeException {
    FailedException(String cause) {
      super(cause);
    }
  }

  private RehearsalProcess(Path folder, Process process, Consumer<String> messages) {
    this.folder = folder;
    this.process = process;
    this.messages = messages;
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      ready = Objects.requireNonNull(answer().ready());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Starts a process that trains on random tokens, with threads that do not spin while it waits.
  ///
  /// @param messages hears what it says besides its answers
  /// @throws InputException where the settings do not fit the drawing or the machine
  /// @throws FailedException where it ends otherwise
  public static RehearsalProcess onRandomTokens(
      RunConfiguration configuration, int vocabulary, Consumer<String> messages) {
    return start(
        configuration,
        List.of(RehearsalWorker.RANDOM, Integer.toString(vocabulary)),
        Map.of("OMP_WAIT_POLICY", "PASSIVE"),
        messages);
  }

  /// As above, on the text of a project.
  ///
  /// @param project its folder
  public static RehearsalProcess onData(
      RunConfiguration configuration, Path project, Consumer<String> messages) {
    return start(
        configuration,
        List.of(RehearsalWorker.DATA, project.toAbsolutePath().toString()),
        Map.of(),
        messages);
  }

  private static RehearsalProcess start(
      RunConfiguration configuration,
      List<String> source,
      Map<String, String> environment,
      Consumer<String> messages) {
    Path folder = null;
    Process process = null;
    try {
      folder = Files.createTempDirectory("modelwright-rehearsal");
      Path file = folder.resolve("run.json");
      configuration.write(file);
      List<String> arguments = new ArrayList<>();
      arguments.add(file.toString());
      arguments.addAll(source);
      var builder =
          new ProcessBuilder(
                  WorkerProcess.javaCommand(
                      folder, RehearsalWorker.class.getName(), VM_OUTPUT_TO_LOG, arguments))
              .redirectError(folder.resolve(LOG).toFile());
      builder.environment().put("OPT_OUT_TRACKING", "true");
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new InputException(
          "No process can be started in "
              + System.getProperty("java.io.tmpdir")
              + " ("
              + IoReason.withFile(e)
              + "); check the permissions and the disk.",
          e);
    } finally {
      if (process == null && folder != null) {
        discard(folder);
      }
    }
    return new RehearsalProcess(folder, process, messages);
  }

  /// Windows in a micro-batch.
  public int batchSize() {
    return ready.batchSize();
  }

  /// Micro-batches in a step.
  public int accumulation() {
    return ready.accumulation();
  }

  public long tokensPerStep() {
    return ready.tokensPerStep();
  }

  /// Has it make a step and waits for the end of it.
  ///
  /// @throws FailedException where it ends instead
  /// @throws CancellationException where it was interrupted
  public Rehearsal.Step step(double learningRate) {
    try {
      questions.write(learningRate + "\n");
      questions.flush();
    } catch (IOException e) {
      throw gone();
    }
    return Objects.requireNonNull(answer().step());
  }

  private RehearsalWorker.Line answer() {
    try {
      for (String text = answers.readLine(); text != null; text = answers.readLine()) {
        if (!text.startsWith(RehearsalWorker.MARK)) {
          continue;
        }
        RehearsalWorker.Line line =
            Json.line()
                .readValue(
                    text.substring(RehearsalWorker.MARK.length()), RehearsalWorker.Line.class);
        if (line.failure() != null) {
          throw line.failure().input()
              ? new InputException(line.failure().cause())
              : new FailedException(line.failure().cause());
        }
        if (line.message() == null) {
          return line;
        }
        messages.accept(line.message());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw gone();
  }

  private RuntimeException gone() {
    int status = process.onExit().join().exitValue();
    return status == INTERRUPTED || status == TERMINATED
        ? new CancellationException()
        : new FailedException(
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
