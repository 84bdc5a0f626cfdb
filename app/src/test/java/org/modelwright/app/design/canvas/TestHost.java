package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.design.canvas.Pointer.Button;
import org.modelwright.app.design.canvas.Pointer.Phase;
import org.modelwright.file.InputException;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.EditHistory;
import org.modelwright.graph.Node;
import org.modelwright.graph.PortReference;

/// A canvas without a window: a history of edits, and what the gestures said.
final class TestHost implements CanvasHost {

  final EditHistory history;
  final List<String> said = new ArrayList<>();
  final Gestures gestures = new Gestures(this);
  Set<String> selection = Set.of();
  Edge.@Nullable Key edge;
  Feedback feedback = new Feedback.Nothing();
  double panned;

  TestHost(Architecture first) {
    history = new EditHistory(first, 100_000);
  }

  @Override
  public Architecture architecture() {
    return history.architecture();
  }

  @Override
  public Block block() {
    return architecture().main();
  }

  @Override
  public Picture picture() {
    return Picture.of(architecture(), block());
  }

  @Override
  public Set<String> selection() {
    return selection;
  }

  @Override
  public void select(Set<String> ids) {
    selection =
        block().nodes().stream().map(Node::id).filter(ids::contains).collect(Collectors.toSet());
  }

  @Override
  public void selectEdge(Edge.@Nullable Key key) {
    edge = key;
  }

  @Override
  public boolean execute(Edit edit) {
    try {
      history.execute(edit);
    } catch (InputException e) {
      said.add(String.valueOf(e.getMessage()));
      return false;
    }
    select(selection);
    return true;
  }

  @Override
  public String say(Words words) {
    return words.key();
  }

  @Override
  public void refuse(Words words) {
    said.add(words.key());
  }

  @Override
  public void enter(String id) {
    said.add("enter " + id);
  }

  @Override
  public void addFrom(PortReference source, double x, double y) {
    said.add("add from " + source);
  }

  @Override
  public void pan(double dx, double dy) {
    panned += dy;
  }

  @Override
  public void show(Feedback next) {
    feedback = next;
  }

  void pointer(Phase phase, double x, double y) {
    pointer(phase, x, y, Button.LEFT, false);
  }

  void pointer(Phase phase, double x, double y, Button button, boolean shift) {
    gestures.handle(new Pointer(phase, x, y, x, y, button, shift, false, 1, 9));
  }

  void drag(double fromX, double fromY, double toX, double toY) {
    pointer(Phase.PRESS, fromX, fromY);
    pointer(Phase.DRAG, (fromX + toX) / 2, (fromY + toY) / 2);
    pointer(Phase.DRAG, toX, toY);
    pointer(Phase.RELEASE, toX, toY);
  }

  Box box(String id) {
    return java.util.Objects.requireNonNull(picture().boxes().get(id), id);
  }

  /// From a node's output to an input of another.
  void link(String from, String to, int input) {
    Box.Port start = box(from).outputs().getFirst();
    Box.Port end = box(to).inputs().get(input);
    drag(start.x(), start.y(), end.x(), end.y());
  }
}
