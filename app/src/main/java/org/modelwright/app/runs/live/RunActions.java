package org.modelwright.app.runs.live;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableStringValue;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Disposable;
import org.modelwright.file.InputException;
import org.modelwright.launch.RunStarter;
import org.modelwright.launch.Worker;
import org.modelwright.launch.WorkerProcess;
import org.modelwright.project.LayerTrust;
import org.modelwright.run.Command;
import org.modelwright.run.CommandLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunState;
import org.modelwright.train.RunConfiguration;

/// What can be done with one run, and why some of it cannot be done now.
final class RunActions implements Disposable {

  /// What is asked before.
  interface Questions {
    void stop();

    void changeLearningRate();
  }

  static final List<CommandId> ALL =
      List.of(
          CommandId.PAUSE_RUN,
          CommandId.CONTINUE_RUN,
          CommandId.CHECKPOINT_NOW,
          CommandId.SET_LEARNING_RATE,
          CommandId.STOP_RUN,
          CommandId.RESUME_RUN);

  private final AppContext context;
  private final RunModel model;
  private final Consumer<String> refuse;
  private final Map<CommandId, Commands.Binding> bindings = new EnumMap<>(CommandId.class);

  /// @param refuse told, in a sentence, why something could not be done
  RunActions(AppContext context, RunModel model, Questions questions, Consumer<String> refuse) {
    this.context = context;
    this.model = model;
    this.refuse = refuse;
    add(CommandId.PAUSE_RUN, () -> send(Command.pause()), RunActions::whyNotPause);
    add(CommandId.CONTINUE_RUN, () -> send(Command.resume()), RunActions::whyNotContinue);
    add(CommandId.CHECKPOINT_NOW, () -> send(Command.checkpointNow()), RunActions::whyNotChange);
    add(CommandId.SET_LEARNING_RATE, questions::changeLearningRate, RunActions::whyNotChange);
    add(CommandId.STOP_RUN, questions::stop, RunActions::whyNotStop);
    add(CommandId.RESUME_RUN, this::resume, RunActions::whyNotResume);
  }

  private void add(CommandId id, Runnable action, Function<RunState, String> whyNot) {
    ObservableStringValue why =
        Bindings.createStringBinding(() -> whyNot.apply(model.state()), model.stateProperty());
    bindings.put(id, new Commands.Binding(action, why, null, null));
  }

  Commands.Binding binding(CommandId id) {
    return java.util.Objects.requireNonNull(bindings.get(id), id.name());
  }

  /// Makes this run the one that the menus mean.
  void bind() {
    bindings.forEach(context.commands()::bind);
  }

  /// Takes it out of the menus, unless another run is in them.
  void unbind() {
    bindings.forEach((id, binding) -> {
      if (context.commands().find(id).filter(binding::equals).isPresent()) {
        context.commands().unbind(id);
      }
    });
  }

  private static String whyNotPause(RunState state) {
    return switch (state) {
      case PREPARING, RUNNING -> "";
      case PAUSING, PAUSED -> "live.why.paused";
      default -> whyNotChange(state);
    };
  }

  private static String whyNotContinue(RunState state) {
    return switch (state) {
      case PAUSING, PAUSED -> "";
      case PREPARING, RUNNING -> "live.why.notPaused";
      default -> whyNotChange(state);
    };
  }

  private static String whyNotChange(RunState state) {
    return switch (state) {
      case PREPARING, RUNNING, PAUSING, PAUSED -> "";
      case QUEUED -> "live.why.queued";
      case STOPPING -> "live.why.stopping";
      case COMPLETED, STOPPED, FAILED -> "live.why.ended";
    };
  }

  private static String whyNotStop(RunState state) {
    return whyNotChange(state);
  }

  private static String whyNotResume(RunState state) {
    return switch (state) {
      case QUEUED, STOPPED, FAILED -> "";
      case COMPLETED -> "live.why.complete";
      default -> "live.why.atWork";
    };
  }

  /// Gives the run a command.
  void send(Command command) {
    try {
      CommandLog.append(model.run(), command);
      model.lookNow();
    } catch (InputException e) {
      refuse.accept(e.getMessage());
    }
  }

  /// Goes on from the newest checkpoint.
  private void resume() {
    context
        .tasks()
        .start(
            context.texts().get("live.task.resume", model.run().name()),
            progress -> {
              awaitEnd();
              new RunStarter(progress, _ -> {}).requireResumable(model.run());
              LayerTrust.ofUser()
                  .require(
                      RunConfiguration.read(model.run().configuration()).drawing(),
                      "Run " + model.run().name(),
                      "modelwright trust");
              return WorkerProcess.start(model.run(), Worker.class.getName(), List.of());
            },
            _ -> model.lookNow(),
            why -> refuse.accept(String.valueOf(why.getMessage())));
  }

  /// A worker lives for a moment after its last word.
  private void awaitEnd() throws InterruptedException {
    for (int i = 0; i < 100 && Heartbeat.isAlive(model.run()); i++) {
      Thread.sleep(100);
    }
  }

  @Override
  public void dispose() {
    unbind();
    bindings.clear();
  }
}
