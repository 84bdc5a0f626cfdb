package org.modelwright.project;

import org.modelwright.file.YamlReader;
import org.modelwright.hardware.Calibration;
import org.modelwright.hardware.Calibrations;
import org.modelwright.hardware.CpuFacts;
import org.modelwright.hardware.Factors;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Planner;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Profiles;
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
    boolean here =
        profile.name().equals(Profiles.thisMachine()) || profile.device().equals(cpu.name());
    Factors factors =
        here
            ? calibrations.factors(
                Calibration.device(project.device(), cpu),
                YamlReader.word(workload.training().precision()),
                Calibration.threads(project.threads(), cpu),
                Calibration.drawing(project.architectureText()))
            : Factors.NONE;
    return Planner.plan(workload, profile, factors);
  }
}
