package org.modelwright.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.DeviceName;
import org.modelwright.evaluate.Prediction;
import org.modelwright.evaluate.TextGenerator;
import org.modelwright.evaluate.TrainedModel;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.hardware.CpuFacts;
import org.modelwright.progress.Progress;
import org.modelwright.project.LayerTrust;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;
import org.modelwright.train.RunConfiguration;

/// The main class of a process that holds a checkpoint and goes on with texts: a request in JSON on a line
/// of standard input is answered by a line for each token. It ends when standard input does.
final class PlaygroundWorker {

  /// The line that ends the writing after the present token.
  static final String STOP = "stop";

  private PlaygroundWorker() {}

  /// One line; of its parts one is there.
  record Line(
      @Nullable Ready ready,
      @Nullable Piece piece,
      @Nullable Integer written,
      @Nullable String refusal) {}

  /// The checkpoint is loaded.
  ///
  /// @param step after which it was written
  record Ready(long step) {}

  /// What a token added; see [TextGenerator.Listener].
  record Piece(String text, @Nullable Prediction prediction) {}

  /// Arguments: a run's folder, the word for a checkpoint.
  public static void main(String[] args) {
    Answers.whileAsked(() -> {
      RunFolder run = RunFolder.open(Path.of(args[0]));
      RunConfiguration configuration = RunConfiguration.read(run.configuration());
      LayerTrust.ofUser().require(configuration.drawing(), "The drawing", "modelwright trust");
      DeviceName device = DeviceName.parse(configuration.device());
      Opened opened = open(run, args[1], device, CpuFacts.read().physicalCores());
      try (TrainedModel model = opened.model()) {
        Answers.say(new Line(new Ready(opened.step()), null, null, null));
        answer(model);
      }
    });
  }

  private record Opened(TrainedModel model, long step) {}

  /// While a training goes on, what was chosen can be pruned before it is loaded; then another is chosen.
  private static Opened open(RunFolder run, String word, DeviceName device, int threads) {
    while (true) {
      Path checkpoint = Checkpoints.of(run).choose(word);
      try {
        return new Opened(
            new TrainedModel(run, checkpoint, device, threads), Checkpoints.step(checkpoint));
      } catch (InputException e) {
        if (Files.exists(checkpoint)) {
          throw e;
        }
      }
    }
  }

  private static void answer(TrainedModel model) throws InterruptedException {
    var requests = new LinkedBlockingQueue<String>();
    var stopped = new AtomicBoolean();
    Thread.ofPlatform().daemon().start(() -> listen(requests, stopped));
    while (true) {
      var request = Json.line().readValue(requests.take(), TextGenerator.Request.class);
      try {
        int written =
            TextGenerator.generate(model, request, PlaygroundWorker::tell, until(stopped));
        Answers.say(new Line(null, null, written, null));
      } catch (InputException e) {
        Answers.say(new Line(null, null, null, e.getMessage()));
      }
    }
  }

  /// Reads while the model writes, so that it can be stopped.
  private static void listen(BlockingQueue<String> requests, AtomicBoolean stopped) {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        if (line.equals(STOP)) {
          stopped.set(true);
        } else {
          stopped.set(false);
          requests.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.exit(0);
    }
  }

  private static void tell(String text, @Nullable Supplier<Prediction> told) {
    Prediction prediction = told == null ? null : told.get();
    Answers.say(new Line(null, new Piece(text, prediction), null, null));
  }

  private static Progress until(AtomicBoolean stopped) {
    return new Progress() {
      @Override
      public void report(String activity, long done, long total) {}

      @Override
      public boolean cancelled() {
        return stopped.get();
      }
    };
  }
}
