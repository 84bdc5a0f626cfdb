package org.modelwright.app.design.canvas;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Location;
import org.modelwright.file.InputException;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.GroupIntoBlock;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;
import org.modelwright.graph.Position;
import org.modelwright.graph.Ungroup;

/// The state of one canvas, and what can be done on it.
final class CanvasModel implements CanvasHost {

  /// A layer to be chosen for a port.
  record Wanted(PortReference source, double x, double y) {}

  private final DesignModel design;
  private final Texts texts;
  private final ReadOnlyObjectWrapper<Picture> picture;
  private final ReadOnlyObjectWrapper<Viewport> viewport =
      new ReadOnlyObjectWrapper<>(Viewport.START);
  private final ReadOnlyObjectWrapper<Feedback> feedback =
      new ReadOnlyObjectWrapper<>(new Feedback.Nothing());
  private final ReadOnlyObjectWrapper<Edge.@Nullable Key> selectedEdge =
      new ReadOnlyObjectWrapper<>();
  private final ChangeListener<Object> drawingListener = (_, _, _) -> drawn();
  private final Gestures gestures = new Gestures(this);
  private final CanvasClipboard clipboard = new CanvasClipboard(this);
  private Picture still;
  private double viewWidth = 800;
  private double viewHeight = 600;
  private Consumer<String> refusals = _ -> {};
  private Consumer<Wanted> layerChooser = _ -> {};
  private Consumer<Node> settingsOpener = _ -> {};

  Locale locale() {
    return texts.locale();
  }

  CanvasModel(DesignModel design, Texts texts) {
    this.design = design;
    this.texts = texts;
    still = Picture.of(design.architecture(), design.block());
    picture = new ReadOnlyObjectWrapper<>(still);
    design.architectureProperty().addListener(drawingListener);
    design.locationProperty().addListener(drawingListener);
  }

  void dispose() {
    design.architectureProperty().removeListener(drawingListener);
    design.locationProperty().removeListener(drawingListener);
  }

  /// @param refused told why something was not done
  /// @param wanted told that a layer is to be chosen for a port
  /// @param opened told that a layer's settings are to be edited
  void connect(Consumer<String> refused, Consumer<Wanted> wanted, Consumer<Node> opened) {
    refusals = refused;
    layerChooser = wanted;
    settingsOpener = opened;
  }

  private void drawn() {
    Picture next = Picture.of(design.architecture(), design.block());
    if (!next.equals(still)) {
      still = next;
      if (!gestures.isIdle()) {
        gestures.cancel();
      }
      picture.set(next);
      Edge.Key edge = selectedEdge.get();
      if (edge != null && next.edge(edge).isEmpty()) {
        selectedEdge.set(null);
      }
    }
  }

  ReadOnlyObjectProperty<Picture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Viewport> viewportProperty() {
    return viewport.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Feedback> feedbackProperty() {
    return feedback.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Edge.@Nullable Key> selectedEdgeProperty() {
    return selectedEdge.getReadOnlyProperty();
  }

  Gestures gestures() {
    return gestures;
  }

  CanvasClipboard clipboard() {
    return clipboard;
  }

  void setViewport(Viewport next) {
    viewport.set(next);
  }

  @Override
  public Architecture architecture() {
    return design.architecture();
  }

  @Override
  public Block block() {
    return design.block();
  }

  /// As the drawing has it, whatever is just being dragged.
  @Override
  public Picture picture() {
    return still;
  }

  @Override
  public Set<String> selection() {
    return design.selection();
  }

  @Override
  public void select(Set<String> ids) {
    design.select(ids);
  }

  @Override
  public void selectEdge(Edge.@Nullable Key key) {
    selectedEdge.set(key);
  }

  @Override
  public boolean execute(Edit edit) {
    return design.execute(edit);
  }

  @Override
  public String say(Words words) {
    return words.in(texts);
  }

  @Override
  public void refuse(Words words) {
    refuse(say(words));
  }

  void refuse(String sentence) {
    refusals.accept(sentence);
  }

  @Override
  public void enter(String id) {
    Node node = block().node(id).orElse(null);
    if (node == null) {
      return;
    }
    if (architecture().blocks().containsKey(node.kind())) {
      design.open(design.location().enter(id));
    } else {
      settingsOpener.accept(node);
    }
  }

  void leave() {
    Location at = design.location();
    if (!at.path().isEmpty()) {
      String from = at.path().getLast();
      design.open(at.first(at.path().size() - 1));
      design.select(Set.of(from));
    } else if (!at.equals(Location.MAIN)) {
      design.open(Location.MAIN);
    }
  }

  @Override
  public void addFrom(PortReference source, double x, double y) {
    layerChooser.accept(new Wanted(source, x, y));
  }

  @Override
  public void pan(double dx, double dy) {
    setViewport(viewport.get().pannedBy(dx, dy));
  }

  @Override
  public void show(Feedback next) {
    if (next instanceof Feedback.Moving moving) {
      picture.set(Picture.of(architecture(), block(), moving.ids(), moving.dx(), moving.dy()));
    } else if (feedback.get() instanceof Feedback.Moving) {
      picture.set(still);
    }
    feedback.set(next);
  }

  /// Behind the selection, or in the middle of what is seen.
  void add(String kind, double x, double y) {
    plan(kind, additions -> additions.after(kind, selection(), x, y));
  }

  /// As a reader of a port.
  void add(String kind, Wanted wanted) {
    plan(
        kind,
        additions ->
            additions.reading(kind, wanted.source(), wanted.x() - Picture.WIDTH / 2, wanted.y()));
  }

  private void plan(String kind, Function<Additions, Additions.Plan> how) {
    Additions additions = gestures.additions();
    Words whyNot = additions.whyNot(kind);
    if (whyNot == null) {
      gestures.add(how.apply(additions));
    } else {
      refuse(whyNot);
    }
  }

  /// The selected edge, or else the selected nodes; what they fed reads what they read.
  void delete() {
    Edge.Key edge = selectedEdge.get();
    Box to = edge == null ? null : still.boxes().get(edge.to());
    if (edge != null && to != null) {
      disconnect(to, edge.input());
    } else if (!selection().isEmpty()) {
      execute(new Edit.RemoveNodes(block().name(), selection(), true));
    }
  }

  private void disconnect(Box to, int input) {
    Edit edit = ConnectRules.disconnect(block(), to, input);
    execute(
        edit instanceof Edit.PutBlock
            ? new Edit.Together(say(Words.of("design.edit.removeOutput")), List.of(edit))
            : edit);
    selectedEdge.set(null);
  }

  void setViewSize(double width, double height) {
    viewWidth = width;
    viewHeight = height;
  }

  void zoomBy(double factor) {
    setViewport(viewport.get().zoomedAt(viewWidth / 2, viewHeight / 2, factor));
  }

  void zoomToFit() {
    setViewport(Viewport.fit(still.bounds(), viewWidth, viewHeight));
  }

  /// The whole where it can be read, else its beginning.
  void zoomToRead() {
    setViewport(Viewport.reading(still.bounds(), still.first(), viewWidth, viewHeight));
  }

  void zoomToActualSize() {
    double factor = 1 / viewport.get().scale();
    setViewport(viewport.get().zoomedAt(viewWidth / 2, viewHeight / 2, factor));
  }

  /// Brings the selection into view where it is out of it.
  void reveal() {
    Area seen = viewport.get().visible(viewWidth, viewHeight);
    Area wanted = Picture.bounds(selected().stream());
    if (!selection().isEmpty() && !wanted.meets(seen.grownBy(-16 / viewport.get().scale()))) {
      setViewport(viewport.get().centredAt(wanted, viewWidth, viewHeight));
    }
  }

  void centerAt(Area place) {
    setViewport(viewport.get().centredAt(place, viewWidth, viewHeight));
  }

  /// What is seen, on the canvas.
  Area seen() {
    return viewport.get().visible(viewWidth, viewHeight);
  }

  List<Box> selected() {
    return still.nodes().filter(b -> selection().contains(b.id())).toList();
  }

  void selectAll() {
    select(Set.copyOf(still.nodes().map(Box::id).toList()));
  }

  void nudge(double dx, double dy) {
    if (!selection().isEmpty()) {
      execute(new Edit.Move(block().name(), selection(), dx, dy));
    }
  }

  /// @param name of the translations
  void arrange(String name, Function<List<Box>, Map<String, Position>> how) {
    place(name, how.apply(selected()));
  }

  void place(String name, Map<String, Position> places) {
    execute(
        new Edit.Together(say(Words.of(name)), List.of(new Edit.Place(block().name(), places))));
  }

  void group(String name) {
    String use = gestures.additions().freshId(name);
    var group = new GroupIntoBlock(block().name(), selection(), name, use);
    if (execute(Grouping.group(block(), group, group.words()))) {
      select(Set.of(use));
    }
  }

  String freshBlockName() {
    return Grouping.freshName(architecture(), block());
  }

  void ungroup() {
    for (Box box : selected()) {
      Block before = block();
      var ungroup = new Ungroup(before.name(), box.id());
      try {
        if (execute(Grouping.ungroup(architecture(), ungroup, ungroup.words()))) {
          select(Grouping.opened(before, block(), box.id()));
        }
      } catch (InputException e) {
        refuse(String.valueOf(e.getMessage()));
      }
    }
  }

  void rename(String id, String newId) {
    if (!id.equals(newId) && execute(new Edit.RenameNode(block().name(), id, newId))) {
      select(Set.of(newId));
    }
  }

  /// The inputs that the selected node could feed, the open ones before.
  List<LinkTarget> linkTargets() {
    Box from = selected().isEmpty() ? null : selected().getFirst();
    return from == null || from.outputs().isEmpty()
        ? List.of()
        : LinkTarget.of(architecture(), block(), still, from.outputs().getFirst().source());
  }

  void link(LinkTarget target) {
    Edit edit = ConnectRules.connect(block(), target.source(), target.to(), target.input());
    Words name = Words.of("design.edit.connect", target.source().toString(), target.to().title());
    execute(edit instanceof Edit.PutBlock ? new Edit.Together(say(name), List.of(edit)) : edit);
  }

  /// Moves the selection along an edge, or to a neighbour of the same row.
  ///
  /// @param dx -1 for the left, 1 for the right, else 0
  /// @param dy -1 for what is read, 1 for a reader, else 0
  void walk(int dx, int dy) {
    Box at = selected().isEmpty() ? null : selected().getFirst();
    Optional<Box> next = at == null ? still.nodes().findFirst() : Walk.from(still, at, dx, dy);
    next.ifPresent(b -> {
      select(Set.of(b.id()));
      reveal();
    });
  }

  /// The next node in the order of the file.
  ///
  /// @return false at the end
  boolean step(int by) {
    List<String> ids = still.nodes().map(Box::id).toList();
    String at = selected().isEmpty() ? "" : selected().getFirst().id();
    int next = at.isEmpty() ? (by > 0 ? 0 : ids.size() - 1) : ids.indexOf(at) + by;
    if (next < 0 || next >= ids.size()) {
      return false;
    }
    select(Set.of(ids.get(next)));
    reveal();
    return true;
  }
}
