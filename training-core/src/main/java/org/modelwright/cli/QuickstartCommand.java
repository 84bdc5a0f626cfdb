package org.modelwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.evaluate.Sampler;
import org.modelwright.evaluate.TextGenerator;
import org.modelwright.evaluate.TrainedModel;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.project.Project;
import org.modelwright.project.Templates;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.train.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "quickstart",
    description =
        "The main job in one command: make java-lm, train it, evaluate it, have it write Java.")
final class QuickstartCommand implements Callable<Integer> {

  private static final String PROMPT = "    /**\n     * Returns the number of";

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "quickstart",
      description = "The folder of the new project (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("quickstart");

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Fewer steps than the template's, for a first look.")
  private @Nullable String steps;

  @Override
  public Integer call() throws InterruptedException {
    List<String> overrides = steps == null ? List.of() : List.of("training.steps=" + steps);
    if (steps != null) {
      refuseWrong(steps);
    }
    Output.note("1/4  New project %s: a small language model of Java source code", folder);
    Templates.create(folder, "java-lm", Optional.empty());
    Project project = Project.open(folder, overrides);

    Output.note("2/4  Training");
    RunFolder run = Training.starting(runs -> runs.train(project, project.device()));
    RunStatus status = Training.follow(run);
    int exit = Training.report(run, status, false);
    if (status.state() != RunState.COMPLETED) {
      return exit;
    }
    var options = new ModelOptions();
    Output.note("3/4  Evaluating on the source files that were held out");
    EvaluateCommand.print(EvaluateCommand.evaluate(run, options));

    Output.note("4/4  Writing");
    try (TrainedModel model = options.open(run)) {
      GenerateCommand.write(
          model, new TextGenerator.Request(PROMPT, 200, "", new Sampler.Settings(0.7, 0, 0.9, 1)));
    }
    Output.note(
        """

        What next:
          modelwright generate %1$s --prompt "public class "    let it write something else
          modelwright inspect %1$s                              what the model is made of
          modelwright train %1$s --set training.steps=6000      train longer
          modelwright new DIR --template java-lm --data PATH    train on your own text\
        """,
        folder);
    return 0;
  }

  /// Before a folder is made that would be in the way of the next attempt.
  private static void refuseWrong(String steps) {
    var value = new YamlValue.Scalar(YamlValue.Place.whole("--steps"), steps, false);
    var alone = new YamlValue.Mapping(value.place(), Map.of("steps", value));
    var _ = TrainingSettings.read(new YamlReader(alone, "training."));
  }
}
