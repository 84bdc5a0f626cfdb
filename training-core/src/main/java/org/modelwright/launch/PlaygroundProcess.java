package org.modelwright.launch;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.modelwright.evaluate.Prediction;
import org.modelwright.evaluate.TextGenerator;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.run.RunFolder;

/// A process of its own that holds a checkpoint of a run and goes on with texts. Between them it takes no
/// processor time. What becomes of the checkpoint's files once it is loaded does not matter.
public final class PlaygroundProcess implements AutoCloseable {

  /// Hears what is written.
  @FunctionalInterface
  public interface Listener {
    /// As [TextGenerator.Listener#write], with the prediction itself.
    void write(String text, @Nullable Prediction prediction);
  }

  private final AnsweringProcess process;
  private final PlaygroundWorker.Ready ready;

  /// Starts the process and waits until the checkpoint is loaded, on the device of the run.
  ///
  /// @param checkpoint a word as in [org.modelwright.train.Checkpoints#choose]
  /// @throws InputException where the run has no such checkpoint, it is broken, or the tokenizer is
  ///     another
  /// @throws ProcessFailedException where the process fails or dies
  public PlaygroundProcess(RunFolder run, String checkpoint) {
    process =
        new AnsweringProcess(
            PlaygroundWorker.class,
            Map.of("OMP_WAIT_POLICY", "PASSIVE"),
            _ -> List.of(run.path().toAbsolutePath().toString(), checkpoint));
    try {
      ready = Objects.requireNonNull(answer().ready());
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /// The step after which the checkpoint was written.
  public long step() {
    return ready.step();
  }

  /// Writes until enough is written, the stop text or the end of a text comes up, or it is stopped.
  ///
  /// @param listener hears the prompt, then what each token adds, in this thread
  /// @return how many tokens were written
  /// @throws InputException where the tokenizer cannot express the prompt
  /// @throws ProcessFailedException where the process fails or dies
  /// @throws CancellationException where the process was interrupted
  public int generate(TextGenerator.Request request, Listener listener) {
    process.ask(Json.line().writeValueAsString(request));
    while (true) {
      PlaygroundWorker.Line line = answer();
      if (line.refusal() != null) {
        throw new InputException(line.refusal());
      }
      if (line.written() != null) {
        return line.written();
      }
      PlaygroundWorker.Piece piece = Objects.requireNonNull(line.piece());
      listener.write(piece.text(), piece.prediction());
    }
  }

  /// Ends the writing after the present token. Any thread may say so.
  public void stop() {
    process.ask(PlaygroundWorker.STOP);
  }

  private PlaygroundWorker.Line answer() {
    return process.answer(PlaygroundWorker.Line.class);
  }

  /// Ends the process, whatever it does; whoever waits for its answer hears that.
  @Override
  public void close() {
    process.close();
  }
}
