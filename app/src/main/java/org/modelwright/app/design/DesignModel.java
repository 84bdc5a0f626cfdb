package org.modelwright.app.design;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Latest;
import org.modelwright.compile.Analysis;
import org.modelwright.file.InputException;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.EditHistory;
import org.modelwright.graph.Node;

/// A drawing under edit: the document, what is open and selected of it, and what is known about it.
/// Everything that shows the drawing reads from here, everything that changes it goes through
/// `execute`. Belongs to the FX thread.
public final class DesignModel {

  private static final int UNDO_LIMIT = 100_000;

  /// What the analysis needs to know besides the drawing.
  ///
  /// @param vocabulary the tokenizer's size, where it is known
  /// @param batch rows of a batch
  /// @param context tokens of a row
  public record Setting(OptionalLong vocabulary, int batch, int context) {}

  private record Question(Architecture architecture, Setting setting) {}

  private final ReadOnlyObjectWrapper<Architecture> architecture = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Analysis> analysis = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Location> location =
      new ReadOnlyObjectWrapper<>(Location.MAIN);
  private final ReadOnlyObjectWrapper<Set<String>> selection =
      new ReadOnlyObjectWrapper<>(Set.of());
  private final ReadOnlyObjectWrapper<@Nullable Edit> undoEdit = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Edit> redoEdit = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
  private final Consumer<Words> refusals;
  private final Latest<Question, Analysis> analyzer;
  private Consumer<String> layerEditor = _ -> {};
  private EditHistory history;
  private long savedRevision;
  private Setting setting;

  /// @param refusals told why an edit could not be done
  public DesignModel(Architecture first, Setting setting, Consumer<Words> refusals) {
    this.refusals = refusals;
    this.setting = setting;
    analyzer =
        new Latest<>(
            q ->
                Analysis.of(
                    q.architecture(),
                    q.setting().vocabulary(),
                    q.setting().batch(),
                    q.setting().context()),
            analysis::set);
    history = new EditHistory(first, UNDO_LIMIT);
    changed();
  }

  public ReadOnlyObjectProperty<Architecture> architectureProperty() {
    return architecture.getReadOnlyProperty();
  }

  public Architecture architecture() {
    return architecture.get();
  }

  /// What is known of the drawing; a little later than the drawing itself, and null at first. Its
  /// `architecture()` says which state it is about.
  public ReadOnlyObjectProperty<@Nullable Analysis> analysisProperty() {
    return analysis.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Location> locationProperty() {
    return location.getReadOnlyProperty();
  }

  public Location location() {
    return location.get();
  }

  /// The block that the canvas shows.
  public Block block() {
    return location().block(architecture()).orElseGet(() -> architecture().main());
  }

  /// Ids of selected nodes of the open block.
  public ReadOnlyObjectProperty<Set<String>> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  public Set<String> selection() {
    return selection.get();
  }

  /// The selected node, where it is one.
  public Optional<Node> selectedNode() {
    return selection().size() == 1 ? block().node(selection().iterator().next()) : Optional.empty();
  }

  /// Null where nothing can be undone.
  public ReadOnlyObjectProperty<@Nullable Edit> undoEditProperty() {
    return undoEdit.getReadOnlyProperty();
  }

  /// Null where nothing can be redone.
  public ReadOnlyObjectProperty<@Nullable Edit> redoEditProperty() {
    return redoEdit.getReadOnlyProperty();
  }

  /// Whether the drawing differs from what was last saved.
  public ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  /// @return whether it was done; where not, the user has been told why
  public boolean execute(Edit edit) {
    try {
      history.execute(edit);
    } catch (InputException e) {
      refusals.accept(e.words());
      return false;
    }
    changed();
    return true;
  }

  public void undo() {
    history.undo();
    changed();
  }

  public void redo() {
    history.redo();
    changed();
  }

  /// Says that the present state is the one on disk.
  public void markSaved() {
    savedRevision = history.revision();
    dirty.set(false);
  }

  /// Begins anew with another drawing, as after a reload. What could be undone is forgotten.
  public void replace(Architecture other) {
    history = new EditHistory(other, UNDO_LIMIT);
    savedRevision = history.revision();
    changed();
  }

  /// Says that what is on disk is none of the states that undo and redo lead to.
  public void markUnsaved() {
    savedRevision = -1;
    dirty.set(true);
  }

  /// Analyses for another tokenizer, batch or context.
  public void analyzeFor(Setting other) {
    if (!other.equals(setting)) {
      setting = other;
      analyzer.submit(new Question(architecture(), setting));
    }
  }

  public void open(Location to) {
    if (!to.equals(location())) {
      selection.set(Set.of());
      location.set(to.within(architecture()));
    }
  }

  /// @param ids those that the open block does not have are left out
  public void select(Set<String> ids) {
    var known = new HashSet<String>();
    block().nodes().stream().map(Node::id).filter(ids::contains).forEach(known::add);
    selection.set(Set.copyOf(known));
  }

  /// Goes to what a problem or a row of the analyzer names.
  ///
  /// @param path of the definition: `decoder/attention`, or a block's name alone
  public void reveal(String path) {
    int slash = path.indexOf('/');
    String block = slash < 0 ? path : path.substring(0, slash);
    if (!block().name().equals(block)) {
      open(wayTo(block).orElse(new Location(block, List.of())));
    }
    select(slash < 0 ? Set.of() : Set.of(path.substring(slash + 1)));
  }

  /// Says who opens the editor of a custom layer, given its name.
  public void setLayerEditor(Consumer<String> opener) {
    layerEditor = opener;
  }

  /// Opens the editor of a custom layer.
  public void editLayer(String layer) {
    layerEditor.accept(layer);
  }

  /// The shortest way from `main` to a use of a block.
  private Optional<Location> wayTo(String block) {
    var toVisit = new ArrayDeque<>(List.of(Location.MAIN));
    var seen = new HashSet<String>();
    while (!toVisit.isEmpty()) {
      Location at = toVisit.remove();
      Block here = at.block(architecture()).orElseThrow();
      if (here.name().equals(block)) {
        return Optional.of(at);
      }
      if (seen.add(here.name())) {
        here.nodes().stream()
            .filter(n -> architecture().blocks().containsKey(n.kind()))
            .forEach(n -> toVisit.add(at.enter(n.id())));
      }
    }
    return Optional.empty();
  }

  private void changed() {
    Architecture now = history.architecture();
    architecture.set(now);
    undoEdit.set(history.undoEdit().orElse(null));
    redoEdit.set(history.redoEdit().orElse(null));
    dirty.set(history.revision() != savedRevision);
    location.set(location().within(now));
    select(selection());
    analyzer.submit(new Question(now, setting));
  }
}
