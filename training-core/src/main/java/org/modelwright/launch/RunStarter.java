package org.modelwright.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.modelwright.compile.Costs;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.UserCache;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Phrase;
import org.modelwright.file.YamlReader;
import org.modelwright.gpu.GpuProbe;
import org.modelwright.gpu.GpuReport;
import org.modelwright.operator.Program;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.RunStatus;
import org.modelwright.train.Checkpoints;
import org.modelwright.train.Inheritance;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;
import org.modelwright.train.TrainingSettings;

/// Makes the folders of new runs, and sees that an old one can go on. Everything that can be wrong is
/// found before a folder is made: a run that cannot begin is refused in words and leaves no trace.
/// Whether custom layers may run is asked before, see [org.modelwright.project.LayerTrust].
public final class RunStarter {

  private final Progress progress;
  private final Consumer<String> notes;

  /// @param progress of text that has to be encoded
  /// @param notes told, a sentence each, what the run will be made of
  public RunStarter(Progress progress, Consumer<String> notes) {
    this.progress = progress;
    this.notes = notes;
  }

  /// A run of the project as its files, with any overrides, stand.
  ///
  /// @throws InputException where anything is wrong
  public RunFolder train(Project project, DeviceName device) {
    return train(project, device, Map.of());
  }

  /// @param provenance what run.json is to say besides of where the run came from
  /// @throws InputException where anything is wrong
  public RunFolder train(Project project, DeviceName device, Map<String, String> provenance) {
    requireComplete(project, device);
    return create(
        project.folder(),
        project.name(),
        project.configuration(device).withProvenance(provenance),
        (_, _, configuration) -> configuration);
  }

  /// Sees that `train` will find nothing wrong, and writes nothing but encoded text.
  ///
  /// @throws InputException where it would
  public void requireTrainable(Project project, DeviceName device) {
    requireComplete(project, device);
    var _ = check(project.folder(), project.name(), project.configuration(device));
  }

  private void requireComplete(Project project, DeviceName device) {
    requireUsable(device);
    if (project.training().fineTuning().adaptation().isPresent()) {
      throw new InputException(
          "training.yaml: `training.lora` adapts weights that have been trained, but a new run has none; use `modelwright branch`, or remove it.");
    }
    // before the text is encoded, which can take long
    var _ = project.compile(progress).require(Project.ARCHITECTURE);
    project.notes().forEach(notes);
  }

  /// A run with exactly the settings of an old one.
  ///
  /// @throws InputException where they cannot be had any more
  public RunFolder repeat(RunFolder old) {
    return create(
        TrainingRun.project(old),
        "repeat",
        Sweep.without(RunConfiguration.read(old.configuration())),
        (to, _, resolved) -> Inheritance.repeat(old, to, resolved));
  }

  /// A run of the project that begins with an old run's weights and has its tokenizer: fine-tuning.
  ///
  /// @throws InputException where no weights fit, or anything else is wrong
  public RunFolder branch(RunFolder old, Project project, DeviceName device) {
    var inheritance = new Inheritance(old);
    project.notes().forEach(notes);
    return create(
        project.folder(),
        project.name(),
        inheritance.withTokenizer(project.configuration(device)),
        (to, program, resolved) -> {
          Inheritance.Match match = inheritance.match(program);
          tell(inheritance, match);
          requireWholeUnderLora(project, match);
          return inheritance.hand(to, resolved, match);
        });
  }

  /// Sees that a run that ended or never began can go on from its newest checkpoint.
  ///
  /// @throws InputException where it cannot
  public void requireResumable(RunFolder run) {
    RunStatus status = RunStatus.of(run);
    if (!status.state().isFinal() && status.state() != RunState.QUEUED) {
      throw new InputException(
          "Run "
              + run.name()
              + " is "
              + status.state().word()
              + "; stop it first, or wait for its end.");
    }
    if (status.state() == RunState.COMPLETED) {
      throw new InputException(
          "Run " + run.name() + " is complete; train again with more steps instead.");
    }
    RunConfiguration configuration = RunConfiguration.read(run.configuration());
    Program program = check(TrainingRun.project(run), run.name(), configuration);
    Checkpoints.of(run)
        .newest()
        .ifPresent(checkpoint ->
            Checkpoints.verify(checkpoint, program, configuration.trainingSettings()));
  }

  /// Puts into a new run's folder what it begins with, and returns the configuration it then has.
  @FunctionalInterface
  private interface Equipment {
    RunConfiguration put(RunFolder run, Program program, RunConfiguration configuration)
        throws IOException;
  }

  private RunFolder create(
      Path project, String title, RunConfiguration configuration, Equipment equipment) {
    Checked checked = examine(project, title, configuration);
    RunFolder run =
        RunFolder.create(Project.runs(project), title, LocalDate.now(ZoneId.systemDefault()));
    try {
      RunConfiguration equipped = equipment.put(run, checked.program(), configuration);
      Map<String, String> provenance = new TreeMap<>(equipped.provenance());
      // a run can wait for long, and is not to train on what has come into its files meanwhile
      provenance.putIfAbsent("data", checked.data());
      equipped.withProvenance(provenance).write(run.configuration());
      return run;
    } catch (IOException e) {
      run.discard();
      throw new InputException(
          run
              + " cannot be written ("
              + IoReason.withFile(e)
              + "); check the permissions and the disk.",
          e);
    } catch (InputException e) {
      run.discard();
      throw e;
    }
  }

  /// Sees that a worker will find nothing wrong: a run that cannot begin is refused here, in words,
  /// and leaves no trace.
  ///
  /// @param run its name, or that of the run it repeats
  /// @return the program it will train
  public Program check(Path project, String run, RunConfiguration configuration) {
    return examine(project, run, configuration).program();
  }

  /// @param data the fingerprint of the text
  private record Checked(Program program, String data) {}

  private Checked examine(Path project, String run, RunConfiguration configuration) {
    requireUsable(DeviceName.parse(configuration.device()));
    var _ = UserCache.engine();
    TrainingSettings settings = configuration.trainingSettings();
    DataSettings data =
        DataSettings.read(new YamlReader(configuration.data(), "data."), project.toAbsolutePath());
    try (Dataset dataset = Dataset.open(data, TrainingRun.cache(project), progress)) {
      configuration.requireSame(dataset, run);
      Program program =
          TrainingRun.compile(configuration, dataset.tokenizer().vocabularySize(), settings, data);
      note(
          "Data: %,d training tokens, %,d held out; %s.",
          dataset.training().length(),
          dataset.validation().length(),
          String.join(", ", dataset.statistics().origins()));
      int vocabulary = dataset.tokenizer().vocabularySize();
      if (data.tokenizer() instanceof TokenizerSettings.Bpe bpe && vocabulary < bpe.vocabulary()) {
        note(
            "Data: no more pairs occur twice, so the vocabulary has %,d tokens instead of %,d,"
                + " and the model is that much smaller.",
            vocabulary, bpe.vocabulary());
      }
      long all = elements(program, _ -> true);
      long trained = elements(program, settings.fineTuning().trained());
      note(
          "Model: %,d parameters%s, %,.0f million operations a token.",
          all,
          trained == all
              ? ""
              : ", of which %,d (%.2f %%) are trained".formatted(trained, 100.0 * trained / all),
          Costs.flopsPerToken(program, data.context(), settings.fineTuning().trained()) / 1e6);
      return new Checked(program, dataset.fingerprint());
    }
  }

  private static long elements(Program program, Predicate<String> names) {
    return program.slots().stream()
        .filter(slot -> names.test(slot.name()))
        .mapToLong(slot -> slot.type().shape().elements().resolve(Map.of()))
        .sum();
  }

  /// @throws InputException where this machine has no such device
  public static void requireUsable(DeviceName device) {
    if (device.isCuda()) {
      GpuReport report = GpuProbe.probe();
      if (!report.usable()) {
        throw new InputException(
            "The device `"
                + device
                + "` cannot be used ("
                + String.valueOf(report.why()).replaceFirst("[.]$", "")
                + "); use --device cpu.");
      }
      if (device.index() >= report.gpus().size()) {
        throw new InputException(
            "There is no GPU "
                + device.index()
                + " here, only "
                + report.gpus().size()
                + "; use a smaller number.");
      }
    }
  }

  /// What begins anew would stay as chance made it.
  private static void requireWholeUnderLora(Project project, Inheritance.Match match) {
    if (project.training().fineTuning().adaptation().isPresent() && !match.anew().isEmpty()) {
      throw new InputException(
          "With `training.lora` only LoRA's own parameters are trained, but the old run has no %s; use its drawing, or remove `lora`."
              .formatted(match.anew().getFirst()));
    }
  }

  private void tell(Inheritance inheritance, Inheritance.Match match) {
    note("Weights: %d parameters taken from %s.", match.taken().size(), inheritance.origin());
    list("Begin anew", match.anew());
    list("Left behind", match.left());
  }

  private void list(String what, List<String> names) {
    if (!names.isEmpty()) {
      note("%s: %s.", what, Phrase.list(names));
    }
  }

  private void note(String format, Object... values) {
    notes.accept(String.format(Locale.ROOT, format, values));
  }
}
