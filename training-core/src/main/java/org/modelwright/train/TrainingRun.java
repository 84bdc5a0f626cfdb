package org.modelwright.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.Compiler;
import org.modelwright.compile.Costs;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.Session;
import org.modelwright.file.Fingerprint;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.operator.MixtureOperator;
import org.modelwright.operator.Program;
import org.modelwright.progress.Progress;
import org.modelwright.run.CommandTail;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;

/// A run from its folder alone: prepares what run.json says, resumes from the newest checkpoint if there
/// is one, and trains.
public final class TrainingRun {

  static final String TOKENIZER = "tokenizer.json";

  /// Tokens of a micro-batch, so that its bytes fit a Java buffer.
  private static final long MOST_TOKENS = Integer.MAX_VALUE / Long.BYTES;

  private final RunFolder folder;
  private final Path project;
  private final Machine machine;
  private final EventLog events;

  public TrainingRun(RunFolder folder, Machine machine, EventLog events) {
    this.folder = folder;
    this.project = project(folder);
    this.machine = machine;
    this.events = events;
  }

  /// Trains to the end, in the calling thread, which owns the engine from then on.
  public void train(CommandTail commands) {
    events.append(new Event.StateChanged(Instant.now(), RunState.PREPARING));
    RunConfiguration configuration = RunConfiguration.read(folder.configuration());
    DataSettings data = DataSettings.read(new YamlReader(configuration.data(), "data."), project);
    var checkpoints = Checkpoints.of(folder);
    Optional<Path> checkpoint = checkpoints.newest();
    try (Dataset dataset = Dataset.open(data, cache(project), announce())) {
      configuration.requireSame(dataset, folder.name());
      Program program =
          compile(
              configuration,
              dataset.tokenizer().vocabularySize(),
              configuration.trainingSettings(),
              data);
      DeviceName device = DeviceName.parse(configuration.device());
      try (Session session = Session.open(device, threads(configuration, machine))) {
        long baseline = machine.memory().getAsLong();
        configuration = prepare(configuration, dataset, program, session, data.context());
        TrainingSettings settings = configuration.trainingSettings();
        try (var trainee =
            new Trainee(
                session,
                program,
                Preparation.forms(frozen(configuration), settings.batchSize(), data.context()),
                settings,
                dataset,
                data.context(),
                initial(folder),
                checkpoint.orElse(null))) {
          long tokens = settings.tokensPerStep(data.context());
          var costs =
              new TrainingLoop.Costs(
                  tokens,
                  Costs.flopsPerToken(program, data.context(), settings.fineTuning().trained())
                      * tokens,
                  machine.peakFlops(),
                  machine.memory(),
                  () -> Math.max(0, machine.peakMemory().getAsLong() - baseline));
          var loop =
              new TrainingLoop(
                  settings,
                  trainee,
                  checkpoints,
                  new FaultSnapshots(folder.faults()),
                  events,
                  commands,
                  costs);
          if (checkpoint.isPresent()) {
            Checkpoints.State state = Checkpoints.state(checkpoint.get());
            loop.resumeFrom(state);
            events.append(new Event.Resumed(Instant.now(), state.step()));
          } else if (EventLog.read(folder.events()).stream()
              .anyMatch(Event.Step.class::isInstance)) {
            // the earlier worker died before its first checkpoint: what it said of its steps is
            // void
            events.append(new Event.Resumed(Instant.now(), 0));
          }
          try (var _ =
              Archiving.begin(
                  checkpoints, text -> events.append(new Event.Message(Instant.now(), text)))) {
            if (checkpoint.isEmpty() && initial(folder) != null) {
              loop.validateInitial();
            }
            loop.run();
          }
        }
      }
    }
  }

  /// How many threads a kernel is given: as many as when the run began.
  static int threads(RunConfiguration configuration, Machine machine) {
    if (configuration.frozen() != null) {
      return configuration.frozen().threads();
    }
    return configuration.threads() == 0 ? machine.cores() : configuration.threads();
  }

  /// The folder of the project that a run belongs to; the paths of its data settings are relative to it.
  public static Path project(RunFolder run) {
    return run.path().resolve("../..").normalize();
  }

  /// The tokenizer a run was trained with.
  public static Path tokenizer(RunFolder run) {
    return run.path().resolve(TOKENIZER);
  }

  /// The weights that another run left to this one, if any.
  private static @Nullable Path initial(RunFolder run) {
    return Files.exists(run.initialWeights()) ? run.initialWeights() : null;
  }

  /// Where a project keeps what can be made again: tokens, tokenizers.
  public static Path cache(Path project) {
    return project.resolve("cache");
  }

  /// The program of a run's architecture for a vocabulary of `vocabulary` tokens, with what LoRA adds.
  ///
  /// @throws InputException with the first problem of the drawing, or where a pattern of names fits
  ///     nothing in it
  public static Program compile(RunConfiguration configuration, long vocabulary) {
    TrainingSettings settings = configuration.trainingSettings();
    Program program = settings.fineTuning().apply(drawn(configuration, vocabulary));
    settings.optimizer().requireFitting(program);
    return program;
  }

  /// As above, of the drawing alone.
  public static Program drawn(RunConfiguration configuration, long vocabulary) {
    return Compiler.compile(configuration.drawing(), OptionalLong.of(vocabulary))
        .require(RunConfiguration.DRAWING);
  }

  /// The program of a run's architecture for a vocabulary of `vocabulary` tokens, once a batch of it is known to fit.
  ///
  /// @throws InputException with the first problem of the drawing, or where a window is longer than
  ///     its positions, a micro-batch larger than a buffer, or padding would be counted
  public static Program compile(
      RunConfiguration configuration,
      long vocabulary,
      TrainingSettings settings,
      DataSettings data) {
    return fitted(drawn(configuration, vocabulary), settings, data);
  }

  /// The program of a drawing, with what LoRA adds, once a batch of it is known to fit.
  ///
  /// @param drawn the drawing alone
  /// @throws InputException as above, but for the drawing's problems
  public static Program fitted(Program drawn, TrainingSettings settings, DataSettings data) {
    int context = data.context();
    if ((long) settings.batchSize() * context > MOST_TOKENS) {
      throw new InputException(
          "A micro-batch of `training.batchSize` %d times `data.context` %d tokens is larger than %d; lower one and raise `training.accumulation`."
              .formatted(settings.batchSize(), context, MOST_TOKENS));
    }
    Program program = settings.fineTuning().apply(drawn);
    settings.optimizer().requireFitting(program);
    OptionalLong longest = Costs.longestWindow(program);
    if (longest.isPresent() && longest.getAsLong() < context) {
      throw new InputException(
          "data.yaml: `data.context` is "
              + context
              + ", but the learned positions of the drawing reach only to "
              + longest.getAsLong()
              + "; lower `context` or raise their `length`.");
    }
    if (settings.activationCheckpointing() > 0 && program.entry().calls().isEmpty()) {
      throw new InputException(
          "training.yaml: `training.activationCheckpointing` is "
              + settings.activationCheckpointing()
              + ", but the drawing has no block; set it to 0, or group layers into a block.");
    }
    if (data.windows() == DataSettings.WindowForm.PADDED
        && MixtureOperator.countsPositions(program)) {
      throw new InputException(
          "data.yaml: `data.windows` is `padded`, but a MixtureOfExperts of the drawing would count the"
              + " padding in its balance and capacity; set `windows: packed`, or its"
              + " `capacityFactor: 0` and `balance: 0`.");
    }
    return program;
  }

  private Progress announce() {
    return new Progress() {
      private String last = "";

      @Override
      public synchronized void report(String activity, long done, long total) {
        if (!activity.equals(last)) {
          last = activity;
          events.append(new Event.Message(Instant.now(), activity));
        }
      }
    };
  }

  /// Freezes what affects bits the first time; afterwards uses it again and names what differs.
  private RunConfiguration prepare(
      RunConfiguration configuration,
      Dataset dataset,
      Program program,
      Session session,
      int context) {
    TrainingSettings settings = configuration.trainingSettings();
    Map<String, String> now = provenance(configuration, dataset, settings);
    try {
      // of a resumed run too, where it is gone, and of a repeated one, which begins with what is
      // frozen
      Tokenizers.save(dataset.tokenizer(), tokenizer(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("tokenizer.json could not be written", e);
    }
    if (configuration.frozen() == null) {
      var preparation = new Preparation(machine, program, session, settings, context);
      RunConfiguration prepared =
          configuration.prepared(
              preparation.freeze(text -> events.append(new Event.Message(Instant.now(), text))),
              now);
      try {
        prepared.write(folder.configuration());
      } catch (IOException e) {
        throw new UncheckedIOException("run.json could not be written", e);
      }
      return prepared;
    }
    var then = new TreeMap<>(configuration.provenance());
    for (String key : now.keySet()) {
      String before = then.getOrDefault(key, "");
      if (!before.isEmpty() && !before.equals(now.get(key))) {
        events.append(
            new Event.Message(
                Instant.now(),
                key
                    + " was "
                    + before
                    + " and is now "
                    + now.get(key)
                    + ": losses can differ from an uninterrupted run."));
      }
    }
    return configuration;
  }

  private static RunConfiguration.Frozen frozen(RunConfiguration configuration) {
    if (configuration.frozen() == null) {
      throw new IllegalStateException("the run has not been prepared");
    }
    return configuration.frozen();
  }

  private Map<String, String> provenance(
      RunConfiguration configuration, Dataset dataset, TrainingSettings settings) {
    Map<String, String> provenance = new TreeMap<>(configuration.provenance());
    provenance.put("architecture", Fingerprint.of(configuration.architecture()));
    provenance.put("data", dataset.fingerprint());
    provenance.put("tokenizer", dataset.tokenizer().hash());
    provenance.put("seed", Long.toString(settings.seed()));
    provenance.put("processor", machine.processor());
    provenance.put("device", configuration.device());
    provenance.put("libtorch", Session.libtorchVersion());
    provenance.put("java", Runtime.version().toString());
    return provenance;
  }
}
