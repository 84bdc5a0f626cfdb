package org.modelwright.app.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Latest;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.settings.ProjectSettings;
import org.modelwright.app.settings.SettingsFile;
import org.modelwright.app.training.Readiness.Check;
import org.modelwright.app.training.Readiness.Subject;
import org.modelwright.app.training.Readiness.Verdict;
import org.modelwright.file.InputException;
import org.modelwright.gpu.GpuProbe;
import org.modelwright.launch.EngineTrial;
import org.modelwright.launch.RunStarter;
import org.modelwright.launch.Worker;
import org.modelwright.launch.WorkerProcess;
import org.modelwright.progress.Progress;
import org.modelwright.project.HardwareSettings;
import org.modelwright.project.LayerTrust;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;

/// Whether a training of the project can begin, and its beginning. Belongs to the FX thread.
final class TrainingModel implements Disposable {

  /// A training that was started.
  ///
  /// @param notes what it is made of, a sentence each, in the core's words
  record Started(RunFolder run, List<String> notes) {}

  private final ProjectSettings project;
  private final Tasks tasks;
  private final LayerTrust trust;
  private final ReadinessLook look;
  private final Latest<ReadinessLook.Question, Readiness> looking;
  private final ReadOnlyObjectWrapper<@Nullable Readiness> readiness =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable EngineTrial> engine = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Tasks.@Nullable Running> starting =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable String> failure = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Started> started = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<String>> devices =
      new ReadOnlyObjectWrapper<>(List.of("cpu", "cuda"));
  private final ReadOnlyObjectWrapper<String> origin = new ReadOnlyObjectWrapper<>("");
  private final ObservableList<String> origins = FXCollections.observableArrayList();
  private final InvalidationListener edited = _ -> lookAgain();
  private final ListChangeListener<Tasks.Running> ended = this::ended;
  private boolean disposed;

  TrainingModel(ProjectSettings project, Tasks tasks, LayerTrust trust) {
    this.project = project;
    this.tasks = tasks;
    this.trust = trust;
    look = new ReadinessLook(trust);
    looking = new Latest<>(look::look, readiness::set);
    project.version().addListener(edited);
    tasks.running().addListener(ended);
    lookAgain();
    readOrigins();
  }

  private void ended(ListChangeListener.Change<? extends Tasks.Running> change) {
    while (change.next()) {
      if (change.wasRemoved()) {
        look.forgetData();
        lookAgain();
      }
    }
  }

  /// Looks again whether all is ready.
  void lookAgain() {
    var problems = new ArrayList<Check>();
    project.files().forEach(file -> problem(file).ifPresent(problems::add));
    looking.submit(new ReadinessLook.Question(problems, project, !origin.get().isEmpty()));
  }

  private static Optional<Check> problem(SettingsFile<?> file) {
    String section = file.section();
    Subject subject = section.equals("data") ? Subject.DATA : Subject.SETTINGS;
    String broken = file.brokenProperty().get();
    if (broken != null) {
      return Optional.of(ReadinessLook.said(subject, broken, section));
    }
    return file.problemsProperty().get().entrySet().stream()
        .findFirst()
        .map(wrong ->
            ReadinessLook.said(
                subject,
                wrong.getValue(),
                section.equals("data") ? section : section + "." + wrong.getKey()));
  }

  /// Tries the engine in a process of its own, and looks which devices there are.
  void tryEngine() {
    engine.set(null);
    Thread.ofVirtual()
        .name("devices")
        .start(() -> {
          int gpus = GpuProbe.probe().gpus().size();
          if (gpus > 0) {
            var found = new ArrayList<>(List.of("cpu"));
            IntStream.range(0, gpus).forEach(i -> found.add("cuda:" + i));
            Platform.runLater(() -> devices.set(List.copyOf(found)));
          }
        });
    Thread.ofVirtual()
        .name("engine-trial")
        .start(() -> {
          try {
            EngineTrial trial = EngineTrial.run();
            Platform.runLater(() -> engine.set(trial));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// What was found by the last look; null before the first.
  ReadOnlyObjectProperty<@Nullable Readiness> readinessProperty() {
    return readiness.getReadOnlyProperty();
  }

  /// How the engine's trial went; null while it goes on or was not begun.
  ReadOnlyObjectProperty<@Nullable EngineTrial> engineProperty() {
    return engine.getReadOnlyProperty();
  }

  /// How the engine's trial went, as a check; good while nothing is known.
  Check engineCheck() {
    EngineTrial trial = engine.get();
    if (trial == null) {
      return engineCheck(Verdict.GOOD, "", Sentence.of("training.ready.engine.trying"));
    }
    if (trial.found() == null) {
      return engineCheck(
          Verdict.BAD, "engine", Sentence.of("training.ready.engine.broken", trial.why()));
    }
    HardwareSettings hardware = project.hardware().settingsProperty().get();
    if (trial.gpus() == 0 && hardware != null && hardware.device().isCuda()) {
      return engineCheck(
          Verdict.BAD,
          TrainingField.DEVICE.fullKey(),
          Sentence.of("training.ready.engine.cpu", trial.found()));
    }
    return engineCheck(Verdict.GOOD, "", Sentence.of("training.ready.engine", trial.found()));
  }

  private static Check engineCheck(Verdict verdict, String place, Sentence words) {
    return new Check(Subject.ENGINE, verdict, words, place);
  }

  /// What a training can be given here, as hardware.yaml names it.
  ReadOnlyObjectProperty<List<String>> devicesProperty() {
    return devices.getReadOnlyProperty();
  }

  /// The start that is going on; null while there is none.
  ReadOnlyObjectProperty<Tasks.@Nullable Running> startingProperty() {
    return starting.getReadOnlyProperty();
  }

  /// Why the last start failed; null where it did not.
  ReadOnlyObjectProperty<@Nullable String> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /// The training that was started last; null before the first.
  ReadOnlyObjectProperty<@Nullable Started> startedProperty() {
    return started.getReadOnlyProperty();
  }

  /// The run whose weights a training begins with; empty for new ones.
  ReadOnlyObjectProperty<String> originProperty() {
    return origin.getReadOnlyProperty();
  }

  void setOrigin(String run) {
    if (!run.equals(origin.get())) {
      origin.set(run);
      lookAgain();
    }
  }

  /// Runs with weights to begin with, the newest first.
  ObservableList<String> origins() {
    return origins;
  }

  /// Lists the runs, off the FX thread.
  void readOrigins() {
    Thread.ofVirtual()
        .name("origins")
        .start(() -> {
          var found = new ArrayList<String>();
          try {
            RunFolder.list(Project.runs(project.folder())).reversed().stream()
                .filter(run -> !Checkpoints.of(run).list().isEmpty())
                .forEach(run -> found.add(run.name()));
          } catch (InputException e) {
            // a folder that cannot be listed has no runs to offer
          }
          Platform.runLater(() -> {
            if (!disposed && !origins.equals(found)) {
              origins.setAll(found);
            }
          });
        });
  }

  /// Allows the custom layers that have been shown to run on this machine.
  void allowLayers() {
    Readiness now = readiness.get();
    if (now != null) {
      try {
        trust.allow(now.unknownLayers());
      } catch (InputException e) {
        failure.set(e.getMessage());
      }
      lookAgain();
    }
  }

  /// The key of the sentence that says why no training can be started; empty where one can.
  String whyNot() {
    Readiness now = readiness.get();
    return starting.get() != null
        ? "training.whyNot.starting"
        : now == null
            ? "training.whyNot.looking"
            : !now.ready() || engineCheck().verdict() == Verdict.BAD
                ? "training.whyNot.notReady"
                : "";
  }

  /// Whether drawing or settings are not saved.
  boolean unsaved() {
    return !project.isSaved();
  }

  /// Whether the settings that the page shows are not saved.
  boolean settingsUnsaved() {
    return project.training().dirtyProperty().get() || project.hardware().dirtyProperty().get();
  }

  /// Makes a run of the project, which is saved, and starts its worker. Nothing happens where
  /// `whyNot` has something to say.
  ///
  /// @param name of the action, in words
  /// @param whenStarted told, on the FX thread
  void start(String name, Consumer<RunFolder> whenStarted) {
    if (!whyNot().isEmpty()) {
      return;
    }
    failure.set(null);
    Project saved;
    try {
      saved = project.read();
    } catch (InputException e) {
      failure.set(e.getMessage());
      return;
    }
    String from = origin.get();
    starting.set(
        tasks.start(
            name,
            progress -> begin(saved, from, progress),
            run -> {
              starting.set(null);
              started.set(run);
              whenStarted.accept(run.run());
            },
            e -> {
              starting.set(null);
              failure.set(e instanceof InputException ? e.getMessage() : e.toString());
            }));
  }

  private Started begin(Project saved, String from, Progress progress) {
    try {
      var notes = new ArrayList<String>();
      trust.require(
          saved.architecture().architecture(),
          Project.ARCHITECTURE,
          "modelwright trust " + saved.folder());
      var starter = new RunStarter(progress, notes::add);
      RunFolder run =
          from.isEmpty()
              ? starter.train(saved, saved.device())
              : starter.branch(RunFolder.find(saved.runs(), from), saved, saved.device());
      try {
        progress.check();
        var _ = WorkerProcess.start(run, Worker.class.getName(), List.of());
      } catch (InputException | CancellationException e) {
        run.discard();
        throw e;
      }
      return new Started(run, List.copyOf(notes));
    } catch (CancellationException e) {
      Platform.runLater(() -> starting.set(null));
      throw e;
    }
  }

  @Override
  public void dispose() {
    disposed = true;
    project.version().removeListener(edited);
    tasks.running().removeListener(ended);
  }
}
