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
          "  training %s, %s; validation %s, %s; weight %s, %.1f %% of the windows",
          count(source.training().documents(), "document"),
          count(source.training().tokens(), "token"),
          count(source.validation().documents(), "document"),
          count(source.validation().tokens(), "token"),
          source.weight(),
          100 * source.drawn());
      DataStatistics.LeftOut leftOut = source.leftOut();
      Output.result(
          "  left out: %s, %s without text, %s",
          count(leftOut.binaryFiles(), "binary file"),
          count(leftOut.rows(), "row"),
          count(leftOut.duplicates(), "duplicate"));
    }
    Output.result("");
    Output.result(
        "Duplicates: %s equal to an earlier one, %s; %,d dropped",
        count(report.duplicates().exact(), "document"),
        near(report.duplicates().near(), "nearly so"),
        report.duplicates().dropped());
    DataReport.Overlap overlap = report.overlap();
    Output.result(
        "Overlap: of %s, %,d the same as a training document, %s",
        count(overlap.documents(), "validation document"),
        overlap.exact(),
        near(overlap.near(), "nearly so"));
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

  /// `1 document`, `1,890 tokens`.
  private static String count(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }

  private static String near(@Nullable Long number, String words) {
    return number == null
        ? "nearly equal ones not looked for"
        : String.format(Locale.ROOT, "%,d %s", number, words);
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
