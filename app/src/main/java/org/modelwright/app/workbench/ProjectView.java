package org.modelwright.app.workbench;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableObjectValue;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Location;
import org.modelwright.app.design.analyzer.AnalyzerView;
import org.modelwright.app.design.canvas.CanvasView;
import org.modelwright.app.design.custom.CustomLayerView;
import org.modelwright.app.design.custom.NewCustomLayer;
import org.modelwright.app.design.inspector.InspectorView;
import org.modelwright.app.design.palette.PaletteView;
import org.modelwright.app.design.problems.ProblemsView;
import org.modelwright.app.design.program.ProgramView;
import org.modelwright.compile.Analysis;
import org.modelwright.graph.Edit;
import org.modelwright.run.RunFolder;

/// The window's content while a project is open: tree and palette, tabs, inspector, and below them
/// problems, analyzer, log and tasks.
final class ProjectView extends BorderPane implements Disposable {

  private static final CommandId[] OWN = {
    CommandId.UNDO,
    CommandId.REDO,
    CommandId.SHOW_DRAWING,
    CommandId.SHOW_PROGRAM,
    CommandId.SHOW_PROBLEMS,
    CommandId.SHOW_ANALYZER,
    CommandId.SHOW_LOG,
    CommandId.SHOW_TASKS,
    CommandId.SHOW_PROGRAM_BESIDE,
    CommandId.NEXT_PANE
  };
  private static final String BESIDE = "programBeside";

  private final AppContext context;
  private final ProjectSession session;
  private final ProjectTree tree;
  private final PaletteView palette;
  private final InspectorView inspector;
  private final AnalyzerView analyzer;
  private final NewCustomLayer newLayer;
  private final CenterTabs tabs = new CenterTabs();
  private final ProjectPages pages;
  private final RunTabs runs;
  private final TabPane bottom = new TabPane();
  private final ProjectPanes panes;
  private final SplitPane center = new SplitPane();
  private final SimpleBooleanProperty beside = new SimpleBooleanProperty();
  private final Subscription machine;
  private @Nullable ProgramView programBeside;

  ProjectView(AppContext context, ProjectSession session, LogLines log, Messages messages) {
    this.context = context;
    this.session = session;
    setId("project-view");
    DesignModel design = session.design();
    tree = new ProjectTree(session, context.texts(), this::open);
    palette = new PaletteView(context, design);
    inspector = new InspectorView(context, design);
    analyzer = new AnalyzerView(context, design);
    newLayer = new NewCustomLayer(context, design);
    design.setLayerEditor(this::editLayer);
    fillBottom(log);
    addDrawingTab();
    tabs.add("tab-program", title("workbench.tab.program"), this::program);
    pages = new ProjectPages(context, session, tabs, this::openRun);
    tabs.getSelectionModel().selectFirst();
    center.setId("split-beside");
    center.getItems().add(tabs);
    panes = new ProjectPanes(context.preferences(), tree, palette, center, inspector, bottom);
    tabs.getSelectionModel()
        .selectedItemProperty()
        .subscribe(tab -> panes.arrangeFor(tab == null || isForDrawing(tab.getId())));
    runs =
        new RunTabs(
            context,
            session,
            tabs,
            panes.node(),
            messages,
            tree::showRuns,
            pages::runEnded,
            pages::prompt);
    setCenter(runs.node());
    beside.subscribe(this::showBeside);
    beside.set(context.preferences().get(BESIDE, "false").equals("true"));
    bindCommands();
    machine = session.machineProperty().subscribe(analyzer.model()::estimateFor);
  }

  private void fillBottom(LogLines log) {
    bottom.setId("bottom-tabs");
    bottom.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    DesignModel design = session.design();
    bottom
        .getTabs()
        .setAll(
            List.of(
                tab("tab-problems", problemsTitle(), new ProblemsView(context, design)),
                tab("tab-analyzer", title("workbench.tab.analyzer"), analyzer),
                tab("tab-log", title("workbench.tab.log"), new LogView(context.texts(), log)),
                tab("tab-tasks", title("workbench.tab.tasks"), new TasksView(context))));
  }

  private static Tab tab(String id, StringBinding title, Node view) {
    var tab = new Tab(null, view);
    tab.setId(id);
    tab.textProperty().bind(title);
    return tab;
  }

  private StringBinding title(String key) {
    return context.texts().text(key);
  }

  private StringBinding problemsTitle() {
    Texts texts = context.texts();
    var analysis = session.design().analysisProperty();
    return Bindings.createStringBinding(
        () -> {
          Analysis now = analysis.get();
          int count = now == null ? 0 : now.compilation().problems().size();
          return count == 0
              ? texts.get("workbench.tab.problems")
              : texts.get("workbench.tab.problems.count", count);
        },
        analysis,
        texts.localeProperty());
  }

  private void addDrawingTab() {
    Texts texts = context.texts();
    var dirty = session.design().dirtyProperty();
    StringBinding title =
        Bindings.createStringBinding(
            () -> texts.get(dirty.get() ? "workbench.tab.drawing.dirty" : "workbench.tab.drawing"),
            dirty,
            texts.localeProperty());
    tabs.add("tab-drawing", title, this::canvas);
  }

  private Node canvas() {
    var canvas = new CanvasView(context, session.design());
    canvas.setSettingsOpener(_ -> Panes.focus(inspector));
    palette.setTarget(canvas.target());
    return canvas;
  }

  private void editLayer(String name) {
    String id = "tab-layer-" + name;
    if (!tabs.has(id)) {
      var editor = new CustomLayerView(context, session.design(), session.folder(), name);
      tabs.add(id, editor.nameProperty(), () -> editor);
    }
    tabs.select(id);
  }

  private Node program() {
    return new ProgramView(context, session.design());
  }

  /// Shows a run, whether it trains, waits or has ended.
  void openRun(RunFolder run) {
    runs.open(run);
  }

  /// The runs that are at work.
  List<RunFolder> runsAtWork() {
    return runs.alive();
  }

  private void showDrawing() {
    addDrawingTab();
    tabs.select("tab-drawing");
  }

  /// Gives the keyboard to what the front tab shows.
  void focusDrawing() {
    Panes.focus(tabs);
  }

  private void open(ProjectTree.Entry entry) {
    switch (entry) {
      case ProjectTree.Entry.Root _ -> {}
      case ProjectTree.Entry.Runs _ -> context.commands().run(CommandId.SHOW_RUNS);
      case ProjectTree.Entry.Run(String name) -> pages.openRun(name);
      case ProjectTree.Entry.Drawing _ -> {
        session.design().open(Location.MAIN);
        showDrawing();
      }
      case ProjectTree.Entry.BlockOf(String name) -> {
        session.design().reveal(name);
        showDrawing();
      }
      case ProjectTree.Entry.LayerOf(String name) -> editLayer(name);
      case ProjectTree.Entry.Data _ -> context.commands().run(CommandId.SHOW_DATA);
      case ProjectTree.Entry.Training _ -> context.commands().run(CommandId.SHOW_TRAINING);
    }
  }

  private void bindCommands() {
    Commands commands = context.commands();
    DesignModel design = session.design();
    commands.bind(
        CommandId.UNDO,
        new Commands.Binding(
            design::undo,
            whyNot(design.undoEditProperty(), "command.why.nothingToUndo"),
            name(design.undoEditProperty()),
            null));
    commands.bind(
        CommandId.REDO,
        new Commands.Binding(
            design::redo,
            whyNot(design.redoEditProperty(), "command.why.nothingToRedo"),
            name(design.redoEditProperty()),
            null));
    commands.bind(CommandId.SHOW_DRAWING, this::showDrawing);
    commands.bind(
        CommandId.SHOW_PROGRAM,
        () -> tabs.show("tab-program", title("workbench.tab.program"), this::program));
    commands.bind(CommandId.SHOW_PROBLEMS, () -> showBottom("tab-problems"));
    commands.bind(CommandId.SHOW_ANALYZER, () -> showBottom("tab-analyzer"));
    commands.bind(CommandId.SHOW_LOG, () -> showBottom("tab-log"));
    commands.bind(CommandId.SHOW_TASKS, () -> showBottom("tab-tasks"));
    commands.bind(
        CommandId.SHOW_PROGRAM_BESIDE,
        new Commands.Binding(
            () -> beside.set(!beside.get()), Bindings.createStringBinding(() -> ""), null, beside));
    commands.bind(CommandId.NEXT_PANE, () -> Panes.focusNext(this, panes.inSight()));
  }

  private static StringBinding whyNot(ObservableObjectValue<@Nullable Edit> edit, String key) {
    return Bindings.createStringBinding(() -> edit.get() == null ? key : "", edit);
  }

  private StringBinding name(ObservableObjectValue<@Nullable Edit> edit) {
    Texts texts = context.texts();
    return Bindings.createStringBinding(
        () -> {
          Edit what = edit.get();
          return what == null ? "" : what.words().in(texts.locale());
        },
        edit,
        texts.localeProperty());
  }

  /// Brings a tab at the bottom to the front and the keyboard to it.
  void showBottom(String id) {
    panes.showBottom(id);
  }

  private static boolean isForDrawing(String tab) {
    return tab.equals("tab-drawing") || tab.equals("tab-program") || tab.startsWith("tab-layer-");
  }

  private void showBeside(boolean show) {
    context.preferences().set(BESIDE, Boolean.toString(show));
    if (show && programBeside == null) {
      programBeside = new ProgramView(context, session.design());
      programBeside.setId("program-beside");
      center.getItems().add(programBeside);
      center.setDividerPosition(0, 0.55);
    } else if (!show && programBeside != null) {
      center.getItems().remove(programBeside);
      Disposable.release(programBeside);
      programBeside = null;
    }
  }

  @Override
  public void dispose() {
    machine.unsubscribe();
    newLayer.dispose();
    tree.dispose();
    runs.dispose();
    tabs.dispose();
    pages.dispose();
    context.commands().unbind(OWN);
    Disposable.release(palette);
    Disposable.release(inspector);
    bottom
        .getTabs()
        .forEach(tab -> {
          tab.textProperty().unbind();
          Disposable.release(tab.getContent());
        });
    Disposable.release(programBeside);
  }
}
