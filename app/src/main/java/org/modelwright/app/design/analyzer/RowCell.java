package org.modelwright.app.design.analyzer;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;

/// A cell of the analyzer's table. Each shows one aspect of a row.
abstract class RowCell extends TreeTableCell<Row, Row> {

  private Function<Row, String> words = _ -> "";

  /// @param of what it says about a row
  RowCell named(Function<Row, String> of) {
    words = of;
    return this;
  }

  final String words(Row row) {
    return words.apply(row);
  }

  abstract void show(Row row);

  void clear() {
    setText(null);
    setGraphic(null);
    setTooltip(null);
  }

  final void explain(String sentence) {
    if (sentence.isEmpty()) {
      setTooltip(null);
    } else {
      var tip = new Tooltip(sentence);
      tip.setWrapText(true);
      tip.setMaxWidth(360);
      setTooltip(tip);
    }
  }

  @Override
  protected final void updateItem(@Nullable Row row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      clear();
    } else {
      show(row);
    }
  }

  /// Words, with nothing else to say.
  static final class OfText extends RowCell {
    @Override
    void show(Row row) {
      setText(words(row));
      explain(words(row));
    }
  }

  /// A node's id; the tooltip has the whole path.
  static final class OfNode extends RowCell {
    @Override
    void show(Row row) {
      setText(words(row));
      explain(row.path());
    }
  }

  /// A figure at the right edge.
  static final class OfFigure extends RowCell {
    private final Function<Row, String> explanation;

    OfFigure(Function<Row, String> explanation) {
      this.explanation = explanation;
      setAlignment(Pos.CENTER_RIGHT);
      getStyleClass().add("figure");
    }

    @Override
    void show(Row row) {
      String figure = words(row);
      setText(figure);
      explain(figure.isEmpty() ? "" : explanation.apply(row));
    }
  }

  /// A kind behind a chip in its family's colour.
  static final class OfKind extends RowCell {
    private final Texts texts;
    private final Region chip = new Region();

    OfKind(Texts texts) {
      this.texts = texts;
      chip.setMinSize(10, 10);
      chip.setMaxSize(10, 10);
      setGraphicTextGap(8);
    }

    @Override
    void show(Row row) {
      String family = row.family() == null ? "block" : row.family().name().toLowerCase(Locale.ROOT);
      chip.getStyleClass().setAll("family-chip", "family-" + family);
      setText(words(row));
      setGraphic(chip);
      explain(texts.get("analyzer.family." + family, row.kind()));
    }
  }

  /// A share as a bar with its figure.
  static final class OfShare extends RowCell {
    private final ToDoubleFunction<Row> share;
    private final Function<Row, String> percent;
    private final Region bar = new Region();
    private final Pane track = new Pane(bar);
    private final Label figure = new Label();
    private final HBox box = new HBox(8, track, figure);
    private double shown;

    OfShare(ToDoubleFunction<Row> share, Function<Row, String> percent) {
      this.share = share;
      this.percent = percent;
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      box.setAlignment(Pos.CENTER_LEFT);
      HBox.setHgrow(track, Priority.ALWAYS);
      track.getStyleClass().add("share-track");
      track.setMinHeight(8);
      track.setMaxHeight(8);
      bar.getStyleClass().add("share-bar");
      bar.setManaged(false);
      figure.getStyleClass().add("figure");
      figure.setMinWidth(48);
      figure.setAlignment(Pos.CENTER_RIGHT);
      track.widthProperty().addListener((_, _, _) -> lay());
    }

    @Override
    void show(Row row) {
      shown = share.applyAsDouble(row);
      figure.setText(percent.apply(row));
      bar.getStyleClass().setAll("share-bar", row.isBlock() ? "of-block" : "of-layer");
      track.setVisible(shown > 0);
      lay();
      setGraphic(box);
      setText(words(row));
    }

    private void lay() {
      double width = shown * track.getWidth();
      bar.resizeRelocate(0, 0, shown > 0 ? Math.max(2, width) : 0, 8);
    }
  }
}
