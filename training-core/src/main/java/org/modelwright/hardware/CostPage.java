package org.modelwright.hardware;

import org.modelwright.train.TrainingSettings;

/// What a training costs on a profile, in the profile's currency. Prices are those of the profile's file.
///
/// @param plan what it is computed from
/// @param profile with the prices that count; else the plan's
/// @param deviceHours of all devices
/// @param compute for those
/// @param fastBytes in the fast tier while it trains: tokens, and checkpoints that are kept
/// @param fast for those
/// @param archiveBytes afterwards, for a month: the best and the last checkpoint
/// @param archive for those
/// @param transferBytes that leave: the weights
/// @param transfer for those
public record CostPage(
    Plan plan,
    Profile profile,
    double deviceHours,
    double compute,
    double fastBytes,
    double fast,
    double archiveBytes,
    double archive,
    double transferBytes,
    double transfer) {

  private static final double GIGABYTE = 1e9;

  /// A month is 730 hours, a twelfth of a year.
  private static final double HOURS_PER_MONTH = 730;

  /// Of a number in the token cache; vocabularies above 65536 take 4.
  private static final int TOKEN_BYTES = 2;

  private static final int BEST_AND_LAST = 2;

  public static CostPage of(Plan plan) {
    return of(plan, plan.profile());
  }

  /// @param profile the plan's, with other prices
  public static CostPage of(Plan plan, Profile profile) {
    Workload workload = plan.workload();
    TrainingSettings training = workload.training();
    double weights = plan.memory().weights();
    double checkpoint = weights + plan.memory().optimizer();
    double fastBytes =
        TOKEN_BYTES * workload.tokens() + (training.keepCheckpoints() + 1) * checkpoint;
    double archiveBytes = BEST_AND_LAST * checkpoint;
    double deviceHours = plan.hours() * profile.devices();
    return new CostPage(
        plan,
        profile,
        deviceHours,
        deviceHours * profile.price().perHour(),
        fastBytes,
        fastBytes / GIGABYTE * profile.fast().perGigabyteMonth() * plan.hours() / HOURS_PER_MONTH,
        archiveBytes,
        archiveBytes / GIGABYTE * profile.archive().perGigabyteMonth(),
        weights,
        weights / GIGABYTE * profile.price().transferPerGigabyte());
  }

  public double total() {
    return compute + fast + archive + transfer;
  }

  /// What is saved by taking this one in place of the dearer `other`, in percent; negative where this
  /// one is dearer, 0 where both cost nothing.
  public double savingPercent(CostPage other) {
    return other.total() == 0 ? 0 : 100 * (1 - total() / other.total());
  }
}
