package org.modelwright.app.design.canvas;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.scene.Group;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Affine;
import org.jspecify.annotations.Nullable;

/// The drawing on screen. What is not in view is neither made nor drawn; below a scale of 0.4 nodes are
/// plain rectangles.
final class DrawingPane extends Pane {

  /// Everything that is to be seen besides the picture.
  ///
  /// @param hovered the box under the mouse; or null
  /// @param strong the edge that is selected; or null
  record Looks(
      Set<String> selection,
      @Nullable String hovered,
      Edge.@Nullable Key strong,
      Feedback feedback,
      Facts facts,
      Colors colors,
      String output) {}

  /// How far out of view things are made ready, a few a frame: a whole column that came into view at
  /// once would be seen as a jerk.
  private static final double AHEAD = 320;

  /// How far out of view they are let go of.
  private static final double FAR = 480;

  private static final int MADE_AHEAD = 2;

  /// How near to the end of what is ready the view may come before more is made.
  private static final double ENOUGH = 160;

  private final TextFit fit = new TextFit();
  private final Affine transform = new Affine();
  private final Group world = new Group();
  private final Group edgeLayer = new Group();
  private final Group plainLayer = new Group();
  private final Group boxLayer = new Group();
  private final Group labelLayer = new Group();
  private final FeedbackLayer feedbackLayer = new FeedbackLayer(fit);
  private final Rectangle clip = new Rectangle();
  private final Bitmaps bitmaps = new Bitmaps();
  private final Map<String, BoxView> boxViews = new HashMap<>();
  private final Map<String, Rectangle> plainViews = new HashMap<>();
  private final Map<Edge.Key, EdgeView> edgeViews = new HashMap<>();
  private Picture picture = new Picture(Map.of(), List.of());
  private Area[] edgeBounds = {};
  private Viewport viewport = Viewport.START;
  private int readyMade;
  private Area ready = Area.NONE;
  private Looks looks =
      new Looks(Set.of(), null, null, new Feedback.Nothing(), Facts.NONE, Colors.GREY, "");

  DrawingPane() {
    world.getTransforms().add(transform);
    world.getChildren().addAll(edgeLayer, plainLayer, boxLayer, labelLayer, feedbackLayer);
    world.setMouseTransparent(true);
    world.setManaged(false);
    world.setAutoSizeChildren(false);
    getChildren().add(world);
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    widthProperty().addListener(_ -> refresh(false));
    heightProperty().addListener(_ -> refresh(false));
    bitmaps.stretchingProperty().addListener(_ -> redraw());
  }

  private void redraw() {
    place();
    boxViews.values().forEach(bitmaps::box);
    boxViews.values().stream().flatMap(BoxView::words).forEach(bitmaps::words);
    edgeViews.values().forEach(view -> bitmaps.words(view.label()));
  }

  /// At rest on whole pixels, so that lines stay sharp.
  private void place() {
    boolean still = !bitmaps.stretchingProperty().get();
    transform.setToTransform(
        viewport.scale(),
        0,
        still ? Math.rint(viewport.x()) : viewport.x(),
        0,
        viewport.scale(),
        still ? Math.rint(viewport.y()) : viewport.y());
  }

  /// Draws what was stretched while zooming as sharp as the screen is, at once.
  void rest() {
    bitmaps.rest();
  }

  /// Keeps the views of what has not changed.
  void show(Picture next) {
    Picture before = picture;
    picture = next;
    edgeBounds = next.edges().stream().map(e -> e.route().bounds()).toArray(Area[]::new);
    boxViews
        .entrySet()
        .removeIf(entry -> {
          boolean gone =
              !Objects.equals(before.boxes().get(entry.getKey()), next.boxes().get(entry.getKey()));
          if (gone) {
            boxLayer.getChildren().remove(entry.getValue());
          }
          return gone;
        });
    plainViews
        .entrySet()
        .removeIf(entry -> {
          boolean gone =
              !Objects.equals(before.boxes().get(entry.getKey()), next.boxes().get(entry.getKey()));
          if (gone) {
            plainLayer.getChildren().remove(entry.getValue());
          }
          return gone;
        });
    var edges = new HashSet<>(next.edges());
    edgeViews
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !edges.contains(entry.getValue().edge());
          if (gone) {
            edgeLayer.getChildren().remove(entry.getValue().line());
            labelLayer.getChildren().remove(entry.getValue().label());
          }
          return gone;
        });
    refresh(true);
  }

  void show(Viewport next) {
    boolean plainBefore = isPlain();
    if (next.scale() != viewport.scale()) {
      viewport = next;
      bitmaps.scaled(next.scale());
    }
    viewport = next;
    place();
    if (plainBefore != isPlain()) {
      refresh(true);
    } else if (!ready.contains(next.visible(getWidth(), getHeight()).grownBy(ENOUGH))) {
      refresh(false);
    }
  }

  void show(Looks next) {
    boolean recolored = !next.colors().equals(looks.colors());
    looks = next;
    if (recolored) {
      setBackground(new Background(new BackgroundFill(next.colors().canvas(), null, null)));
      plainViews.forEach((id, shape) -> paint(shape, id));
    }
    refresh(true);
  }

  private boolean isPlain() {
    return viewport.scale() < Viewport.PLAIN;
  }

  /// @param restyle whether what is already in view may look different
  private void refresh(boolean restyle) {
    Area visible = viewport.visible(getWidth(), getHeight());
    boolean plain = isPlain();
    boxLayer.setVisible(!plain);
    labelLayer.setVisible(!plain);
    plainLayer.setVisible(plain);
    Area nearby = visible.grownBy(24);
    Area ahead = visible.grownBy(AHEAD);
    readyMade = 0;
    forget(visible.grownBy(FAR));
    for (Box box : picture.boxes().values()) {
      if (plain) {
        showPlain(box, box.area().meets(ahead), restyle);
      } else {
        showNear(box, nearby, ahead, restyle);
      }
    }
    for (int i = 0; i < edgeBounds.length; i++) {
      showEdge(picture.edges().get(i), edgeBounds[i], plain ? ahead : nearby, ahead, restyle);
    }
    ready = readyMade > MADE_AHEAD ? Area.NONE : ahead;
    feedbackLayer.show(looks.feedback(), looks.colors());
  }

  /// Lets go of what the view is far away from: all that was ever seen would be looked at in each frame.
  private void forget(Area kept) {
    boxViews
        .values()
        .removeIf(view -> {
          boolean far = !view.area().meets(kept);
          if (far) {
            boxLayer.getChildren().remove(view);
          }
          return far;
        });
    edgeViews
        .values()
        .removeIf(view -> {
          boolean far = !view.bounds().meets(kept);
          if (far) {
            edgeLayer.getChildren().remove(view.line());
            labelLayer.getChildren().remove(view.label());
          }
          return far;
        });
  }

  /// @param nearby where it is made at once
  /// @param ahead where it is made soon
  private void showNear(Box box, Area nearby, Area ahead, boolean restyle) {
    BoxView view = boxViews.get(box.id());
    if (view == null) {
      if (!isDue(box.area(), nearby, ahead)) {
        return;
      }
      view = new BoxView(box, fit, bitmaps);
      view.show(state(box), looks.colors());
      bitmaps.box(view);
      boxViews.put(box.id(), view);
      boxLayer.getChildren().add(view);
    } else if (restyle) {
      view.show(state(box), looks.colors());
    }
  }

  private boolean isDue(Area area, Area nearby, Area ahead) {
    return area.meets(nearby) || (area.meets(ahead) && ++readyMade <= MADE_AHEAD);
  }

  private BoxView.State state(Box box) {
    Feedback feedback = looks.feedback();
    boolean linking = feedback instanceof Feedback.Linking link && box.id().equals(link.target());
    return new BoxView.State(
        looks.selection().contains(box.id()),
        box.id().equals(looks.hovered()),
        linking,
        looks.facts().problems(box.id()),
        box.isNode() ? "" : looks.output());
  }

  private void showPlain(Box box, boolean seen, boolean restyle) {
    Rectangle shape = plainViews.get(box.id());
    if (shape == null) {
      if (!seen) {
        return;
      }
      Area area = box.area();
      shape = new Rectangle(area.x(), area.y(), area.width(), area.height());
      plainViews.put(box.id(), shape);
      plainLayer.getChildren().add(shape);
      paint(shape, box.id());
    } else if (restyle) {
      paint(shape, box.id());
    }
    shape.setVisible(seen);
  }

  private void paint(Rectangle shape, String id) {
    Box box = picture.boxes().get(id);
    if (box != null) {
      Colors colors = looks.colors();
      boolean wrong = !looks.facts().problems(id).isEmpty();
      shape.setFill(
          looks.selection().contains(id)
              ? colors.accent()
              : wrong
                  ? colors.danger()
                  : colors
                      .box()
                      .interpolate(box.isNode() ? colors.family(box.tint()) : colors.muted(), 0.6));
    }
  }

  private void showEdge(Edge edge, Area bounds, Area nearby, Area ahead, boolean restyle) {
    EdgeView view = edgeViews.get(edge.key());
    boolean plain = isPlain();
    boolean made = view == null;
    if (view == null) {
      if (!isDue(bounds, nearby, ahead)) {
        return;
      }
      view = new EdgeView(edge, fit);
      edgeViews.put(edge.key(), view);
      edgeLayer.getChildren().add(view.line());
    }
    boolean labelled = view.label().getParent() == null && !plain;
    if (labelled) {
      bitmaps.words(view.label());
      labelLayer.getChildren().add(view.label());
    }
    if (made || labelled || restyle) {
      style(view, plain);
      view.line().setVisible(!isDetached(edge));
      view.label().setVisible(!isDetached(edge));
    }
  }

  private boolean isDetached(Edge edge) {
    return looks.feedback() instanceof Feedback.Linking link && edge.key().equals(link.detached());
  }

  private void style(EdgeView view, boolean plain) {
    Edge edge = view.edge();
    Edge.Key onto =
        switch (looks.feedback()) {
          case Feedback.Moving moving -> moving.dropsOn();
          case Feedback.Ghost ghost -> ghost.dropsOn();
          default -> null;
        };
    boolean strong = edge.key().equals(looks.strong()) || edge.key().equals(onto);
    boolean related =
        looks.selection().contains(edge.from()) || looks.selection().contains(edge.to());
    view.show(
        plain ? view.label().getText() : looks.facts().shape(edge.source()),
        looks.colors(),
        strong,
        related);
  }

  /// Makes everything as if it were in view, for a picture of the whole.
  Group whole() {
    var all = new DrawingPane();
    all.resize(picture.bounds().grownBy(24).width(), picture.bounds().grownBy(24).height());
    Area area = picture.bounds().grownBy(24);
    all.viewport = new Viewport(1, -area.x(), -area.y());
    all.transform.setToTransform(1, 0, -area.x(), 0, 1, -area.y());
    all.looks =
        new Looks(
            Set.of(),
            null,
            null,
            new Feedback.Nothing(),
            looks.facts(),
            looks.colors(),
            looks.output());
    all.show(picture);
    // painted once, bitmaps would only take memory
    all.boxLayer.getChildren().forEach(view -> view.setCache(false));
    return new Group(all.world);
  }
}
