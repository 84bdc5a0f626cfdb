package org.modelwright.app.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.hardware.Estimate.Compared;
import org.modelwright.app.settings.CurrentProject;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.hardware.Calibration;
import org.modelwright.hardware.Calibrations;
import org.modelwright.hardware.CpuFacts;
import org.modelwright.hardware.Factors;
import org.modelwright.hardware.Measurement;
import org.modelwright.hardware.MemoryFacts;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Planner;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Profiles;
import org.modelwright.hardware.Workload;
import org.modelwright.project.Project;
import org.modelwright.project.ProjectPlan;

/// Answers questions with the core's planner. Knows no window and takes its time.
///
/// @param calibrations the file of what runs have taught
record Estimator(Profiles profiles, Path calibrations) {

  /// What is asked.
  ///
  /// @param profile its name
  /// @param count devices of a node in place of the profile's; null for those
  /// @param planned null for as many steps as the settings say
  /// @param compared names of the profiles whose costs stand side by side
  record Question(
      CurrentProject project,
      String profile,
      @Nullable Integer count,
      @Nullable Planned planned,
      List<String> compared) {
    Question {
      compared = List.copyOf(compared);
    }
  }

  /// What finished runs have taught.
  ///
  /// @param runs the oldest first
  /// @param problem why it could not be written down, one sentence; null where it could
  record Learned(List<Measurement> runs, @Nullable String problem) {
    Learned {
      runs = List.copyOf(runs);
    }
  }

  private static final String CHECKPOINTING = "training.activationCheckpointing";

  Estimate answer(Question question) {
    Project project = null;
    Workload workload = null;
    String problem = null;
    try {
      project = question.project().read();
      workload = project.workload(project.typicalVocabulary());
    } catch (InputException e) {
      problem = e.getMessage();
    }
    List<ListedProfile> listed = list(project);
    long disk = disk(question.project().folder());
    long memory = MemoryFacts.read().available();
    if (project == null || workload == null) {
      return new Estimate(listed, null, null, problem, false, List.of(), disk, memory);
    }
    boolean assumed = project.data().tokenizer() instanceof TokenizerSettings.Characters;
    List<Compared> compared = new ArrayList<>();
    for (String name : question.compared()) {
      compared.add(compare(question, name, project, workload));
    }
    Plan plan = null;
    Plan otherwise = null;
    try {
      Profile profile = find(question.profile(), project);
      if (question.count() != null) {
        profile = profile.withCount(question.count());
      }
      Workload amount = amount(question, workload, profile);
      Factors factors = factors(project, workload, profile);
      plan =
          Planner.plan(
              amount, profile, factors, listed.stream().flatMap(l -> l.usable().stream()).toList());
      otherwise = otherwise(plan, profile, factors);
    } catch (InputException e) {
      problem = e.getMessage();
    }
    return new Estimate(listed, plan, otherwise, problem, assumed, compared, disk, memory);
  }

  /// Looks at the project's finished runs.
  Learned learn(Path project) {
    try {
      return new Learned(
          Calibration.learn(
              project, Project.runs(project), Calibrations.read(calibrations), CpuFacts.read()),
          null);
    } catch (InputException e) {
      return new Learned(List.of(), e.getMessage());
    }
  }

  private Compared compare(Question question, String name, Project project, Workload workload) {
    try {
      Profile profile = find(name, project);
      return new Compared(
          name,
          Planner.bare(
              amount(question, workload, profile), profile, factors(project, workload, profile)),
          null);
    } catch (InputException e) {
      return new Compared(name, null, e.getMessage());
    }
  }

  private static Workload amount(Question question, Workload workload, Profile profile) {
    return question.planned() == null ? workload : question.planned().in(workload, profile);
  }

  private Factors factors(Project project, Workload workload, Profile profile) {
    return ProjectPlan.factors(
        profile, project, workload, Calibrations.read(calibrations), CpuFacts.read());
  }

  private static @Nullable Plan otherwise(Plan plan, Profile profile, Factors factors) {
    if (plan.workload().program().entry().calls().isEmpty()) {
      return null;
    }
    boolean some = plan.workload().training().activationCheckpointing() > 0;
    return Planner.bare(
        plan.workload().with(Map.of(CHECKPOINTING, some ? "0" : "1")), profile, factors);
  }

  private Profile find(String name, Project project) {
    return profiles.find(name, project.device(), project.threads());
  }

  private List<ListedProfile> list(@Nullable Project project) {
    List<ListedProfile> listed = new ArrayList<>();
    for (String name : profiles.names()) {
      Profile profile = null;
      String problem = null;
      try {
        profile = detected(name, project);
      } catch (InputException e) {
        problem = e.getMessage();
      }
      listed.add(new ListedProfile(name, profiles.origin(name), profile, problem));
    }
    return listed;
  }

  /// Where the project wants a GPU that is not here, this machine is its processor.
  private Profile detected(String name, @Nullable Project project) {
    if (project == null) {
      return profiles.find(name, DeviceName.CPU, 0);
    }
    try {
      return find(name, project);
    } catch (InputException e) {
      if (!name.equals(Profiles.thisMachine())) {
        throw e;
      }
      return profiles.find(name, DeviceName.CPU, project.threads());
    }
  }

  private static long disk(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }
}
