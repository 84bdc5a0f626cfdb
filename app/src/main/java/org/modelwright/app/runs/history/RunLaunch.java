package org.modelwright.app.runs.history;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Tasks;
import org.modelwright.file.InputException;
import org.modelwright.launch.RunStarter;
import org.modelwright.launch.Worker;
import org.modelwright.launch.WorkerProcess;
import org.modelwright.progress.Progress;
import org.modelwright.project.LayerTrust;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.train.RunConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts workers for runs that follow from an earlier one, as tasks of the window.
public final class RunLaunch implements RunActions {

  private static final Logger LOG = LoggerFactory.getLogger(RunLaunch.class);

  private final AppContext context;
  private final Path project;
  private final Consumer<RunFolder> open;
  private final Consumer<RunFolder> prompt;
  private final Consumer<String> refusals;

  /// @param open shows a run's page; also that of a run that has just been started
  /// @param prompt shows the playground with a run
  /// @param refusals told, in a sentence, why something could not be done
  public RunLaunch(
      AppContext context,
      Path project,
      Consumer<RunFolder> open,
      Consumer<RunFolder> prompt,
      Consumer<String> refusals) {
    this.context = context;
    this.project = project;
    this.open = open;
    this.prompt = prompt;
    this.refusals = refusals;
  }

  @Override
  public void open(RunFolder run) {
    open.accept(run);
  }

  @Override
  public void prompt(RunFolder run) {
    prompt.accept(run);
  }

  @Override
  public void repeat(RunFolder run) {
    start(
        "history.task.repeat",
        run,
        progress -> {
          requireTrust(run);
          return starter(progress).repeat(run);
        });
  }

  @Override
  public void resume(RunFolder run) {
    start(
        "history.task.resume",
        run,
        progress -> {
          requireTrust(run);
          starter(progress).requireResumable(run);
          return run;
        });
  }

  @Override
  public void branch(RunFolder run) {
    start(
        "history.task.branch",
        run,
        progress -> {
          Project now = Project.open(project);
          LayerTrust.ofUser()
              .require(
                  now.architecture().architecture(),
                  Project.ARCHITECTURE,
                  "modelwright trust " + project);
          return starter(progress).branch(run, now, now.device());
        });
  }

  private static RunStarter starter(Progress progress) {
    return new RunStarter(progress, LOG::info);
  }

  private void requireTrust(RunFolder run) {
    LayerTrust.ofUser()
        .require(
            RunConfiguration.read(run.configuration()).drawing(),
            "Run " + run.name(),
            "modelwright trust " + project + " " + run.name());
  }

  private void start(String name, RunFolder from, Tasks.Work<RunFolder> make) {
    context
        .tasks()
        .start(
            context.texts().get(name, from.name()),
            progress -> {
              RunFolder run = make.run(progress);
              var _ = WorkerProcess.start(run, Worker.class.getName(), List.of());
              return run;
            },
            open,
            this::failed);
  }

  private void failed(Throwable why) {
    if (!(why instanceof InputException)) {
      LOG.error("A run could not be started.", why);
    }
    refusals.accept(why instanceof InputException ? why.getMessage() : why.toString());
  }
}
