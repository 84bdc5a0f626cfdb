package org.modelwright.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.file.Phrase;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Inheritance;
import org.modelwright.train.RunConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "branch",
    description =
        "Train a new run that begins with an old one's weights: fine-tuning. Drawing, data and"
            + " settings are those the project's files say now; the tokenizer is the old run's.")
final class BranchCommand implements Callable<Integer> {

  @Mixin private final RunArgument argument = new RunArgument();
  @Mixin private final TrainOptions options = new TrainOptions();

  @Mixin private final OwnSourceOptions own = new OwnSourceOptions();

  @Override
  public Integer call() throws InterruptedException {
    RunFolder old = argument.open();
    Project project = Project.open(argument.folder, own.source(), options.overrides());
    Consent.require(project, argument.folder);
    DeviceName device = options.device().orElse(project.device());
    RunConfiguration configuration = project.configuration(device);
    var inheritance = new Inheritance(old);
    RunFolder run =
        Training.create(
            project.folder(),
            project.name(),
            inheritance.withTokenizer(configuration),
            (to, program, resolved) -> {
              Inheritance.Match match = inheritance.match(program);
              tell(inheritance, match);
              requireWholeUnderLora(project, match);
              return inheritance.hand(to, resolved, match);
            });
    return options.run(run);
  }

  /// What begins anew would stay as chance made it.
  private static void requireWholeUnderLora(Project project, Inheritance.Match match) {
    if (project.training().fineTuning().adaptation().isPresent() && !match.anew().isEmpty()) {
      throw new InputException(
          "With `training.lora` only LoRA's own parameters are trained, but the old run has no %s; use its drawing, or remove `lora`."
              .formatted(match.anew().getFirst()));
    }
  }

  private static void tell(Inheritance inheritance, Inheritance.Match match) {
    Output.note(
        "Weights: %d parameters taken from %s.", match.taken().size(), inheritance.origin());
    list("Begin anew", match.anew());
    list("Left behind", match.left());
  }

  private static void list(String what, List<String> names) {
    if (!names.isEmpty()) {
      Output.note("%s: %s.", what, Phrase.list(names));
    }
  }
}
