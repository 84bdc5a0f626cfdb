package org.modelwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.Words;
import org.w3c.dom.Document;

class RunReportTest {

  @TempDir Path runs;

  private RunFolder run(int number, int steps, String note) {
    return new GeneratedRuns(runs)
        .write(
            new GeneratedRuns.Plan(
                "small-java",
                number,
                steps,
                1e-3 * number,
                4,
                RunState.COMPLETED,
                List.of("t"),
                note));
  }

  @Test
  void aPageStandsAloneAndTellsNoLies() throws Exception {
    String html =
        RunReport.html(List.of(run(1, 120, "<script>alert(1)</script> & more"), run(2, 60, "")));
    assertThat(html)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more")
        .doesNotContain("<script")
        .doesNotContain("http")
        .contains("prefers-color-scheme: dark")
        .contains("<td>training.learningRate</td><td>0.001</td><td>0.002</td>")
        .contains("2026-11-01-01-small-java", "2026-11-01-02-small-java")
        .contains("class=\"curve s0\"", "class=\"curve s1\"");
    for (String svg : html.split("(?=<svg )")) {
      if (svg.startsWith("<svg ")) {
        Document picture =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(
                    new java.io.ByteArrayInputStream(
                        svg.substring(0, svg.indexOf("</svg>") + 6)
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(picture.getElementsByTagName("polyline").getLength()).isPositive();
      }
    }
  }

  @Test
  void aSpikeAmongAHundredThousandStepsIsDrawn() {
    List<ReportChart.Point> points = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      points.add(new ReportChart.Point(i, i == 54_321 ? 9 : i == 77_777 ? -9 : Math.sin(i)));
    }
    String svg = ReportChart.svg("t", List.of(new ReportChart.Curve(0, false, points)));
    assertThat(svg.length()).isLessThan(40_000);
    List<Double> heights =
        Pattern.compile("[\\d.]+,([\\d.]+)")
            .matcher(svg.substring(svg.indexOf("points=")))
            .results()
            .map(r -> Double.valueOf(r.group(1)))
            .toList();
    assertThat(heights).contains(8.0, 232.0); // the picture's upper and lower edge
  }

  @Test
  void aRunWithoutStepsAndOneWithoutAnyFileHaveAPageToo() throws Exception {
    RunFolder bare =
        RunFolder.open(java.nio.file.Files.createDirectory(runs.resolve("2026-11-23-01-bare")));
    assertThat(RunReport.html(List.of(run(3, 0, ""), bare)))
        .contains("<td>completed</td><td>queued</td>")
        .doesNotContain("<svg");
  }

  @Test
  void differencesAreNamed() {
    RunDifference difference =
        RunDifference.between(List.of(run(1, 10, ""), run(6, 10, ""), run(7, 10, "")));
    assertThat(difference.settings())
        .extracting(RunDifference.Setting::key)
        .containsExactly(
            "device",
            "data.context",
            "provenance.seed",
            "training.learningRate",
            "training.precision");
    assertThat(difference.settings().get(1).values()).containsExactly("256", "128", "256");
    assertThat(difference.drawings().getFirst().changes().stream().map(Words::english))
        .containsExactly(
            "`main/attention`: heads is 4 instead of 2",
            "`main/norm` (RMSNorm) is new",
            "`main/head`: from is [norm] instead of [attention]");
    assertThat(difference.drawings().getLast().changes()).isEmpty();
  }
}
