package org.modelwright.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.modelwright.data.DataReport;
import org.modelwright.data.DataStatistics;
import org.modelwright.data.Dataset;
import org.modelwright.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "data",
    description = "Show what the data is: sizes, duplicates, overlap of the parts, a sample.")
final class DataCommand implements Callable<Integer> {

  private static final int BAR = 40;

  @Mixin private final ProjectArgument argument = new ProjectArgument();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    Project project = Project.open(argument.folder);
    DataReport report;
    try (var progress = new TerminalProgress();
        Dataset dataset = project.dataset(progress)) {
      report = DataReport.of(dataset, project.data(), project.training().seed());
    }
    if (json) {
      Output.json(report);
    } else {
      print(report);
    }
    return 0;
  }

  private static void print(DataReport report) {
    Output.result(
        "%-12s %12s %16s %16s %12s %12s",
        "", "documents", "characters", "tokens", "tokens/char", "bytes/token");
    print("training", report.training());
    print("validation", report.validation());
    Output.result("");
    for (DataReport.Source source : report.sources()) {
      Output.result("%s", source.origin());
      Output.result(
          "  training %,d documents, %,d tokens; validation %,d documents, %,d tokens; weight %s,"
              + " %.1f %% of the windows",
          source.training().documents(),
          source.training().tokens(),
          source.validation().documents(),
          source.validation().tokens(),
          source.weight(),
          100 * source.drawn());
      DataStatistics.LeftOut leftOut = source.leftOut();
      Output.result(
          "  left out: %,d binary files, %,d rows without text, %,d duplicates",
          leftOut.binaryFiles(), leftOut.rows(), leftOut.duplicates());
    }
    Output.result("");
    Output.result(
        "Duplicates: %,d equal to an earlier document, %s nearly so; %,d dropped",
        report.duplicates().exact(),
        count(report.duplicates().near()),
        report.duplicates().dropped());
    DataReport.Overlap overlap = report.overlap();
    Output.result(
        "Overlap: of %,d validation documents, %,d equal a training document and %s nearly do",
        overlap.documents(), overlap.exact(), count(overlap.near()));
    Output.result(
        "  %,d of %,d word 13-grams of the validation part are in the training part (%s)%s",
        overlap.ngramsFound(),
        overlap.ngrams(),
        overlap.ngramShare() == null ? "-" : percent(overlap.ngramShare()),
        overlap.ngramsOneIn() == 1 ? "" : ", a sample of one in " + overlap.ngramsOneIn());
    Output.result("");
    histogram(report.training());
    Output.result("");
    Output.result("A training window:");
    Output.result("%s", report.sample());
  }

  private static void print(String name, DataReport.Part part) {
    Output.result(
        "%-12s %,12d %,16d %,16d %12s %12s",
        name,
        part.documents(),
        part.characters(),
        part.tokens(),
        ratio(part.tokensPerCharacter()),
        ratio(part.bytesPerToken()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private static String ratio(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String count(@Nullable Long value) {
    return value == null ? "(not looked for)" : String.format(Locale.ROOT, "%,d", value);
  }

  private static void histogram(DataReport.Part part) {
    Output.result("Training documents by tokens:");
    long most = part.lengths().stream().mapToLong(DataReport.Length::documents).max().orElse(0);
    for (DataReport.Length length : part.lengths()) {
      Output.result(
          "  from %,12d %,10d %s",
          length.from(),
          length.documents(),
          "#".repeat((int) (BAR * length.documents() / Math.max(1, most))));
    }
  }
}
