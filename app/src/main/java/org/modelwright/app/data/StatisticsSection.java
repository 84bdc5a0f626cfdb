package org.modelwright.app.data;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.ThemedChart;
import org.modelwright.app.common.Tips;
import org.modelwright.app.settings.Section;
import org.modelwright.data.DataReport;
import org.modelwright.data.DataStatistics;

/// What the data came to, in figures.
final class StatisticsSection extends Section {

  private final Texts texts;

  StatisticsSection(@Nullable Prepared prepared, Texts texts) {
    super("mdi2c-chart-bar", texts.get("data.statistics"), "");
    this.texts = texts;
    setId("data-statistics");
    if (prepared == null) {
      getChildren().add(words(texts.get("data.statistics.none"), "data-empty"));
    } else {
      show(prepared.report());
    }
  }

  private void show(DataReport report) {
    DataReport.Part training = report.training();
    DataReport.Part validation = report.validation();
    var tiles = new FlowPane(8, 8);
    tiles
        .getChildren()
        .addAll(
            tile("documents", count(training.documents() + validation.documents())),
            tile("characters", count(training.characters() + validation.characters())),
            tile("tokens", count(training.tokens() + validation.tokens())),
            tile(
                "compression",
                ratio(
                    training.bytes() + validation.bytes(),
                    training.tokens() + validation.tokens())),
            tile("vocabulary", count(report.vocabulary())));
    var chart = new ThemedChart(LengthChart.of(report, texts));
    chart.setId("data-lengths");
    chart.setMinHeight(220);
    chart.setPrefHeight(240);
    chart.setMinWidth(0);
    chart.setAccessibleText(texts.get("data.lengths"));
    getChildren()
        .addAll(
            tiles,
            heading("data.statistics.parts"),
            parts(report),
            heading("data.statistics.sources"),
            sources(report),
            heading("data.lengths"),
            chart,
            heading("data.statistics.repetition"),
            repetition(report));
  }

  private Label heading(String key) {
    var heading = new Label(texts.get(key));
    heading.getStyleClass().add("data-heading");
    return heading;
  }

  private VBox tile(String name, String value) {
    var figure = new Label(value);
    figure.setId("data-total-" + name);
    figure.getStyleClass().add("data-figure");
    figure.setMinWidth(USE_PREF_SIZE);
    var what = new Label(texts.get("data.total." + name));
    what.getStyleClass().add("settings-help");
    what.setMinWidth(USE_PREF_SIZE);
    var tile = new VBox(2, figure, what);
    tile.getStyleClass().add("data-tile");
    if (texts.has("data.total." + name + ".help")) {
      what.setTooltip(Tips.soon(texts.get("data.total." + name + ".help")));
      figure.setTooltip(what.getTooltip());
    }
    return tile;
  }

  /// The first column takes what the others leave.
  private static GridPane table(int columns) {
    var table = new GridPane(12, 4);
    table.getStyleClass().add("data-table");
    table.setMaxWidth(560);
    for (int i = 0; i < columns; i++) {
      var column = new ColumnConstraints();
      column.setHalignment(i == 0 ? HPos.LEFT : HPos.RIGHT);
      column.setHgrow(i == 0 ? Priority.ALWAYS : Priority.NEVER);
      column.setMinWidth(i == 0 ? 60 : USE_PREF_SIZE);
      table.getColumnConstraints().add(column);
    }
    return table;
  }

  private Node parts(DataReport report) {
    GridPane table = table(5);
    table.addRow(
        0,
        head(""),
        head(texts.get("data.total.documents")),
        head(texts.get("data.total.characters")),
        head(texts.get("data.total.tokens")),
        head(texts.get("data.total.compression")));
    part(table, 1, "training", report.training());
    part(table, 2, "validation", report.validation());
    return table;
  }

  private void part(GridPane table, int row, String name, DataReport.Part part) {
    table.addRow(
        row,
        new Label(texts.get("data.part." + name)),
        figure(name + "-documents", count(part.documents())),
        figure(name + "-characters", count(part.characters())),
        figure(name + "-tokens", count(part.tokens())),
        figure(name + "-compression", ratio(part.bytes(), part.tokens())));
  }

  private Label head(String text) {
    Label head = words(text, "settings-help");
    head.setAlignment(Pos.CENTER_RIGHT);
    return head;
  }

  private static Label figure(String id, String value) {
    var figure = new Label(value);
    figure.setId("data-" + id);
    figure.setMinWidth(USE_PREF_SIZE);
    return figure;
  }

  private Node sources(DataReport report) {
    var list = new VBox(10);
    for (DataReport.Source source : report.sources()) {
      DataStatistics.LeftOut leftOut = source.leftOut();
      var one =
          new VBox(
              2,
              words(source.origin(), "data-source-name"),
              words(
                  texts.get(
                      "data.source.counts",
                      source.training().documents() + source.validation().documents(),
                      source.training().tokens() + source.validation().tokens()),
                  "data-figures"),
              words(
                  texts.get("data.source.drawn", source.weight(), source.drawn()), "data-figures"));
      if (leftOut.binaryFiles() + leftOut.rows() + leftOut.duplicates() > 0) {
        one.getChildren()
            .add(
                words(
                    texts.get(
                        "data.source.leftOut",
                        leftOut.binaryFiles(),
                        leftOut.rows(),
                        leftOut.duplicates()),
                    "data-warning"));
      }
      list.getChildren().add(one);
    }
    return list;
  }

  private Node repetition(DataReport report) {
    DataReport.Duplicates duplicates = report.duplicates();
    DataReport.Overlap overlap = report.overlap();
    Label twice =
        words(
            texts.get("data.duplicates.exactly", duplicates.exact())
                + " "
                + near(duplicates.near())
                + " "
                + texts.get("data.duplicates.dropped", duplicates.dropped()),
            "data-figures");
    twice.setId("data-duplicates-said");
    var lines = new VBox(6, twice);
    if (overlap.documents() > 0) {
      String ngrams =
          overlap.ngramShare() == null
              ? ""
              : " "
                  + texts.get(
                      "data.overlap.ngrams",
                      overlap.ngramsFound(),
                      overlap.ngrams(),
                      overlap.ngramShare());
      Label leaked =
          words(
              texts.get("data.overlap.exactly", overlap.exact(), overlap.documents())
                  + " "
                  + near(overlap.near())
                  + ngrams,
              "data-figures");
      leaked.setId("data-overlap-said");
      lines.getChildren().add(leaked);
    }
    return lines;
  }

  private String near(@Nullable Long documents) {
    return documents == null
        ? texts.get("data.duplicates.near.unknown")
        : texts.get("data.duplicates.near.found", documents);
  }

  private String count(long number) {
    return texts.get("data.number", number);
  }

  private String ratio(long part, long whole) {
    return whole == 0 ? "–" : texts.get("data.ratio", (double) part / whole);
  }
}
