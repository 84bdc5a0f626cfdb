package org.modelwright.project;

import org.modelwright.hardware.Calibration;
import org.modelwright.hardware.Calibrations;
import org.modelwright.hardware.CpuFacts;
import org.modelwright.hardware.Factors;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Planner;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Workload;

/// Plans a project's training with what earlier runs on this machine have taught.
public final class ProjectPlan {

  private ProjectPlan() {}

  /// @param workload of the project, perhaps for other tokens than its settings say
  /// @param profile what runs have taught counts where it is this machine, or one with the same processor
  /// @throws org.modelwright.file.InputException where the profile's device has no such precision
  public static Plan on(
      Profile profile,
      Project project,
      Workload workload,
      Calibrations calibrations,
      CpuFacts cpu) {
    return Planner.plan(workload, profile, factors(profile, project, workload, calibrations, cpu));
  }

  /// What earlier runs have taught of a profile.
  public static Factors factors(
      Profile profile,
      Project project,
      Workload workload,
      Calibrations calibrations,
      CpuFacts cpu) {
    return Calibration.factors(
        calibrations,
        profile,
        workload,
        project.device(),
        project.threads(),
        project.architectureText(),
        cpu);
  }
}
