package org.modelwright.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.DeviceName;
import org.modelwright.launch.Queue;
import org.modelwright.launch.QueueEntry;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "queue",
    description =
        "List the runs that train one after the other, and add to them, reorder them or work through"
            + " them. A run that is added keeps the drawing, data and settings of that moment.")
final class QueueCommand implements Callable<Integer> {

  @Mixin private final ProjectArgument argument = new ProjectArgument();

  @ArgGroup private Verb verb = new Verb();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      arity = "1..*",
      description = "With --add: a setting in place of the file's, such as training.steps=100.")
  private List<String> settings = List.of();

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N",
      description = "With --add: in place of the device in hardware.yaml.")
  private @Nullable String device;

  @Option(
      names = "--to",
      paramLabel = "PLACE",
      description = "With --move: the place among those that wait (default: 1, the next).")
  private int place = 1;

  @Option(names = "--run", description = "Work through the queue until nothing waits.")
  private boolean run;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  /// At most one change a call.
  private static final class Verb {
    @Option(names = "--add", description = "Add a run of the project as its files stand.")
    private boolean add;

    @Option(
        names = "--resume",
        paramLabel = "RUN",
        description = "Add a run that stopped or failed, to go on.")
    private @Nullable String resume;

    @Option(
        names = "--repeat",
        paramLabel = "RUN",
        description = "Add a new run with exactly the settings of an old one.")
    private @Nullable String repeat;

    @Option(
        names = "--remove",
        paramLabel = "ID",
        description = "Take an entry out; a run that never began goes with it.")
    private @Nullable Long remove;

    @Option(
        names = "--cancel",
        paramLabel = "ID",
        description = "Do not start an entry; a running one saves and stops.")
    private @Nullable Long cancel;

    @Option(names = "--move", paramLabel = "ID", description = "Move a waiting entry; see --to.")
    private @Nullable Long move;

    @Option(names = "--clear", description = "Take out all entries that are over.")
    private boolean clear;
  }

  @Override
  public Integer call() throws InterruptedException {
    var _ = Project.requireProject(argument.folder);
    var queue = new Queue(argument.folder);
    change(queue);
    if (run) {
      int exit = QueueWork.untilEmpty(queue);
      QueueReport.print(queue, json);
      return exit;
    }
    QueueReport.print(queue, json);
    return 0;
  }

  private void change(Queue queue) {
    if (verb.add) {
      Project project = Project.open(argument.folder, settings);
      Consent.require(project, argument.folder);
      DeviceName on = device == null ? project.device() : DeviceName.parse(device);
      added(
          queue.add(Training.starting(runs -> runs.train(project, on)), project.name(), settings));
    } else if (verb.resume != null) {
      RunFolder old = Project.run(argument.folder, verb.resume);
      Training.starting(runs -> {
        runs.requireResumable(old);
        return old;
      });
      Consent.require(old);
      added(queue.add(old, "resume " + old.name(), List.of()));
    } else if (verb.repeat != null) {
      RunFolder old = Project.run(argument.folder, verb.repeat);
      Consent.require(old);
      added(
          queue.add(
              Training.starting(runs -> runs.repeat(old)), "repeat " + old.name(), List.of()));
    } else if (verb.remove != null) {
      queue.remove(verb.remove);
    } else if (verb.cancel != null) {
      queue.cancel(verb.cancel);
    } else if (verb.move != null) {
      queue.move(verb.move, place);
    } else if (verb.clear) {
      queue.clear();
    }
  }

  private static void added(QueueEntry entry) {
    Output.note(
        "Added as entry %d: run %s. `modelwright queue --run` works through the queue, and so does a window with the project open.",
        entry.id(), entry.run());
  }
}
