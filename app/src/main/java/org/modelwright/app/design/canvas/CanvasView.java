package org.modelwright.app.design.canvas;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.KeyboardHome;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Location;

/// The open block as a drawing.
public final class CanvasView extends BorderPane implements Disposable, KeyboardHome {

  private static final Duration MESSAGE = Duration.seconds(6);

  private final AppContext context;
  private final DesignModel design;
  private final CanvasModel model;
  private final DrawingPane pane = new DrawingPane();
  private final StackPane stack = new StackPane();
  private final ColorProbe probe = new ColorProbe();
  private final Breadcrumb breadcrumb;
  private final MiniMap miniMap;
  private final Label message = new Label();
  private final Label reason = new Label();
  private final PauseTransition messageTime = new PauseTransition(MESSAGE);
  private final BooleanProperty miniMapShown = new SimpleBooleanProperty();
  private final CanvasInput input;
  private final CanvasCommands commands;
  private final CanvasPanels panels;
  private final InvalidationListener looksListener = _ -> look();
  private final ChangeListener<Object> knowledgeListener = (_, _, _) -> know();
  private final ChangeListener<Object> selectionListener = (_, _, _) -> reveal();
  private final ChangeListener<Location> locationListener = (_, _, _) -> model().zoomToRead();
  private Facts facts = Facts.NONE;
  private @Nullable String hovered;
  private @Nullable ContextMenu menu;
  private boolean fitted;

  public CanvasView(AppContext context, DesignModel design) {
    this.context = context;
    this.design = design;
    model = new CanvasModel(design, context.texts());
    breadcrumb = new Breadcrumb(design);
    miniMap = new MiniMap(model);
    input = new CanvasInput(pane, model, this::hover);
    panels = new CanvasPanels(context, design, model, this);
    commands = new CanvasCommands(context.commands(), design, model, panels, miniMapShown);
    model.connect(this::say, panels::chooseReader, _ -> {});
    setId("canvas");
    getStyleClass().add("mw-canvas");
    getStylesheets().add(StyleSheets.of("design"));
    build();
    listen();
    know();
  }

  private CanvasModel model() {
    return model;
  }

  private void build() {
    pane.setId("drawing");
    pane.setFocusTraversable(true);
    pane.getStyleClass().add("drawing");
    pane.accessibleTextProperty().bind(context.texts().text("design.canvas.accessible"));
    message.setId("canvas-message");
    message.getStyleClass().add("canvas-message");
    message.setWrapText(true);
    message.setMaxWidth(560);
    message.setVisible(false);
    message.setMouseTransparent(true);
    messageTime.setOnFinished(_ -> message.setVisible(false));
    reason.setId("canvas-reason");
    reason.getStyleClass().add("canvas-reason");
    reason.setManaged(false);
    reason.setMouseTransparent(true);
    reason.setVisible(false);
    var empty = new Label();
    empty.setId("canvas-empty");
    empty.getStyleClass().add("canvas-empty");
    empty.textProperty().bind(context.texts().text("design.canvas.empty"));
    empty.setMouseTransparent(true);
    empty.visibleProperty().bind(model.pictureProperty().map(p -> p.nodes().findAny().isEmpty()));
    var focus = new javafx.scene.layout.Region();
    focus.getStyleClass().add("canvas-focus");
    focus.setMouseTransparent(true);
    focus.visibleProperty().bind(pane.focusedProperty());
    miniMap.visibleProperty().bind(miniMapShown);
    StackPane.setAlignment(miniMap, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(miniMap, new Insets(8));
    StackPane.setAlignment(message, Pos.BOTTOM_CENTER);
    StackPane.setMargin(message, new Insets(16));
    stack.getChildren().addAll(pane, empty, focus, miniMap, message, reason, probe);
    stack.setMinSize(0, 0);
    setCenter(stack);
    setTop(new CanvasBar(context, model, breadcrumb));
    pane.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::menu);
    pane.widthProperty().addListener(_ -> sized());
    pane.heightProperty().addListener(_ -> sized());
  }

  private void listen() {
    model.pictureProperty().addListener((_, _, next) -> pane.show(next));
    model
        .viewportProperty()
        .addListener((_, _, next) -> {
          pane.show(next);
          map();
        });
    model.feedbackProperty().addListener(looksListener);
    model.selectedEdgeProperty().addListener(looksListener);
    model.pictureProperty().addListener(_ -> map());
    probe.colorsProperty().addListener(looksListener);
    miniMapShown.addListener(_ -> map());
    design.selectionProperty().addListener(looksListener);
    design.selectionProperty().addListener(selectionListener);
    design.analysisProperty().addListener(knowledgeListener);
    design.locationProperty().addListener(knowledgeListener);
    design.locationProperty().addListener(locationListener);
    context.texts().localeProperty().addListener(looksListener);
    pane.show(model.pictureProperty().get());
  }

  /// Lets go of everything that lives longer than this canvas.
  @Override
  public void dispose() {
    commands.dispose();
    model.dispose();
    breadcrumb.dispose();
    messageTime.stop();
    pane.rest();
    if (menu != null) {
      menu.hide();
    }
    input.dispose();
    design.selectionProperty().removeListener(selectionListener);
    design.selectionProperty().removeListener(looksListener);
    design.analysisProperty().removeListener(knowledgeListener);
    design.locationProperty().removeListener(knowledgeListener);
    design.locationProperty().removeListener(locationListener);
    context.texts().localeProperty().removeListener(looksListener);
  }

  private void sized() {
    model.setViewSize(pane.getWidth(), pane.getHeight());
    if (!fitted && pane.getWidth() > 1 && pane.getHeight() > 1) {
      fitted = true;
      model.zoomToRead();
      pane.rest();
    }
    map();
  }

  /// What is selected elsewhere, as by a click on a problem, comes into view.
  private void reveal() {
    if (fitted && model.gestures().isIdle()) {
      model.reveal();
    }
  }

  private void know() {
    facts = new Facts(design.analysisProperty().get(), design.location());
    input.setFacts(facts);
    look();
  }

  private void hover(@Nullable String id) {
    if (!Objects.equals(id, hovered)) {
      hovered = id;
      look();
    }
  }

  private void look() {
    Colors colors = probe.colors();
    Feedback feedback = model.feedbackProperty().get();
    pane.show(
        new DrawingPane.Looks(
            design.selection(),
            hovered,
            model.selectedEdgeProperty().get(),
            feedback,
            facts,
            colors,
            context.texts().get("design.canvas.output")));
    showReason(feedback);
    map();
  }

  private void showReason(Feedback feedback) {
    Words whyNot =
        switch (feedback) {
          case Feedback.Linking link -> link.whyNot();
          case Feedback.Ghost ghost -> ghost.whyNot();
          default -> null;
        };
    reason.setVisible(whyNot != null);
    if (whyNot != null) {
      reason.setText(model.say(whyNot));
      reason.autosize();
      Viewport view = model.viewportProperty().get();
      double x = view.x();
      double y = view.y();
      if (feedback instanceof Feedback.Linking link) {
        x += link.to().x() * view.scale() + 16;
        y += link.to().y() * view.scale() + 16;
      } else if (feedback instanceof Feedback.Ghost ghost) {
        x += ghost.area().x() * view.scale();
        y += ghost.area().bottom() * view.scale() + 8;
      }
      reason.relocate(
          Math.clamp(x, 8, Math.max(8, pane.getWidth() - reason.getWidth() - 8)),
          Math.clamp(y, 8, Math.max(8, pane.getHeight() - reason.getHeight() - 8)));
    }
  }

  private void map() {
    if (miniMapShown.get()) {
      miniMap.show(probe.colors());
    }
  }

  private void menu(ContextMenuEvent event) {
    if (menu != null) {
      menu.hide();
    }
    boolean node = !design.selection().isEmpty();
    menu = CanvasMenu.of(context, node, model.selectedEdgeProperty().get() != null);
    double x = event.getScreenX();
    double y = event.getScreenY();
    if (event.isKeyboardTrigger()) {
      Viewport view = model.viewportProperty().get();
      Area at = Picture.bounds(model.selected().stream());
      var screen =
          pane.localToScreen(
              view.x() + at.centerX() * view.scale(), view.y() + at.centerY() * view.scale());
      x = screen.getX();
      y = screen.getY();
    }
    menu.show(pane, x, y);
    event.consume();
  }

  /// Says something for a few seconds, at the lower edge.
  void say(String words) {
    message.setText(words);
    message.setVisible(true);
    messageTime.playFromStart();
  }

  /// Puts something above the drawing until it is closed.
  void open(Node panel) {
    stack.getChildren().removeIf(n -> n.getStyleClass().contains("canvas-panel"));
    panel.getStyleClass().add("canvas-panel");
    StackPane.setAlignment(panel, Pos.TOP_CENTER);
    StackPane.setMargin(panel, new Insets(24));
    stack.getChildren().add(panel);
  }

  /// Takes it away again; the drawing gets the keys.
  void close(Node panel) {
    stack.getChildren().remove(panel);
    pane.requestFocus();
  }

  @Override
  public Node keyboardHome() {
    return pane;
  }

  DrawingPane pane() {
    return pane;
  }

  Colors colors() {
    return probe.colors();
  }

  Facts facts() {
    return facts;
  }

  CanvasModel state() {
    return model;
  }

  /// @param opener told of a layer that was entered, whose settings are to be edited
  public void setSettingsOpener(Consumer<org.modelwright.graph.Node> opener) {
    model.connect(this::say, panels::chooseReader, opener);
  }

  /// Whether the small map is shown.
  public BooleanProperty miniMapShownProperty() {
    return miniMapShown;
  }

  /// Where the palette's layers go.
  public KindTarget target() {
    return new Target();
  }

  private final class Target implements KindTarget {

    @Override
    public void add(String kind) {
      panels.add(kind);
    }

    @Override
    public void hover(String kind, double screenX, double screenY) {
      canvas(screenX, screenY)
          .ifPresentOrElse(
              at -> model.gestures().hover(kind, at.x(), at.y(), input.near()), this::cancel);
    }

    @Override
    public void drop(String kind, double screenX, double screenY) {
      canvas(screenX, screenY)
          .ifPresentOrElse(
              at -> {
                model.gestures().drop(kind, at.x(), at.y(), input.near());
                pane.requestFocus();
              },
              this::cancel);
    }

    @Override
    public void cancel() {
      model.gestures().cancel();
    }

    private Optional<Edge.Point> canvas(double screenX, double screenY) {
      var local = pane.screenToLocal(screenX, screenY);
      if (local == null || !pane.getLayoutBounds().contains(local)) {
        return Optional.empty();
      }
      Viewport view = model.viewportProperty().get();
      return Optional.of(new Edge.Point(view.canvasX(local.getX()), view.canvasY(local.getY())));
    }
  }

  /// Selects a node and brings it into view.
  void go(String path) {
    design.reveal(path);
    model.reveal();
  }
}
