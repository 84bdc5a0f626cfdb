package org.modelwright.app.design.custom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.common.Tasks;
import org.modelwright.engine.CustomTrial;
import org.modelwright.file.InputException;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.launch.LayerCheck;
import org.modelwright.layer.custom.CustomKind;
import org.modelwright.project.LayerTrust;

/// The trial of a custom layer in a process of its own: first the user allows its code, then it runs,
/// then it says in words what came of it. Belongs to the FX thread.
final class LayerTrial {

  /// Where the trial stands.
  sealed interface State {

    record Idle() implements State {}

    /// The user has to read this code, as the engine sees it, and allow it.
    record Asking(String code) implements State {}

    record Running() implements State {}

    /// @param passed whether the layer may be used
    record Done(boolean passed, List<Sentence> sentences) implements State {}
  }

  private record Candidate(Architecture drawing, CustomKind kind) {}

  private final Tasks tasks;
  private final LayerTrust trust;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Idle());
  private @Nullable Candidate candidate;
  private Tasks.@Nullable Running running;
  private long runs;

  LayerTrial(Tasks tasks, LayerTrust trust) {
    this.tasks = tasks;
    this.trust = trust;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// Begins: asks where the code has not run on this machine, else runs.
  ///
  /// @param drawing with the layer, which is sound
  /// @param taskName in the words of a menu
  void begin(Architecture drawing, CustomKind kind, String taskName) {
    if (running != null) {
      return;
    }
    candidate = new Candidate(drawing, kind);
    try {
      boolean unknown = trust.unknown(drawing).stream().anyMatch(k -> k.kind().equals(kind.kind()));
      if (unknown) {
        state.set(new State.Asking(kind.method().stripIndent()));
      } else {
        run(drawing, kind, taskName);
      }
    } catch (InputException e) {
      state.set(failed(e));
    }
  }

  /// The user has read the code and allows it.
  void allow(String taskName) {
    Candidate allowed = candidate;
    if (allowed != null && state.get() instanceof State.Asking) {
      try {
        trust.allow(List.of(allowed.kind()));
        run(allowed.drawing(), allowed.kind(), taskName);
      } catch (InputException e) {
        state.set(failed(e));
      }
    }
  }

  /// Ends it, wherever it stands; what it found so far is forgotten.
  void cancel() {
    Tasks.Running task = running;
    if (task != null) {
      task.cancel();
      running = null;
      runs++;
    }
    state.set(new State.Idle());
  }

  /// What was found is about another code than the present one.
  void forget() {
    if (running == null) {
      state.set(new State.Idle());
    }
  }

  private void run(Architecture drawing, CustomKind kind, String taskName) {
    state.set(new State.Running());
    runs++;
    long run = runs;
    running =
        tasks.start(
            taskName,
            progress -> {
              progress.report(kind.kind(), 0, 0);
              try {
                return Optional.of(LayerCheck.run(drawing, kind.kind(), progress));
              } catch (CancellationException e) {
                return Optional.<LayerCheck>empty();
              }
            },
            check -> end(run, check.<State>map(LayerTrial::done).orElseGet(State.Idle::new)),
            why -> end(run, failed(why)));
  }

  /// One that was ended has nothing to say about the one after it.
  private void end(long run, State outcome) {
    if (run == runs) {
      running = null;
      state.set(outcome);
    }
  }

  private static State failed(Throwable why) {
    Words words = why instanceof InputException input ? input.words() : Words.plain(why.toString());
    return new State.Done(false, List.of(Sentence.of(words)));
  }

  static State done(LayerCheck check) {
    List<Sentence> sentences = new ArrayList<>();
    for (CustomTrial.Report report : check.reports()) {
      report.faults().forEach(f -> sentences.add(Sentence.of(f)));
      if (report.faults().isEmpty()) {
        sentences.add(
            Sentence.of(
                "custom.trial." + report.dependence().name().toLowerCase(Locale.ROOT),
                report.shape().toString()));
      }
    }
    check.ended().ifPresent(why -> sentences.add(Sentence.of(why)));
    return new State.Done(check.passed(), sentences);
  }
}
