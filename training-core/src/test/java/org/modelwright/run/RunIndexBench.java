package org.modelwright.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// How long an index of many runs takes. Arguments: an empty folder, and how many runs (10,000 where
/// none are named). The first call generates runs of 1 to 100 steps and times the index made from
/// them; each further call, in a process of its own as a workbench is, times the index that is there.
public final class RunIndexBench {

  private RunIndexBench() {}

  public static void main(String[] args) throws Exception {
    Path project = Files.createDirectories(Path.of(args[0]));
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    Path runs = project.resolve("runs");
    boolean first = !Files.exists(runs);
    if (first) {
      new GeneratedRuns(Files.createDirectory(runs)).write(GeneratedRuns.plans(count, 100, 1));
    }
    long begin = System.nanoTime();
    try (RunIndex index = RunIndex.open(project, runs)) {
      if (!first) {
        int known = index.rows(RunSearch.ALL).size();
        report("opened and read, " + known + " rows", begin);
      }
      long looked = System.nanoTime();
      RunIndex.Changes changes = index.refresh();
      report("all folders looked at, " + changes.changed().size() + " read", looked);
      if (!first) {
        report("together", begin);
      }
      for (String text :
          List.of(
              "java",
              "state = failed and tag = baseline and loss < 1.6",
              "training.learningRate < 1e-3 and bestValidationLoss < 1.7")) {
        for (int i = 0; i < 2; i++) {
          long asked = System.nanoTime();
          int found = index.names(RunSearch.parse(text, index.settings())).size();
          report("`" + text + "`, " + found + " found", asked);
        }
      }
      for (int i = 0; i < 3; i++) {
        long again = System.nanoTime();
        index.refresh();
        report("all folders looked at again", again);
      }
      long unfinished = System.nanoTime();
      index.refreshUnfinished();
      report("unfinished runs looked at, none there", unfinished);
    }
    System.out.printf(
        Locale.ROOT, "%s: %,d bytes%n", RunIndex.FILE, Files.size(project.resolve(RunIndex.FILE)));
  }

  private static void report(String what, long since) {
    System.out.printf(Locale.ROOT, "%8.1f ms  %s%n", (System.nanoTime() - since) / 1e6, what);
  }
}
