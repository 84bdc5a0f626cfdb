package org.modelwright.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.modelwright.project.LayerTrust;
import org.modelwright.train.Machine;
import org.modelwright.train.Rehearsal;
import org.modelwright.train.RunConfiguration;

/// The main class of a process that trains outside of a run: a learning rate on a line of standard
/// input asks for a step, which is answered by a line of JSON. It ends when standard input does, so that
/// it does not outlive whoever asks.
final class RehearsalWorker {

  /// The word before a vocabulary for random tokens; before a project's folder it is [#DATA].
  static final String RANDOM = "random";

  static final String DATA = "data";

  private RehearsalWorker() {}

  /// One line; of its parts one is there.
  record Line(@Nullable String message, @Nullable Ready ready, Rehearsal.@Nullable Step step) {}

  /// All is loaded.
  ///
  /// @param batchSize windows a micro-batch
  /// @param accumulation micro-batches a step
  record Ready(int batchSize, int accumulation, long tokensPerStep) {}

  /// Arguments: a file like run.json, then `random VOCABULARY` or `data PROJECT`.
  public static void main(String[] args) {
    Answers.whileAsked(() -> {
      RunConfiguration configuration = RunConfiguration.read(Path.of(args[0]));
      LayerTrust.ofUser().require(configuration.drawing(), "The drawing", "modelwright trust");
      try (Rehearsal rehearsal = open(configuration, args[1], args[2])) {
        answer(rehearsal);
      }
    });
  }

  private static Rehearsal open(RunConfiguration configuration, String kind, String value) {
    Machine machine = Worker.machine(configuration);
    return kind.equals(RANDOM)
        ? Rehearsal.onRandomTokens(
            configuration, Integer.parseInt(value), machine, RehearsalWorker::tell)
        : Rehearsal.onData(configuration, Path.of(value), machine, RehearsalWorker::tell);
  }

  private static void tell(String message) {
    Answers.say(new Line(message, null, null));
  }

  private static void answer(Rehearsal rehearsal) throws IOException {
    var ready =
        new Ready(
            rehearsal.settings().batchSize(),
            rehearsal.settings().accumulation(),
            rehearsal.tokensPerStep());
    Answers.say(new Line(null, ready, null));
    var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String question = questions.readLine();
        question != null;
        question = questions.readLine()) {
      Answers.say(new Line(null, null, rehearsal.step(Double.parseDouble(question))));
    }
  }
}
