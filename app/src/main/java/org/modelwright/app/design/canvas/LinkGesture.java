package org.modelwright.app.design.canvas;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.design.canvas.Box.Port;
import org.modelwright.app.design.canvas.Box.Role;
import org.modelwright.app.design.canvas.Edge.Point;
import org.modelwright.graph.Edit;
import org.modelwright.graph.PortReference;

/// Drawing a connection: from an output to an input, from an open input back to an output, or with
/// the end of an edge in the hand.
final class LinkGesture {

  private final CanvasHost host;
  private @Nullable Port anchor;
  private @Nullable Box box;
  private Edge.@Nullable Key detached;
  private boolean backwards;

  LinkGesture(CanvasHost host) {
    this.host = host;
  }

  boolean isActive() {
    return anchor != null;
  }

  void cancel() {
    anchor = null;
    box = null;
    detached = null;
  }

  boolean press(Pointer at) {
    for (Box each : List.copyOf(host.picture().boxes().values()).reversed()) {
      boolean terminal = !each.isNode() && each.area().contains(at.x(), at.y());
      for (Port port : each.outputs()) {
        if (terminal || isNear(port, at)) {
          begin(each, port, false, null);
          return true;
        }
      }
      for (int i = 0; i < each.inputs().size(); i++) {
        if (terminal || isNear(each.inputs().get(i), at)) {
          beginAtInput(each, i);
          return true;
        }
      }
    }
    return false;
  }

  private void beginAtInput(Box at, int input) {
    Port port = at.inputs().get(input);
    Box from = host.picture().boxes().get(port.source().node());
    Port source = from == null ? null : Picture.output(from, port.source());
    if (from != null && source != null) {
      begin(from, source, false, new Edge.Key(at.id(), input));
    } else {
      begin(at, port, true, null);
    }
  }

  private void begin(Box at, Port port, boolean back, Edge.@Nullable Key taken) {
    anchor = port;
    box = at;
    backwards = back;
    detached = taken;
  }

  private static boolean isNear(Port port, Pointer at) {
    return Math.hypot(port.x() - at.x(), port.y() - at.y()) <= at.near();
  }

  boolean drag(Pointer at) {
    Port from = anchor;
    if (from == null) {
      return false;
    }
    Target target = target(at);
    Point start = new Point(from.x(), from.y());
    Point end = target == null ? new Point(at.x(), at.y()) : target.place();
    host.show(
        new Feedback.Linking(
            backwards ? end : start,
            backwards ? start : end,
            target == null ? null : target.box().id(),
            detached,
            target == null || isUnchanged(target) ? null : target.whyNot()));
    return true;
  }

  boolean release(Pointer at) {
    Port from = anchor;
    Box begun = box;
    if (from == null || begun == null) {
      return false;
    }
    Target target = target(at);
    Edge.Key taken = detached;
    cancel();
    host.show(new Feedback.Nothing());
    boolean back = host.picture().boxAt(at.x(), at.y()).filter(begun::equals).isPresent();
    if (target != null) {
      join(target, taken);
    } else if (taken != null) {
      Box old = host.picture().boxes().get(taken.to());
      if (old != null) {
        host.execute(ConnectRules.disconnect(host.block(), old, taken.input()));
      }
    } else if (!back && !backwards && !isNear(from, at)) {
      host.addFrom(from.source(), at.x(), at.y());
    }
    return true;
  }

  /// Where the free end would be joined.
  ///
  /// @param reader the box that would read
  private record Target(
      Box box, Point place, PortReference source, Box reader, int input, @Nullable Words whyNot) {}

  private boolean isUnchanged(Target target) {
    return new Edge.Key(target.reader().id(), target.input()).equals(detached);
  }

  private void join(Target target, Edge.@Nullable Key taken) {
    if (taken != null && taken.equals(new Edge.Key(target.reader().id(), target.input()))) {
      return;
    }
    if (target.whyNot() != null) {
      host.refuse(target.whyNot());
      return;
    }
    Edit connect =
        ConnectRules.connect(host.block(), target.source(), target.reader(), target.input());
    Box old = taken == null ? null : host.picture().boxes().get(taken.to());
    if (taken == null || old == null || target.reader().role() == Role.OUTPUT) {
      named(connect, target);
    } else if (old.role() != Role.OUTPUT) {
      Words name = Words.of("design.edit.reconnect", target.source().toString());
      // the new end first: where both are inputs of one node, the old one may be its last
      host.execute(
          new Edit.Together(
              host.say(name),
              List.of(connect, ConnectRules.disconnect(host.block(), old, taken.input()))));
    } else {
      named(connect, target);
    }
  }

  /// A change of a whole block gets the name of what it is for.
  private void named(Edit edit, Target target) {
    String reader = target.reader().title();
    Words name = Words.of("design.edit.connect", target.source().toString(), reader);
    host.execute(
        edit instanceof Edit.PutBlock ? new Edit.Together(host.say(name), List.of(edit)) : edit);
  }

  private @Nullable Target target(Pointer at) {
    Box begun = box;
    Port from = anchor;
    if (begun == null || from == null) {
      return null;
    }
    Box over = null;
    int index = -1;
    for (Box each : host.picture().boxes().values()) {
      List<Port> ports = backwards ? each.outputs() : each.inputs();
      for (int i = 0; i < ports.size(); i++) {
        if (isNear(ports.get(i), at)) {
          over = each;
          index = i;
        }
      }
    }
    if (over == null) {
      over = host.picture().boxAt(at.x(), at.y()).orElse(null);
      if (over == null || over.id().equals(begun.id())) {
        return null;
      }
      index = backwards ? (over.outputs().isEmpty() ? -1 : 0) : ConnectRules.input(over);
    }
    List<Port> ports = backwards ? over.outputs() : over.inputs();
    Point place =
        index < 0
            ? new Point(at.x(), at.y())
            : new Point(ports.get(index).x(), ports.get(index).y());
    Box reader = backwards ? begun : over;
    int input = backwards ? begun.inputs().indexOf(from) : index;
    PortReference source =
        backwards ? (index < 0 ? PortReference.NONE : ports.get(index).source()) : from.source();
    Words whyNot =
        source.equals(PortReference.NONE)
            ? Words.of("design.connect.noOutput", over.title())
            : ConnectRules.whyNot(host.architecture(), host.block(), source, reader, input);
    return new Target(over, place, source, reader, input, whyNot);
  }
}
