package org.modelwright.app.design.canvas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.design.canvas.Pointer.Button;
import org.modelwright.graph.Edit;
import org.modelwright.graph.PortReference;

/// What the mouse does on the canvas: one small state for each gesture, nothing of the window. A drag
/// changes the drawing once, when it ends.
final class Gestures {

  private static final double THRESHOLD = 3;

  private sealed interface State {
    record Idle() implements State {}

    /// Pressed on a node, not yet moved.
    ///
    /// @param alone whether a release at the same place selects this node alone
    record Pressed(Box box, Pointer at, boolean alone) implements State {}

    record Moving(Box box, Pointer start, Set<String> ids, double dx, double dy) implements State {}

    record Band(Pointer start, Set<String> before) implements State {}

    record Panning(double viewX, double viewY) implements State {}
  }

  private final CanvasHost host;
  private final LinkGesture link;
  private State state = new State.Idle();

  Gestures(CanvasHost host) {
    this.host = host;
    link = new LinkGesture(host);
  }

  boolean isIdle() {
    return state instanceof State.Idle && !link.isActive();
  }

  void handle(Pointer pointer) {
    switch (pointer.phase()) {
      case PRESS -> press(pointer);
      case DRAG -> drag(pointer);
      case RELEASE -> release(pointer);
    }
  }

  /// Ends a gesture without a change, as Escape does.
  void cancel() {
    if (state instanceof State.Band band) {
      host.select(band.before());
    }
    link.cancel();
    state = new State.Idle();
    host.show(new Feedback.Nothing());
  }

  private void press(Pointer at) {
    cancel();
    if (at.button() == Button.PAN) {
      state = new State.Panning(at.viewX(), at.viewY());
      return;
    }
    if (at.button() == Button.LEFT && link.press(at)) {
      host.selectEdge(null);
      return;
    }
    Box box = host.picture().boxAt(at.x(), at.y()).filter(Box::isNode).orElse(null);
    if (box != null) {
      pressNode(box, at);
      return;
    }
    Edge edge = host.picture().edgeAt(at.x(), at.y(), at.near()).orElse(null);
    if (!at.shift() && !at.shortcut()) {
      host.select(Set.of());
    }
    host.selectEdge(edge == null ? null : edge.key());
    if (edge == null && at.button() == Button.LEFT) {
      state = new State.Band(at, host.selection());
    }
  }

  private void pressNode(Box box, Pointer at) {
    host.selectEdge(null);
    Set<String> selection = host.selection();
    boolean selected = selection.contains(box.id());
    if (at.clicks() == 2 && at.button() == Button.LEFT) {
      host.select(Set.of(box.id()));
      host.enter(box.id());
      return;
    }
    if (at.shift() || at.shortcut()) {
      var changed = new HashSet<>(selection);
      if (!changed.remove(box.id())) {
        changed.add(box.id());
      }
      host.select(changed);
      return;
    }
    if (!selected) {
      host.select(Set.of(box.id()));
    }
    if (at.button() == Button.LEFT) {
      state = new State.Pressed(box, at, selected);
    }
  }

  private void drag(Pointer at) {
    if (link.drag(at)) {
      return;
    }
    switch (state) {
      case State.Pressed pressed when isFar(pressed.at(), at) ->
          move(
              new State.Moving(pressed.box(), pressed.at(), Set.copyOf(host.selection()), 0, 0),
              at);
      case State.Moving moving -> move(moving, at);
      case State.Band band -> {
        Area area = Area.between(band.start().x(), band.start().y(), at.x(), at.y());
        var within = new HashSet<>(band.before());
        host.picture().nodes().filter(b -> b.area().meets(area)).forEach(b -> within.add(b.id()));
        if (!within.equals(host.selection())) {
          host.select(within);
        }
        host.show(new Feedback.Band(area));
      }
      case State.Panning panning -> {
        host.pan(at.viewX() - panning.viewX(), at.viewY() - panning.viewY());
        state = new State.Panning(at.viewX(), at.viewY());
      }
      default -> {}
    }
  }

  private static boolean isFar(Pointer from, Pointer to) {
    return Math.hypot(to.viewX() - from.viewX(), to.viewY() - from.viewY()) > THRESHOLD;
  }

  private void move(State.Moving moving, Pointer at) {
    Area area = moving.box().area();
    double dx = FreePlace.snapped(area.x() + at.x() - moving.start().x()) - area.x();
    double dy = FreePlace.snapped(area.y() + at.y() - moving.start().y()) - area.y();
    state = new State.Moving(moving.box(), moving.start(), moving.ids(), dx, dy);
    Edge onto = insertion(moving.box(), moving.ids(), at);
    host.show(new Feedback.Moving(moving.ids(), dx, dy, onto == null ? null : onto.key()));
  }

  /// The edge that a moved node would be put into: a single one, that nothing connects yet.
  private @Nullable Edge insertion(Box box, Set<String> ids, Pointer at) {
    if (ids.size() > 1
        || box.inputs().isEmpty()
        || box.inputs().stream().anyMatch(p -> !p.open())
        || host.picture().edges().stream()
            .anyMatch(e -> e.from().equals(box.id()) && host.block().node(e.to()).isPresent())) {
      return null;
    }
    return host.picture()
        .edgeAt(at.x(), at.y(), at.near())
        .filter(e -> !e.from().equals(box.id()))
        .filter(e -> host.block().node(e.to()).isPresent())
        .orElse(null);
  }

  private void release(Pointer at) {
    State ended = state;
    state = new State.Idle();
    if (link.release(at)) {
      return;
    }
    host.show(new Feedback.Nothing());
    switch (ended) {
      case State.Pressed pressed when pressed.alone() -> host.select(Set.of(pressed.box().id()));
      case State.Moving moving -> moved(moving, at);
      default -> {}
    }
  }

  private void moved(State.Moving moving, Pointer at) {
    String block = host.block().name();
    var edits = new ArrayList<Edit>();
    if (moving.dx() != 0 || moving.dy() != 0) {
      edits.add(new Edit.Move(block, moving.ids(), moving.dx(), moving.dy()));
    }
    Edge onto = insertion(moving.box(), moving.ids(), at);
    if (onto != null) {
      String id = moving.box().id();
      edits.add(new Edit.Connect(block, onto.source(), id, 0));
      edits.add(new Edit.Connect(block, new PortReference(id), onto.to(), onto.input()));
    }
    if (edits.size() == 1) {
      host.execute(edits.getFirst());
    } else if (!edits.isEmpty()) {
      Words name = Words.of("design.edit.insert", moving.box().id());
      host.execute(new Edit.Together(host.say(name), edits));
    }
  }

  /// A layer from the palette, above the canvas.
  void hover(String kind, double x, double y, double near) {
    Additions additions = additions();
    double left = FreePlace.snapped(x - Picture.WIDTH / 2);
    double top = FreePlace.snapped(y - Picture.HEIGHT / 2);
    Edge edge = edgeFor(kind, x, y, near);
    host.show(
        new Feedback.Ghost(
            kind,
            Tint.of(host.architecture(), kind),
            new Area(left, top, Picture.WIDTH, Picture.HEIGHT),
            edge == null ? null : edge.key(),
            additions.whyNot(kind)));
  }

  /// Lets it go there.
  void drop(String kind, double x, double y, double near) {
    host.show(new Feedback.Nothing());
    Additions additions = additions();
    Words whyNot = additions.whyNot(kind);
    if (whyNot != null) {
      host.refuse(whyNot);
      return;
    }
    double left = x - Picture.WIDTH / 2;
    double top = y - Picture.HEIGHT / 2;
    Edge edge = edgeFor(kind, x, y, near);
    add(edge == null ? additions.at(kind, left, top) : additions.onEdge(kind, edge, left, top));
  }

  private @Nullable Edge edgeFor(String kind, double x, double y, double near) {
    return KindPorts.of(host.architecture(), kind).inputs().isEmpty()
        ? null
        : host.picture().edgeAt(x, y, near * 2).orElse(null);
  }

  /// Does what was planned, and selects the new node.
  boolean add(Additions.Plan plan) {
    Words name = Words.of("design.edit.add", plan.id());
    boolean done =
        host.execute(
            plan.edits().size() == 1 && plan.edits().getFirst() instanceof Edit.AddNode single
                ? single
                : new Edit.Together(host.say(name), plan.edits()));
    if (done) {
      host.select(Set.of(plan.id()));
    }
    return done;
  }

  Additions additions() {
    return new Additions(host.architecture(), host.block(), host.picture());
  }
}
