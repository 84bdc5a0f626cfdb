package org.modelwright.cli;

import java.util.Map;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.Option;

/// Whether a command waits for the run that it starts, and how it reports.
final class FollowOptions {

  @Option(names = "--detach", description = "Return at once; the run goes on in the background.")
  private boolean detach;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  /// Starts a worker, follows it unless it is detached, and returns the exit code.
  int run(RunFolder run) throws InterruptedException {
    if (detach) {
      Training.detach(run);
      if (json) {
        Output.json(Map.of("run", run.name(), "state", "queued"));
      }
      return 0;
    }
    return Training.report(run, Training.follow(run), json);
  }

  /// Whether a person reads the end of the run here.
  boolean isShown() {
    return !detach && !json;
  }
}
