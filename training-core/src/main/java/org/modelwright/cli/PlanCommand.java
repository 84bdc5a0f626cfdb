package org.modelwright.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.hardware.Calibration;
import org.modelwright.hardware.Calibrations;
import org.modelwright.hardware.CostPage;
import org.modelwright.hardware.CpuFacts;
import org.modelwright.hardware.Measurement;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Profiles;
import org.modelwright.hardware.Workload;
import org.modelwright.project.Project;
import org.modelwright.project.ProjectPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = "Estimate memory, time, energy and cost of a training, and say what to change.")
final class PlanCommand implements Callable<Integer> {

  private static final double MOST_TOKENS = 1e16;

  @Mixin private final ProjectArgument argument = new ProjectArgument();

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      description = "The hardware, as `modelwright profiles` lists it (default: this-machine).")
  private @Nullable String profile;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Tokens to train on, such as 10e9 (default: those of `training.steps`).")
  private @Nullable Double tokens;

  @Mixin private final SettingOptions settings = new SettingOptions();

  @Option(
      names = "--compare",
      paramLabel = "A,B",
      split = ",",
      description = "Print what the training costs on two profiles, side by side.")
  private List<String> compared = List.of();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    if (tokens != null && !(tokens >= 1 && tokens <= MOST_TOKENS)) {
      throw new InputException("`--tokens` must be a number from 1 to 1e16.");
    }
    if (!compared.isEmpty() && (compared.size() != 2 || profile != null)) {
      throw new InputException(
          "`--compare` takes two profiles, such as --compare a100-80gb,h200, and no --profile besides.");
    }
    Project project = Project.open(argument.folder, settings.overrides());
    Workload workload = workload(project);
    CpuFacts cpu = CpuFacts.read();
    Calibrations calibrations = Calibrations.read(Calibrations.ofUser());
    List<Measurement> measured = learned(project, calibrations, cpu);
    if (compared.isEmpty()) {
      Plan plan =
          plan(
              project,
              workload,
              profile == null ? Profiles.thisMachine() : profile,
              calibrations,
              cpu);
      @Nullable Measurement newest = measured.isEmpty() ? null : measured.getLast();
      if (json) {
        Output.json(PlanReport.document(plan, newest));
      } else {
        PlanReport.print(plan, newest);
      }
      return 0;
    }
    CostPage first = CostPage.of(plan(project, workload, compared.getFirst(), calibrations, cpu));
    CostPage second = CostPage.of(plan(project, workload, compared.getLast(), calibrations, cpu));
    if (json) {
      Output.json(CostReport.document(first, second));
    } else {
      CostReport.print(first, second);
    }
    return 0;
  }

  private Workload workload(Project project) {
    try (var progress = new TerminalProgress()) {
      Workload workload = project.workload(progress);
      return tokens == null ? workload : workload.withTokens(tokens);
    }
  }

  /// A measurement that cannot be written down is told, and the plan goes on without it.
  private static List<Measurement> learned(
      Project project, Calibrations calibrations, CpuFacts cpu) {
    try {
      return Calibration.learn(project.folder(), project.runs(), calibrations, cpu);
    } catch (InputException e) {
      Output.note("%s", String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private static Plan plan(
      Project project, Workload workload, String name, Calibrations calibrations, CpuFacts cpu) {
    Profile profile = Profiles.ofUser().find(name, project.device(), project.threads());
    return ProjectPlan.on(profile, project, workload, calibrations, cpu);
  }
}
