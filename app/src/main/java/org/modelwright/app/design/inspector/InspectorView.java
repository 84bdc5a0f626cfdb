package org.modelwright.app.design.inspector;

import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.DesignModel;
import org.modelwright.graph.Problem;

/// The settings of what is selected: of one node, of several, or of the open block where none is.
public final class InspectorView extends BorderPane implements Disposable {

  private static final String UNFOLDED = "inspector.help.unfolded";

  private final AppContext context;
  private final DesignModel design;
  private final InspectorModel model;
  private final Texts texts;
  private final VBox content = new VBox();
  private final VBox problems = new VBox();
  private final InvalidationListener changed = _ -> refreshSoon();
  private final InvalidationListener language = _ -> rebuildSoon();
  private @Nullable Subject shown;
  private @Nullable NodesForm nodesForm;
  private @Nullable BlockForm blockForm;
  private boolean waiting;
  private boolean disposed;

  public InspectorView(AppContext context, DesignModel design) {
    this.context = context;
    this.design = design;
    texts = context.texts();
    model = new InspectorModel(design);
    setId("inspector");
    getStyleClass().add("inspector");
    getStylesheets().add(StyleSheets.of("inspector"));
    content.getStyleClass().add("content");
    problems.getStyleClass().add("node-problems");
    problems.setId("inspector-problems");
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    setCenter(scroll);
    setMinWidth(220);
    setPrefWidth(300);
    design.architectureProperty().addListener(changed);
    design.locationProperty().addListener(changed);
    design.selectionProperty().addListener(changed);
    design.analysisProperty().addListener(changed);
    texts.localeProperty().addListener(language);
    refresh();
  }

  /// Lets go of the drawing.
  @Override
  public void dispose() {
    disposed = true;
    design.architectureProperty().removeListener(changed);
    design.locationProperty().removeListener(changed);
    design.selectionProperty().removeListener(changed);
    design.analysisProperty().removeListener(changed);
    texts.localeProperty().removeListener(language);
  }

  private void rebuildSoon() {
    shown = null;
    refreshSoon();
  }

  /// Of several changes at once, such as an edit and a selection, only the outcome is shown.
  private void refreshSoon() {
    if (!waiting) {
      waiting = true;
      Platform.runLater(() -> {
        waiting = false;
        if (!disposed) {
          refresh();
        }
      });
    }
  }

  private void refresh() {
    Subject subject = model.subject();
    if (subject instanceof Subject.Nodes now && nodesForm != null && now.hasFormOf(shown)) {
      nodesForm.show(now);
    } else if (!subject.equals(shown)) {
      commit();
      // what was being typed is part of what is shown now
      subject = model.subject();
      build(subject);
    }
    shown = subject;
    showProblems(subject);
    listenOn();
  }

  /// Property values are read so that their next change is told too.
  private void listenOn() {
    design.architectureProperty().get();
    design.locationProperty().get();
    design.selectionProperty().get();
    design.analysisProperty().get();
    texts.localeProperty().get();
  }

  private void commit() {
    if (nodesForm != null) {
      nodesForm.commit();
    }
    if (blockForm != null) {
      blockForm.commit();
    }
  }

  private void build(Subject subject) {
    Optional<String> focused = focusedId();
    nodesForm = null;
    blockForm = null;
    content.getChildren().clear();
    switch (subject) {
      case Subject.Nodes nodes -> {
        var form = new NodesForm(model, texts, nodes);
        nodesForm = form;
        content.getChildren().addAll(header(nodes), problems, form);
        if (nodes.sameKind()) {
          help(nodes.kind()).ifPresent(h -> content.getChildren().add(1, h));
        }
      }
      case Subject.OpenBlock open -> {
        var form = new BlockForm(model, texts, open);
        blockForm = form;
        content.getChildren().addAll(header(open), problems, form);
      }
    }
    focused
        .map(id -> content.lookup("#" + id))
        .filter(n -> n.isFocusTraversable() && !n.isDisabled())
        .ifPresent(Node::requestFocus);
  }

  private Optional<String> focusedId() {
    Node owner = getScene() == null ? null : getScene().getFocusOwner();
    for (Node at = owner; at != null; at = at.getParent()) {
      if (owner != null && at.equals(content)) {
        return Optional.ofNullable(owner.getId());
      }
    }
    return Optional.empty();
  }

  private Node header(Subject.Nodes nodes) {
    KindFacts kind = nodes.kind();
    String count = Integer.toString(nodes.nodes().size());
    String title =
        nodes.isSingle()
            ? kind.kind()
            : nodes.sameKind()
                ? texts.get("inspector.title.same", count, kind.kind())
                : texts.get("inspector.title.several", count);
    HBox header = header(title, nodes.sameKind() ? kind.family() : "several");
    boolean block = kind.origin() == KindFacts.Origin.BLOCK;
    if (nodes.isSingle() && (block || kind.origin() == KindFacts.Origin.CUSTOM)) {
      var open =
          new Button(
              texts.get(block ? "inspector.open.block" : "inspector.open.layer"),
              new FontIcon(block ? "mdi2a-arrow-expand-all" : "mdi2c-code-braces"));
      open.setId("inspector-open");
      open.getStyleClass().add("small");
      open.setMinWidth(Region.USE_PREF_SIZE);
      open.setOnAction(_ -> model.open(nodes));
      header.getChildren().add(open);
    }
    return header;
  }

  private HBox header(Subject.OpenBlock open) {
    return header(texts.get("inspector.title.block", open.block().name()), "block");
  }

  private static HBox header(String title, String family) {
    var stripe = new Region();
    stripe.getStyleClass().addAll("stripe", "family-" + family);
    var words = new Label(title);
    words.setId("inspector-title");
    words.getStyleClass().add("title");
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    var header = new HBox(stripe, words);
    header.getStyleClass().add("header");
    return header;
  }

  private Optional<Node> help(KindFacts kind) {
    return switch (kind.origin()) {
      case CATALOGUE ->
          Optional.of(
              new HelpPane(
                  texts,
                  kind.kind(),
                  Boolean.parseBoolean(context.preferences().get(UNFOLDED, "false")),
                  unfolded -> context.preferences().set(UNFOLDED, Boolean.toString(unfolded))));
      case BLOCK -> Optional.of(about(texts.get("inspector.about.block")));
      case CUSTOM -> Optional.of(about(texts.get("inspector.about.custom")));
      case UNKNOWN -> Optional.empty();
    };
  }

  private static Label about(String words) {
    var label = new Label(words);
    label.getStyleClass().addAll("help", "summary");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private void showProblems(Subject subject) {
    problems.getChildren().setAll(model.problems(subject).stream().map(this::card).toList());
    boolean any = !problems.getChildren().isEmpty();
    problems.setVisible(any);
    problems.setManaged(any);
  }

  private Label card(Problem problem) {
    boolean error = problem.severity() == Problem.Severity.ERROR;
    var icon = new FontIcon(error ? "mdi2a-alert-circle" : "mdi2a-alert");
    var card = new Label(problem.sentences(texts.locale()), icon);
    card.setWrapText(true);
    card.setMinHeight(Region.USE_PREF_SIZE);
    card.setMaxWidth(Double.MAX_VALUE);
    card.getStyleClass().addAll("problem-card", error ? "error" : "warning");
    return card;
  }
}
