package org.modelwright.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run in a list of runs.
///
/// @param run the folder's name
/// @param order grows from run to run: the day, then the number
/// @param cause why it failed; empty unless it did
/// @param started when its first event was written; null before
/// @param seconds that its workers were at it
/// @param steps optimizer steps that hold
/// @param trainLoss of the last step; this and the figures below null where none was reported
/// @param validationLoss the last
/// @param bestValidationLoss the lowest
/// @param tokensPerSecond median of the run once it has ended by its own word, else of the last step
/// @param sizeBytes of all its files, in whatever tier of storage
/// @param device as users write it
/// @param precision empty where it is not known
/// @param branchOf see [RunFacts]
/// @param repeatOf see [RunFacts]
/// @param curve of the training loss
/// @param tags in the order that people gave them
/// @param note empty where there is none
public record RunRow(
    String run,
    long order,
    RunState state,
    String cause,
    @Nullable Instant started,
    double seconds,
    long steps,
    @Nullable Double trainLoss,
    @Nullable Double validationLoss,
    @Nullable Double bestValidationLoss,
    @Nullable Double tokensPerSecond,
    long sizeBytes,
    String device,
    String precision,
    String branchOf,
    String repeatOf,
    Sparkline curve,
    List<String> tags,
    String note) {

  public RunRow {
    tags = List.copyOf(tags);
  }

  /// Looks at a folder.
  ///
  /// @param digest of its events; is followed to their end
  static RunRow of(RunFolder run, RunFacts facts, RunDigest digest, long sizeBytes) {
    RunStatus status = RunStatus.of(run, digest::follow);
    RunLabels labels = RunLabels.orNone(run);
    return new RunRow(
        run.name(),
        run.order(),
        status.state(),
        status.cause() == null ? "" : status.cause(),
        digest.started(),
        digest.seconds(),
        status.steps(),
        status.trainLoss(),
        status.validationLoss(),
        status.bestValidationLoss(),
        status.tokensPerSecond(),
        sizeBytes,
        facts.device(),
        facts.precision(),
        facts.branchOf(),
        facts.repeatOf(),
        digest.curve(),
        labels.tags(),
        labels.note());
  }
}
