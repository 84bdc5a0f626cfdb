package org.modelwright.app.playground;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Latest;
import org.modelwright.app.common.Sentence;
import org.modelwright.evaluate.TextGenerator.Request;
import org.modelwright.train.Checkpoints;

/// What is asked in the playground, of which checkpoints, and what they write. Belongs to the FX thread.
final class PlaygroundModel implements Disposable {

  /// A checkpoint that is asked.
  static final class Column {
    private final StringProperty run = new SimpleStringProperty("");
    private final StringProperty checkpoint = new SimpleStringProperty(Checkpoints.BEST);
    private final Writing writing;

    private Column(CheckpointWriter.Source source) {
      writing = new Writing(source);
    }

    /// The name of a run; empty for none.
    StringProperty runProperty() {
      return run;
    }

    /// One of [PromptableRun#choices()].
    StringProperty checkpointProperty() {
      return checkpoint;
    }

    Writing writing() {
      return writing;
    }
  }

  private final StringProperty prompt = new SimpleStringProperty("");
  private final Map<WritingSetting, StringProperty> settings = new EnumMap<>(WritingSetting.class);
  private final BooleanProperty comparing = new SimpleBooleanProperty();
  private final List<Column> columns;
  private final ReadOnlyObjectWrapper<List<PromptableRun>> runs =
      new ReadOnlyObjectWrapper<>(List.of());
  private final BooleanProperty looked = new SimpleBooleanProperty();
  private final Latest<Set<String>, List<PromptableRun>> looks;
  private final BooleanBinding busy;
  private final ObjectBinding<Optional<Sentence>> obstacle;

  /// @param folder the project's folder of runs; need not exist
  PlaygroundModel(Path folder, CheckpointWriter.Source source) {
    for (WritingSetting setting : WritingSetting.values()) {
      settings.put(setting, new SimpleStringProperty(setting.standard()));
    }
    columns = List.of(new Column(source), new Column(source));
    looks = new Latest<>(chosen -> PromptableRun.of(folder, chosen), this::found);
    busy =
        Bindings.createBooleanBinding(
            () -> columns.stream().anyMatch(c -> c.writing().state().isBusy()),
            columns.stream().map(c -> c.writing().stateProperty()).toArray(Observable[]::new));
    List<Observable> asked = new ArrayList<>(settings.values());
    asked.addAll(List.of(prompt, comparing, runs));
    columns.forEach(c -> asked.addAll(List.of(c.run, c.checkpoint)));
    obstacle = Bindings.createObjectBinding(this::findObstacle, asked.toArray(Observable[]::new));
    comparing.subscribe(on -> {
      if (on && columns.get(1).run.get().isEmpty()) {
        columns.get(1).run.set(columns.getFirst().run.get());
        columns.get(1).checkpoint.set(Checkpoints.LAST);
      } else if (!on) {
        columns.get(1).writing().release();
      }
    });
  }

  StringProperty promptProperty() {
    return prompt;
  }

  /// What is typed for a setting.
  StringProperty settingProperty(WritingSetting setting) {
    return java.util.Objects.requireNonNull(settings.get(setting));
  }

  /// Whether the second column is asked too.
  BooleanProperty comparingProperty() {
    return comparing;
  }

  /// Two, of which the second matters while comparing.
  List<Column> columns() {
    return columns;
  }

  /// Those that can be chosen, the newest first.
  ReadOnlyObjectProperty<List<PromptableRun>> runsProperty() {
    return runs.getReadOnlyProperty();
  }

  /// Whether the runs have been looked for.
  BooleanProperty lookedProperty() {
    return looked;
  }

  /// Whether a column loads or writes.
  BooleanBinding busyProperty() {
    return busy;
  }

  /// Why nothing can be written now; empty where it can.
  ObjectBinding<Optional<Sentence>> obstacleProperty() {
    return obstacle;
  }

  /// Looks again for runs and checkpoints, off the FX thread.
  void look() {
    looks.submit(columns.stream().map(c -> c.run.get()).collect(Collectors.toSet()));
  }

  private void found(List<PromptableRun> now) {
    if (!now.equals(runs.get())) {
      runs.set(now);
    }
    Column first = columns.getFirst();
    if (first.run.get().isEmpty() && !now.isEmpty()) {
      first.run.set(now.getFirst().name());
    }
    looked.set(true);
  }

  /// The run that a column asks, where it is there.
  Optional<PromptableRun> run(Column column) {
    return runs.get().stream().filter(r -> r.name().equals(column.run.get())).findFirst();
  }

  /// Chooses a run for the first column.
  void choose(String run) {
    Column first = columns.getFirst();
    first.run.set(run);
    first.checkpoint.set(Checkpoints.BEST);
    look();
  }

  private Stream<Column> asked() {
    return columns.stream().limit(comparing.get() ? 2 : 1);
  }

  private Optional<Sentence> findObstacle() {
    for (WritingSetting setting : WritingSetting.values()) {
      Optional<Sentence> refusal = setting.refusal(settingProperty(setting).get());
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return asked()
        .flatMap(column -> {
          String name = column.run.get();
          Optional<PromptableRun> run = run(column);
          if (name.isEmpty()) {
            return Stream.of(Sentence.of("playground.why.noRun"));
          }
          return run.isEmpty() || run.get().steps().isEmpty()
              ? Stream.of(Sentence.of("playground.why.noCheckpoint", name))
              : Stream.empty();
        })
        .findFirst();
  }

  /// Has all columns go on with the prompt, if nothing hinders it.
  void generate() {
    if (!busy.get() && obstacle.get().isEmpty()) {
      asked().forEach(this::generate);
    }
  }

  /// Has one column go on with the prompt, if nothing hinders it.
  void generate(Column column) {
    if (obstacle.get().isEmpty()) {
      run(column)
          .ifPresent(run -> column.writing().write(run.run(), column.checkpoint.get(), request()));
    }
  }

  private Request request() {
    Map<WritingSetting, String> typed = new EnumMap<>(WritingSetting.class);
    settings.forEach((setting, word) -> typed.put(setting, word.get()));
    return WritingSetting.request(prompt.get(), typed);
  }

  void stop() {
    columns.forEach(column -> column.writing().stop());
  }

  @Override
  public void dispose() {
    columns.forEach(column -> column.writing().dispose());
  }
}
