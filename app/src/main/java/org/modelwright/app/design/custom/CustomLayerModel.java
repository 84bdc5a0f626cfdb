package org.modelwright.app.design.custom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.modelwright.app.common.Latest;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.design.DesignModel;
import org.modelwright.compile.Compiler;
import org.modelwright.file.InputException;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.CustomLayer;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Problem;

/// A custom layer under edit: what stands in the fields, what is wrong with it, and when it goes into
/// the drawing. Belongs to the FX thread.
final class CustomLayerModel {

  /// No custom layer sees tokens, so that any will do.
  private static final OptionalLong VOCABULARY = OptionalLong.of(2);

  private record Question(Architecture drawing, CustomLayer layer) {}

  private record Answer(CustomLayer layer, List<Problem> problems) {}

  private final DesignModel design;
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper();
  private final ReadOnlyObjectWrapper<Draft> draft = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Optional<Sentence>> fault =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper gone = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper sound = new ReadOnlyBooleanWrapper();
  private final Set<String> formerNames = new LinkedHashSet<>();
  private final Latest<Question, Answer> checker =
      new Latest<>(CustomLayerModel::answer, this::show);
  private final InvalidationListener drawn = _ -> follow();
  private CustomLayer applied;

  /// @param layer its name
  /// @throws IllegalArgumentException where the drawing has no such layer
  CustomLayerModel(DesignModel design, String layer) {
    CustomLayer first = design.architecture().layers().get(layer);
    if (first == null) {
      throw new IllegalArgumentException("no custom layer " + layer);
    }
    this.design = design;
    applied = first;
    name.set(layer);
    draft.set(Draft.of(first));
    design.architectureProperty().addListener(drawn);
    ask();
  }

  void dispose() {
    design.architectureProperty().removeListener(drawn);
  }

  ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Draft> draftProperty() {
    return draft.getReadOnlyProperty();
  }

  Draft draft() {
    return draft.get();
  }

  /// Why the draft cannot go into the drawing as it is.
  ReadOnlyObjectProperty<Optional<Sentence>> faultProperty() {
    return fault.getReadOnlyProperty();
  }

  /// What is wrong with the layer, and with the nodes that use it; a little later than the draft.
  ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /// Whether the drawing has lost the layer.
  ReadOnlyBooleanProperty goneProperty() {
    return gone.getReadOnlyProperty();
  }

  /// Whether the draft as it is now has been found without error.
  ReadOnlyBooleanProperty soundProperty() {
    return sound.getReadOnlyProperty();
  }

  /// Whether something stands here that is not in the drawing yet.
  boolean isPending() {
    return fault.get().isPresent() || !draft().layer(name.get()).equals(applied);
  }

  /// Another state of the fields; it goes into the drawing with `apply`.
  void edit(Draft changed) {
    if (!changed.equals(draft())) {
      draft.set(changed);
      ask();
    }
  }

  private void ask() {
    sound.set(false);
    Optional<Sentence> why = draft().fault();
    if (why.isEmpty()) {
      why = refusal(new Edit.PutLayer(draft().layer(name.get())));
    }
    fault.set(why);
    if (why.isEmpty() && !gone.get()) {
      checker.submit(new Question(design.architecture(), draft().layer(name.get())));
    }
  }

  private static Answer answer(Question question) {
    CustomLayer layer = question.layer();
    Architecture drawing = question.drawing().withLayer(layer);
    Set<String> places = new HashSet<>(Set.of(layer.name()));
    Stream.concat(drawing.blocks().values().stream(), Stream.of(drawing.main()))
        .forEach(block ->
            block.nodes().stream()
                .filter(n -> n.kind().equals(layer.name()))
                .forEach(n -> places.add(block.name() + "/" + n.id())));
    return new Answer(
        layer,
        Compiler.compile(drawing, VOCABULARY).problems().stream()
            .filter(p -> places.contains(p.node()))
            .sorted((a, b) -> a.severity().compareTo(b.severity()))
            .toList());
  }

  private void show(Answer answer) {
    problems.set(answer.problems());
    sound.set(
        fault.get().isEmpty()
            && answer.layer().equals(draft().layer(name.get()))
            && answer.problems().stream()
                .noneMatch(p ->
                    p.severity() == Problem.Severity.ERROR
                        && p.node().equals(answer.layer().name())));
  }

  /// Puts the draft into the drawing, right or wrong, unless it cannot be kept there.
  void apply() {
    if (!gone.get() && fault.get().isEmpty()) {
      CustomLayer layer = draft().layer(name.get());
      if (!layer.equals(applied)) {
        applied = layer;
        design.execute(new Edit.PutLayer(layer));
      }
    }
  }

  private void follow() {
    Architecture now = design.architectureProperty().get();
    CustomLayer layer = now.layers().get(name.get());
    if (layer == null) {
      Optional<String> former = formerNames.stream().filter(now.layers()::containsKey).findFirst();
      if (former.isPresent()) {
        formerNames.add(name.get());
        name.set(former.get());
        layer = now.layers().get(former.get());
      }
    }
    gone.set(layer == null);
    if (layer != null && !layer.equals(applied)) {
      applied = layer;
      draft.set(Draft.of(layer));
    }
    ask();
  }

  Optional<Sentence> renameRefusal(String newName) {
    return newName.equals(name.get()) ? Optional.empty() : refusal(renaming(newName));
  }

  /// A new name; nodes of this kind follow.
  boolean rename(String newName) {
    apply();
    // the drawing tells of its change, and `follow` looks for the new name
    formerNames.add(newName);
    boolean done = design.execute(renaming(newName));
    if (!done) {
      formerNames.remove(newName);
    }
    return done;
  }

  private Edit renaming(String newName) {
    String old = name.get();
    List<Edit> edits = new ArrayList<>();
    Architecture drawing = design.architecture();
    CustomLayer layer = drawing.layers().getOrDefault(old, applied);
    edits.add(new Edit.PutLayer(Draft.of(layer).layer(newName)));
    Stream.concat(drawing.blocks().values().stream(), Stream.of(drawing.main()))
        .forEach(block ->
            block.nodes().stream()
                .filter(n -> n.kind().equals(old))
                .forEach(n -> edits.add(new Edit.SetKind(block.name(), n.id(), newName))));
    edits.add(new Edit.RemoveLayer(old));
    return new Edit.Together(Words.of("edit.renameLayer", old, newName), edits);
  }

  void remove() {
    design.execute(new Edit.RemoveLayer(name.get()));
  }

  private Optional<Sentence> refusal(Edit edit) {
    try {
      edit.apply(design.architecture());
      return Optional.empty();
    } catch (InputException e) {
      return Optional.of(Sentence.of(e.words()));
    }
  }

  Architecture drawing() {
    return design.architecture();
  }
}
