package org.modelwright.launch;

import java.nio.file.Path;
import java.util.List;
import org.modelwright.run.Event;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;

/// A command line without words: starts an acting worker, follows it, says what it hears, and exits
/// with 0 where the run was stopped.
final class ActingLauncher {

  private ActingLauncher() {}

  public static void main(String[] arguments) throws Exception {
    var follower =
        RunFollower.start(
            RunFolder.open(Path.of(arguments[0])), ActingWorker.class.getName(), List.of());
    var status =
        follower.follow(
            new RunFollower.Listener() {
              @Override
              public void event(Event event) {
                System.out.println(event.getClass().getSimpleName());
              }

              @Override
              public void interrupted() {
                System.out.println("interrupted");
              }
            });
    System.exit(status.state() == RunState.STOPPED ? 0 : 3);
  }
}
