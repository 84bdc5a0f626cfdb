package org.modelwright.app.workbench;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.util.Duration;
import org.controlsfx.control.NotificationPane;
import org.controlsfx.control.action.Action;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.runs.live.RunView;
import org.modelwright.app.runs.live.RunWatch;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;

/// The runs of the open project in the window: a tab each, and a word when one has ended. Those that
/// are at work when the project is opened get their tabs at once.
final class RunTabs implements Disposable {

  private static final Duration READING_TIME = Duration.seconds(12);

  /// How many tabs open by themselves.
  private static final int MOST = 4;

  private final AppContext context;
  private final CenterTabs tabs;
  private final Messages messages;
  private final Consumer<RunFolder> prompt;
  private final NotificationPane notices;
  private final PauseTransition hide = new PauseTransition(READING_TIME);
  private final RunWatch watch;
  private int opened;

  /// @param content what notices slide over
  /// @param states told which runs there are and what they do
  /// @param oneEnded called when a run has ended
  /// @param prompt shows the playground with a run
  RunTabs(
      AppContext context,
      ProjectSession session,
      CenterTabs tabs,
      Node content,
      Messages messages,
      Consumer<Map<String, RunState>> states,
      Runnable oneEnded,
      Consumer<RunFolder> prompt) {
    this.context = context;
    this.tabs = tabs;
    this.messages = messages;
    this.prompt = prompt;
    notices = new NotificationPane(content);
    notices.setId("run-notices");
    notices.setShowFromTop(false);
    hide.setOnFinished(_ -> notices.hide());
    watch =
        new RunWatch(
            Project.runs(session.folder()),
            new RunWatch.Listener() {
              @Override
              public void changed(Map<String, RunState> now) {
                states.accept(now);
              }

              @Override
              public void found(RunFolder run) {
                if (opened++ < MOST) {
                  open(run);
                }
              }

              @Override
              public void ended(RunFolder run, RunState state, String cause) {
                say(run, state, cause);
                oneEnded.run();
              }
            });
  }

  /// The content with the place for notices.
  Node node() {
    return notices;
  }

  /// Brings a run's tab to the front.
  void open(RunFolder run) {
    watch.lookNow();
    tabs.show(
        "tab-run-" + run.name(),
        new ReadOnlyStringWrapper(run.name()),
        () -> new RunView(context, run, host()));
  }

  private RunView.Host host() {
    return new RunView.Host() {
      @Override
      public void refuse(String sentence) {
        messages.refuse(sentence);
      }

      @Override
      public void prompt(RunFolder run) {
        prompt.accept(run);
      }
    };
  }

  List<RunFolder> alive() {
    return watch.alive();
  }

  private void say(RunFolder run, RunState state, String cause) {
    String sentence = context.texts().get("live.ended." + state, run.name(), cause);
    if (state == RunState.FAILED) {
      messages.refuse(sentence);
    } else {
      messages.note(sentence);
    }
    notices
        .getActions()
        .setAll(
            List.of(
                new Action(
                    context.texts().get("live.ended.show"),
                    _ -> {
                      notices.hide();
                      open(run);
                    })));
    notices.show(sentence);
    hide.playFromStart();
  }

  @Override
  public void dispose() {
    hide.stop();
    watch.dispose();
  }
}
