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
  private static final long SEED = 1;

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
  /// @param ratio tokens/s of the second / tokens/s of the first, over all rounds, with a 95 % interval
  ///     over rounds drawn with replacement; null for one subject
  public record Report(List<Figures> figures, Bootstrap.@Nullable Interval ratio) {}

  /// One subject at work.
  private static final class Runner implements AutoCloseable {

    private final RehearsalProcess process;
    private final double learningRate;
    private final List<Double> millis = new ArrayList<>();
    private final double[] secondsPerRound;
    private Rehearsal.@Nullable Step last;

    Runner(Subject subject, int rounds, Consumer<String> messages) {
      learningRate = subject.configuration().trainingSettings().learningRateAt(1);
      secondsPerRound = new double[rounds];
      process =
          RehearsalProcess.onRandomTokens(subject.configuration(), subject.vocabulary(), messages);
    }

    void warmUp(Progress progress) {
      for (int i = 0; i < WARM_UP; i++) {
        progress.check();
        last = process.step(learningRate);
      }
    }

    void turn(int round, int steps) {
      for (int i = 0; i < steps; i++) {
        last = process.step(learningRate);
        millis.add(last.millis());
        secondsPerRound[round] += last.millis() / 1000;
      }
    }

    Figures figures() {
      double median = StepTimes.median(millis.stream().mapToDouble(m -> m).toArray());
      return new Figures(
          process.batchSize(),
          process.accumulation(),
          median,
          process.tokensPerStep() / median * 1000,
          last == null ? 0 : last.peakMemoryBytes(),
          last == null ? null : last.lossScale());
    }

    @Override
    public void close() {
      process.close();
    }
  }

  /// @param b null where nothing is compared
  /// @param messages hears what the processes say
  /// @throws org.modelwright.file.InputException where settings do not fit the drawing or the machine
  /// @throws RehearsalProcess.FailedException where a process dies
  /// @throws java.util.concurrent.CancellationException once the user has asked to stop
  public static Report run(
      Subject a, @Nullable Subject b, Length length, Progress progress, Consumer<String> messages) {
    if (b != null) {
      requireChosenBatch(a);
      requireChosenBatch(b);
    }
    List<Runner> runners = new ArrayList<>();
    try {
      runners.add(new Runner(a, length.rounds(), messages));
      if (b != null) {
        runners.add(new Runner(b, length.rounds(), messages));
      }
      progress.report("warming up", 0, 0);
      for (Runner runner : runners) {
        runner.warmUp(progress);
      }
      for (int round = 0; round < length.rounds(); round++) {
        progress.check();
        progress.report("timing", round, length.rounds());
        for (Runner runner : round % 2 == 0 ? runners : runners.reversed()) {
          runner.turn(round, length.steps());
        }
      }
      progress.report("timing", length.rounds(), length.rounds());
      return new Report(
          runners.stream().map(Runner::figures).toList(),
          b == null ? null : ratio(runners.getFirst(), runners.getLast()));
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

  private static Bootstrap.Interval ratio(Runner a, Runner b) {
    return ratio(
        a.secondsPerRound,
        b.secondsPerRound,
        (double) b.process.tokensPerStep() / a.process.tokensPerStep());
  }

  /// @param secondsA of each round, in the order of those of B
  /// @param tokens of a step of B / of A
  static Bootstrap.Interval ratio(double[] secondsA, double[] secondsB, double tokens) {
    return Bootstrap.ratio(Arrays.stream(secondsA).map(s -> s * tokens).toArray(), secondsB, SEED);
  }
}
