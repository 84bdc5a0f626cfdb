package org.modelwright.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.modelwright.file.InputException;
import org.modelwright.train.Rehearsal;
import org.modelwright.train.RunConfiguration;

/// A process of its own that trains outside of a run, a step whenever it is asked. Between steps it waits
/// for the next question and takes no processor time, if `OMP_WAIT_POLICY` is `PASSIVE`.
public final class RehearsalProcess implements AutoCloseable {

  private final AnsweringProcess process;
  private final Consumer<String> messages;
  private final RehearsalWorker.Ready ready;

  private RehearsalProcess(AnsweringProcess process, Consumer<String> messages) {
    this.process = process;
    this.messages = messages;
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
  /// @throws ProcessFailedException where it ends otherwise
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
    var process =
        new AnsweringProcess(
            RehearsalWorker.class,
            environment,
            folder -> {
              Path file = folder.resolve("run.json");
              configuration.write(file);
              List<String> arguments = new ArrayList<>();
              arguments.add(file.toString());
              arguments.addAll(source);
              return arguments;
            });
    return new RehearsalProcess(process, messages);
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
  /// @throws ProcessFailedException where it ends instead
  /// @throws CancellationException where it was interrupted
  public Rehearsal.Step step(double learningRate) {
    process.ask(Double.toString(learningRate));
    return Objects.requireNonNull(answer().step());
  }

  private RehearsalWorker.Line answer() {
    while (true) {
      RehearsalWorker.Line line = process.answer(RehearsalWorker.Line.class);
      if (line.message() == null) {
        return line;
      }
      messages.accept(line.message());
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
