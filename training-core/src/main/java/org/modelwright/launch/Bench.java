package org.modelwright.launch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.modelwright.evaluate.Bootstrap;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;
import org.modelwright.train.Rehearsal;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.StepTimes;

/// Times training steps on random tokens. Two settings are compared side by side: each has a process of
/// its own, and the two take turns, A B B A A B B A, so that what else happens on the machine meets both.
/// The one that waits sleeps.
public final class Bench {

  private static final int WARM_UP = 5;

  /// Pairs of processes that the rounds are divided among.
  private static final int PAIRS = 5;

  /// The 97.5 % points of Student's distribution with 1, 2, ... degrees of freedom.
  private static final double[] STUDENT = {12.706, 4.303, 3.182, 2.776};

  private Bench() {}

  /// What is timed.
  ///
  /// @param vocabulary random tokens are below it
  public record Subject(RunConfiguration configuration, int vocabulary) {}

  /// How long.
  ///
  /// @param rounds turns of each, 2 or more
  /// @param steps in a turn
  public record Length(int rounds, int steps) {}

  /// @param batchSize windows a micro-batch
  /// @param accumulation micro-batches a step
  /// @param millisPerStep median
  /// @param tokensPerSecond tokens of a step / median
  /// @param peakMemoryBytes main memory that training took at most
  /// @param lossScale of the last step; null where the precision needs none
  public record Figures(
      int batchSize,
      int accumulation,
      double millisPerStep,
      double tokensPerSecond,
      long peakMemoryBytes,
      @Nullable Double lossScale) {}

  /// @param figures of each subject
  /// @param ratio tokens/s of the second / tokens/s of the first, the geometric mean over pairs of
  ///     processes, with Student's 95 % interval over the pairs; null for one subject
  public record Report(List<Figures> figures, Bootstrap.@Nullable Interval ratio) {}

  /// What all processes of one subject have shown.
  private static final class Tally {

    private final Subject subject;
    private final double learningRate;
    private final List<Double> millis = new ArrayList<>();
    private int batchSize;
    private int accumulation;
    private long tokensPerStep;
    private long peakMemoryBytes;
    private @Nullable Double lossScale;

    /// Tokens/s of its last process.
    private double rate;

    Tally(Subject subject) {
      this.subject = subject;
      learningRate = subject.configuration().trainingSettings().learningRateAt(1);
    }

    Figures figures() {
      double median = StepTimes.median(millis.stream().mapToDouble(m -> m).toArray());
      return new Figures(
          batchSize,
          accumulation,
          median,
          tokensPerStep / median * 1000,
          peakMemoryBytes,
          lossScale);
    }
  }

  /// One process of a subject.
  private static final class Runner implements AutoCloseable {

    private final Tally tally;
    private final RehearsalProcess process;
    private double seconds;
    private long steps;

    Runner(Tally tally, Consumer<String> messages) {
      this.tally = tally;
      process =
          RehearsalProcess.onRandomTokens(
              tally.subject.configuration(), tally.subject.vocabulary(), messages);
      tally.batchSize = process.batchSize();
      tally.accumulation = process.accumulation();
      tally.tokensPerStep = process.tokensPerStep();
    }

    void warmUp(Progress progress) {
      for (int i = 0; i < WARM_UP; i++) {
        progress.check();
        var _ = process.step(tally.learningRate);
      }
    }

    void turn(int count) {
      for (int i = 0; i < count; i++) {
        Rehearsal.Step step = process.step(tally.learningRate);
        tally.millis.add(step.millis());
        tally.peakMemoryBytes = Math.max(tally.peakMemoryBytes, step.peakMemoryBytes());
        tally.lossScale = step.lossScale();
        seconds += step.millis() / 1000;
        steps++;
      }
    }

    double tokensPerSecond() {
      return steps * tally.tokensPerStep / seconds;
    }

    @Override
    public void close() {
      process.close();
    }
  }

  /// @param b null where nothing is compared
  /// @param messages hears what the first processes say
  /// @throws org.modelwright.file.InputException where settings do not fit the drawing or the machine
  /// @throws ProcessFailedException where a process dies
  /// @throws java.util.concurrent.CancellationException once the user has asked to stop
  public static Report run(
      Subject a, @Nullable Subject b, Length length, Progress progress, Consumer<String> messages) {
    List<Tally> tallies = new ArrayList<>(List.of(new Tally(a)));
    if (b != null) {
      requireChosenBatch(a);
      requireChosenBatch(b);
      tallies.add(new Tally(b));
    }
    // two processes with the same settings differ more than two rounds of one
    int pairs = b == null ? 1 : Math.min(PAIRS, length.rounds());
    double[] ratios = new double[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      int from = length.rounds() * pair / pairs;
      int to = length.rounds() * (pair + 1) / pairs;
      Consumer<String> heard = pair == 0 ? messages : _ -> {};
      time(pair % 2 == 0 ? tallies : tallies.reversed(), from, to, length, progress, heard);
      ratios[pair] = tallies.getLast().rate / tallies.getFirst().rate;
    }
    progress.report("timing", length.rounds(), length.rounds());
    return new Report(
        tallies.stream().map(Tally::figures).toList(), b == null ? null : interval(ratios));
  }

  /// Rounds `from` to `to` in processes of their own.
  private static void time(
      List<Tally> tallies,
      int from,
      int to,
      Length length,
      Progress progress,
      Consumer<String> messages) {
    List<Runner> runners = new ArrayList<>();
    try {
      for (Tally tally : tallies) {
        runners.add(new Runner(tally, messages));
      }
      for (Runner runner : runners) {
        runner.warmUp(progress);
      }
      for (int round = from; round < to; round++) {
        progress.check();
        progress.report("timing", round, length.rounds());
        for (Runner runner : round % 2 == 0 ? runners : runners.reversed()) {
          runner.turn(length.steps());
        }
      }
      runners.forEach(runner -> runner.tally.rate = runner.tokensPerSecond());
    } finally {
      runners.forEach(Runner::close);
    }
  }

  private static void requireChosenBatch(Subject subject) {
    if (subject.configuration().trainingSettings().autoBatch()) {
      throw new InputException(
          "`training.batchSize` is `auto`, but the second of two settings side by side would find the"
              + " memory taken by the first; set training.batchSize on both sides.");
    }
  }

  /// Student's interval of the mean logarithm.
  ///
  /// @param ratios one for each pair of processes, from 2 to as many as [#PAIRS]
  static Bootstrap.Interval interval(double... ratios) {
    double mean = Arrays.stream(ratios).map(Math::log).average().orElseThrow();
    double squares = Arrays.stream(ratios).map(r -> Math.pow(Math.log(r) - mean, 2)).sum();
    double error = Math.sqrt(squares / (ratios.length - 1) / ratios.length);
    double reach = STUDENT[ratios.length - 2] * error;
    return new Bootstrap.Interval(Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach));
  }
}
