package org.modelwright.app.workbench;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.data.DataView;
import org.modelwright.app.hardware.PlannerView;
import org.modelwright.app.playground.PlaygroundView;
import org.modelwright.app.runs.history.RunLaunch;
import org.modelwright.app.runs.history.RunsView;
import org.modelwright.app.runs.queue.QueueModel;
import org.modelwright.app.runs.queue.QueueView;
import org.modelwright.app.training.TrainingView;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;

/// The pages of an open project besides its drawing, a tab and a command each. A page is made when it is
/// first looked at; what goes on while it is closed, such as the queue, lives here.
final class ProjectPages implements Disposable {

  /// One page.
  ///
  /// @param command shows it
  /// @param tab its id
  /// @param title the key of its words
  private record Page(CommandId command, String tab, String title, Supplier<Node> view) {}

  private final AppContext context;
  private final ProjectSession session;
  private final CenterTabs tabs;
  private final Consumer<RunFolder> openRun;
  private final QueueModel queue;
  private final Page data =
      new Page(CommandId.SHOW_DATA, "tab-data", "workbench.tab.data", this::data);
  private final Page training =
      new Page(CommandId.SHOW_TRAINING, "tab-training", "workbench.tab.training", this::training);
  private final Page planner =
      new Page(CommandId.SHOW_PLANNER, "tab-planner", "workbench.tab.planner", this::planner);
  private final Page runs = new Page(CommandId.SHOW_RUNS, "tab-runs", "history.tab", this::history);
  private final Page waiting =
      new Page(CommandId.SHOW_QUEUE, "tab-queue", "queue.tab", this::queue);
  private final Page playground =
      new Page(CommandId.SHOW_PLAYGROUND, "tab-playground", "playground.tab", this::playground);
  private final List<Page> all = List.of(data, training, planner, runs, waiting, playground);

  /// @param openRun shows a run's own page
  ProjectPages(
      AppContext context, ProjectSession session, CenterTabs tabs, Consumer<RunFolder> openRun) {
    this.context = context;
    this.session = session;
    this.tabs = tabs;
    this.openRun = openRun;
    queue = new QueueModel(session.folder(), !QueueView.paused(context));
    add(data);
    add(training);
    all.forEach(page -> context.commands().bind(page.command(), () -> show(page)));
    // the page, once it is open, starts one; until then it says whether one can be started
    context.commands().bind(CommandId.START_TRAINING, () -> show(training));
    context
        .commands()
        .bind(
            CommandId.NEW_SWEEP,
            () -> {
              show(waiting);
              if (tabs.content(waiting.tab()) instanceof QueueView view) {
                view.newSweep();
              }
            });
  }

  private void add(Page page) {
    tabs.add(page.tab(), context.texts().text(page.title()), page.view());
  }

  private void show(Page page) {
    add(page);
    tabs.select(page.tab());
  }

  /// Shows a run by its folder's name.
  void openRun(String name) {
    openRun.accept(RunFolder.open(Project.runs(session.folder()).resolve(name)));
  }

  /// Shows the playground with a run.
  void prompt(RunFolder run) {
    show(playground);
    if (tabs.content(playground.tab()) instanceof PlaygroundView view) {
      view.choose(run.name());
    }
  }

  /// A run has ended: it is measured against its plan.
  void runEnded() {
    if (tabs.content(planner.tab()) instanceof PlannerView view) {
      view.look();
    }
  }

  private Node data() {
    return new DataView(context, session.data());
  }

  private Node training() {
    return new TrainingView(context, session.settings(), openRun);
  }

  private Node planner() {
    return new PlannerView(context, session.settings());
  }

  private Node history() {
    var shown = new AtomicReference<@Nullable RunsView>();
    var launch =
        new RunLaunch(
            context,
            session.folder(),
            openRun,
            this::prompt,
            why -> Objects.requireNonNull(shown.get()).refuse(why));
    var view = new RunsView(context, session.folder(), launch);
    shown.set(view);
    return view;
  }

  private Node queue() {
    return new QueueView(context, queue, session.settings(), this::openRun);
  }

  private Node playground() {
    return new PlaygroundView(context, Project.runs(session.folder()));
  }

  /// Takes the commands back, after the tabs have been emptied.
  @Override
  public void dispose() {
    queue.dispose();
    all.forEach(page -> context.commands().unbind(page.command()));
    context.commands().unbind(CommandId.START_TRAINING, CommandId.NEW_SWEEP);
  }
}
