package org.modelwright.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.modelwright.run.ReportChart.Curve;
import org.modelwright.run.ReportChart.Point;

/// One run, or several side by side, as a page of HTML that stands alone: curves, results, settings,
/// what they were made from and on. It has no script and fetches nothing; light or dark follows the
/// reader's own setting.
public final class RunReport {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --fg: #1f2328; --muted: #59636e; --line: #d1d9e0; --bg: #ffffff; }
      @media (prefers-color-scheme: dark) {
        :root { --fg: #e6edf3; --muted: #9198a1; --line: #3d444d; --bg: #0d1117; }
      }
      body { font: 14px/1.45 system-ui, sans-serif; color: var(--fg); background: var(--bg);
        max-width: 800px; margin: 32px auto; padding: 0 16px; }
      h1 { font-size: 22px; } h2 { font-size: 16px; margin-top: 32px; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0;
        border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
      th { font-weight: 600; } td:first-child { color: var(--muted); }
      pre { overflow-x: auto; border: 1px solid var(--line); padding: 8px; font-size: 12px; }
      svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: var(--muted); }
      .y { text-anchor: end; } .x { text-anchor: middle; }
      .grid { stroke: var(--line); fill: none; }
      .curve { fill: none; stroke-width: 1.4; stroke-linejoin: round; } .dotted { stroke-dasharray: 5 3; }
      .key::before { content: "\\25A0\\00a0"; } .muted { color: var(--muted); }
      """;

  /// Of Okabe and Ito, which people who see few colours can tell apart; readable on white and black.
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b58900", "#56b4e9", "#7f6bd6", "#888888");

  private final List<Told> runs = new ArrayList<>();
  private final StringBuilder html = new StringBuilder();

  /// All that a page says of a run.
  private record Told(
      String name, RunStatus status, RunFacts facts, RunLabels labels, List<Event> events) {}

  private RunReport(List<RunFolder> folders) {
    for (RunFolder run : folders) {
      List<Event> events = EventLog.read(run.events());
      runs.add(
          new Told(run.name(), RunStatus.of(run), RunFacts.of(run), RunLabels.orNone(run), events));
    }
  }

  /// @param runs one or more
  public static String html(List<RunFolder> runs) {
    return new RunReport(runs).page();
  }

  private String page() {
    String title = String.join(", ", runs.stream().map(Told::name).toList());
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
        .append("<title>" + escaped(title) + "</title>\n<style>\n" + STYLE);
    for (int i = 0; i < COLOURS.size(); i++) {
      String colour = COLOURS.get(i);
      html.append(
          ".s%d { stroke: %s; } circle.s%d, .key.s%d { fill: %s; color: %s; stroke: none; }\n"
              .formatted(i, colour, i, i, colour, colour));
    }
    html.append("</style>\n</head>\n<body>\n");
    html.append("<h1>" + (runs.size() == 1 ? escaped(title) : runs.size() + " runs") + "</h1>\n");
    notes();
    results();
    curves();
    settings();
    drawings();
    return html.append("</body>\n</html>\n").toString();
  }

  private void notes() {
    for (Told run : runs) {
      if (!run.labels().tags().isEmpty()) {
        paragraph("muted", run.name() + ": " + String.join(", ", run.labels().tags()));
      }
      if (!run.labels().note().isEmpty()) {
        paragraph("note", run.labels().note());
      }
    }
  }

  private void results() {
    html.append("<h2>Result</h2>\n");
    beginTable("");
    row("state", r -> r.status().state().word());
    row("cause", r -> first(r.status().cause()));
    row("steps", r -> format("%,d", r.status().steps()));
    row("training loss", r -> number(r.status().trainLoss(), "%.4f"));
    row("validation loss", r -> number(r.status().validationLoss(), "%.4f"));
    row("best validation loss", r -> number(r.status().bestValidationLoss(), "%.4f"));
    row("tokens/s", r -> number(r.status().tokensPerSecond(), "%,.0f"));
    row("ms a step", r -> number(r.status().millisPerStep(), "%.1f"));
    row("started", r -> r.events().isEmpty() ? "" : r.events().getFirst().time().toString());
    row(
        "peak memory",
        r -> {
          Long bytes = r.status().peakMemoryBytes();
          return bytes == null ? "" : format("%,.0f MiB", bytes / 1048576.0);
        });
    endTable();
  }

  private void curves() {
    chart("Loss, in nats a token: training, and validation dashed", this::losses);
    chart("Learning rate", (i, r) -> List.of(ofSteps(i, r, Event.Step::learningRate)));
    chart(
        "Gradient norm before clipping",
        (i, r) -> List.of(ofSteps(i, r, Event.Step::gradientNorm)));
    chart("Tokens per second", (i, r) -> List.of(ofSteps(i, r, Event.Step::tokensPerSecond)));
  }

  @FunctionalInterface
  private interface Curves {
    List<Curve> of(int series, Told run);
  }

  private void chart(String title, Curves curves) {
    List<Curve> all = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      all.addAll(curves.of(i % COLOURS.size(), runs.get(i)));
    }
    String picture = ReportChart.svg(title, all);
    if (!picture.isEmpty()) {
      html.append("<h2>" + escaped(title) + "</h2>\n");
      legend();
      html.append(picture);
    }
  }

  private void legend() {
    if (runs.size() == 1) {
      return;
    }
    html.append("<p>");
    for (int i = 0; i < runs.size(); i++) {
      html.append(
          "<span class=\"key s%d\">%s</span> "
              .formatted(i % COLOURS.size(), escaped(runs.get(i).name())));
    }
    html.append("</p>\n");
  }

  private List<Curve> losses(int series, Told run) {
    List<Point> validated =
        run.events().stream()
            .filter(Event.Validated.class::isInstance)
            .map(Event.Validated.class::cast)
            .map(v -> new Point(v.step(), v.loss()))
            .toList();
    return List.of(ofSteps(series, run, Event.Step::loss), new Curve(series, true, validated));
  }

  private static Curve ofSteps(int series, Told run, ToDoubleFunction<Event.Step> figure) {
    return new Curve(
        series,
        false,
        run.events().stream()
            .filter(Event.Step.class::isInstance)
            .map(Event.Step.class::cast)
            .map(s -> new Point(s.step(), figure.applyAsDouble(s)))
            .toList());
  }

  private void settings() {
    html.append("<h2>Settings, provenance and environment</h2>\n");
    beginTable("");
    row("device", r -> r.facts().device());
    var keys = new TreeSet<String>();
    runs.forEach(r -> keys.addAll(r.facts().settings().keySet()));
    for (String key : keys) {
      row(key, r -> r.facts().settings().getOrDefault(key, ""));
    }
    endTable();
  }

  /// One of several runs is shown once.
  private void drawings() {
    var shown = new HashSet<String>();
    for (Told run : runs) {
      String drawing = run.facts().architecture();
      if (!drawing.isEmpty() && shown.add(drawing)) {
        html.append("<h2>Drawing of " + escaped(run.name()) + "</h2>\n");
        html.append("<pre>" + escaped(drawing) + "</pre>\n");
      }
    }
  }

  private void beginTable(String corner) {
    html.append("<table>\n<tr><th>" + corner + "</th>");
    runs.forEach(run -> html.append("<th>" + escaped(run.name()) + "</th>"));
    html.append("</tr>\n");
  }

  /// A row, unless no run has anything in it.
  private void row(String name, Function<Told, String> value) {
    List<String> values = runs.stream().map(value).toList();
    if (values.stream().anyMatch(v -> !v.isEmpty())) {
      html.append("<tr><td>" + escaped(name) + "</td>");
      values.forEach(v -> html.append("<td>" + escaped(v) + "</td>"));
      html.append("</tr>\n");
    }
  }

  private void endTable() {
    html.append("</table>\n");
  }

  private void paragraph(String kind, String text) {
    html.append("<p class=\"" + kind + "\">" + escaped(text).replace("\n", "<br>") + "</p>\n");
  }

  private static String first(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }

  private static String number(@Nullable Double value, String pattern) {
    return value == null ? "" : format(pattern, Objects.requireNonNull(value));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /// Names and notes come from people, and their signs are no HTML.
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
