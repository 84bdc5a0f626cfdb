package org.modelwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.evaluate.Bootstrap;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.YamlReader;
import org.modelwright.launch.Bench;
import org.modelwright.launch.ProcessFailedException;
import org.modelwright.launch.RunStarter;
import org.modelwright.project.Project;
import org.modelwright.project.Templates;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bench",
    description =
        "Time training steps of a template or a project, on random tokens; compare two settings,"
            + " which take turns in processes of their own.")
final class BenchCommand implements Callable<Integer> {

  private static final int MOST = 10_000;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TEMPLATE|PROJECT",
      defaultValue = "java-lm",
      description = "A template's name or a project's folder (default: ${DEFAULT-VALUE}).")
  private String subject = "java-lm";

  @Option(
      names = "--a",
      paramLabel = "KEY=VALUE",
      arity = "1..*",
      description = "Settings in place of the files', as train --set takes them.")
  private List<String> a = List.of();

  @Option(
      names = "--b",
      paramLabel = "KEY=VALUE",
      arity = "1..*",
      description = "Other settings in place of the files', to compare with those of --a.")
  private List<String> b = List.of();

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "2",
      description = "Steps in a turn, 1 to 10000 (default: ${DEFAULT-VALUE}).")
  private int steps = 2;

  @Option(
      names = "--rounds",
      paramLabel = "R",
      defaultValue = "20",
      description = "Turns of each, 2 to 10000 (default: ${DEFAULT-VALUE}).")
  private int rounds = 20;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  /// What is timed, with what the report says of it besides figures.
  private record Side(List<String> settings, Project project, Bench.Subject subject) {}

  @Override
  public Integer call() {
    requireWithin("--steps", steps, 1);
    requireWithin("--rounds", rounds, 2);
    if (Templates.names().contains(subject) && Files.isDirectory(Path.of(subject))) {
      Output.note("`%1$s` means the template; write ./%1$s for the folder.", subject);
    }
    Side first = side("--a", a);
    Side second = b.isEmpty() ? null : side("--b", b);
    Bench.Report report;
    try (var progress = new TerminalProgress()) {
      report =
          Bench.run(
              first.subject(),
              second == null ? null : second.subject(),
              new Bench.Length(rounds, steps),
              progress,
              text -> Output.note("%s", text));
    } catch (ProcessFailedException e) {
      Output.note("%s", String.valueOf(e.getMessage()));
      return Main.FAILED;
    }
    if (json) {
      Output.json(document(first, second, report));
    } else {
      print(second, report);
    }
    return 0;
  }

  private static void requireWithin(String option, int value, int least) {
    if (value < least || value > MOST) {
      throw new InputException(
          option
              + " is "
              + value
              + ", but must be a whole number from "
              + least
              + " to "
              + MOST
              + ".");
    }
  }

  /// Sees that a process will find nothing wrong with the settings.
  private Side side(String option, List<String> settings) {
    Project project = open(option, settings);
    RunStarter.requireUsable(project.device());
    RunConfiguration configuration = project.configuration(project.device());
    int vocabulary = project.typicalVocabulary();
    var _ = TrainingRun.compile(configuration, vocabulary, project.training(), project.data());
    return new Side(settings, project, new Bench.Subject(configuration, vocabulary));
  }

  private Project open(String option, List<String> settings) {
    List<String> templates = Templates.names();
    if (!templates.contains(subject)) {
      Path folder = Path.of(subject);
      if (!Files.isDirectory(folder)) {
        throw new InputException(
            "There is neither a template nor a project folder `"
                + subject
                + "`; the templates are: "
                + String.join(", ", templates)
                + ".");
      }
      Project project = Project.open(folder, settings, option);
      Consent.require(project, folder);
      return project;
    }
    Path folder = null;
    try {
      folder = Files.createTempDirectory("modelwright-bench");
      Templates.write(folder, subject, subject);
      return Project.open(folder, settings, option);
    } catch (IOException e) {
      throw new InputException(
          "The template cannot be unpacked in "
              + System.getProperty("java.io.tmpdir")
              + " ("
              + IoReason.withFile(e)
              + "); check the permissions and the disk.",
          e);
    } finally {
      discard(folder);
    }
  }

  private static void discard(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      // what is left lies in the system's folder for such things
    }
  }

  private void print(@Nullable Side second, Bench.Report report) {
    Output.result(
        "%-2s %12s %12s %12s %6s %13s",
        "", "ms a step", "tokens/s", "peak memory", "batch", "accumulation");
    row("A", report.figures().getFirst());
    if (second == null) {
      return;
    }
    row("B", report.figures().getLast());
    Bootstrap.Interval ratio = report.ratio();
    if (ratio != null) {
      Output.result(
          "B does %.3f times the tokens/s of A (95 %% interval %.3f to %.3f, %d rounds).",
          ratio.value(), ratio.low(), ratio.high(), rounds);
    }
  }

  private static void row(String name, Bench.Figures figures) {
    String scale =
        figures.lossScale() == null
            ? ""
            : String.format(Locale.ROOT, "  loss scale %.0f", figures.lossScale());
    Output.result(
        "%-2s %12.1f %,12.0f %9.0f MB %6d %13d%s",
        name,
        figures.millisPerStep(),
        figures.tokensPerSecond(),
        figures.peakMemoryBytes() / 1e6,
        figures.batchSize(),
        figures.accumulation(),
        scale);
  }

  private Map<String, Object> document(Side first, @Nullable Side second, Bench.Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("model", subject);
    document.put("rounds", rounds);
    document.put("stepsPerRound", steps);
    document.put("a", document(first, report.figures().getFirst()));
    document.put("b", second == null ? null : document(second, report.figures().getLast()));
    document.put("ratio", report.ratio());
    return document;
  }

  private static Map<String, Object> document(Side side, Bench.Figures figures) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("settings", side.settings());
    document.put("device", side.project().device().toString());
    document.put("precision", YamlReader.word(side.project().training().precision()));
    document.put("context", side.project().data().context());
    document.put("batchSize", figures.batchSize());
    document.put("accumulation", figures.accumulation());
    document.put("millisPerStep", figures.millisPerStep());
    document.put("tokensPerSecond", figures.tokensPerSecond());
    document.put("peakMemoryBytes", figures.peakMemoryBytes());
    document.put("lossScale", figures.lossScale());
    return document;
  }
}
