package org.modelwright.app.workbench;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.layer.LayerCatalogue;

/// A drawing as a small picture: the layers of `main` in a row, coloured by family, a block as a frame
/// with its own layers, `× 12` below one that repeats.
final class Thumbnail extends HBox {

  static final double HEIGHT = 60;
  private static final double BAR = 9;

  Thumbnail(Architecture drawing) {
    super(5);
    setAlignment(Pos.CENTER_LEFT);
    setMinHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    getStyleClass().add("thumbnail");
    for (org.modelwright.graph.Node node : drawing.main().nodes()) {
      Optional<Block> block = drawing.block(node.kind());
      getChildren()
          .add(
              block.isPresent()
                  ? frame(block.get(), node.repeat())
                  : bar(node.kind(), HEIGHT * 0.6));
    }
  }

  private static Node frame(Block block, int repeat) {
    var inside = new HBox(4);
    inside.setAlignment(Pos.CENTER);
    inside.getStyleClass().add("thumbnail-block");
    block.nodes().forEach(n -> inside.getChildren().add(bar(n.kind(), HEIGHT * 0.4)));
    inside.setMaxHeight(HEIGHT * 0.62);
    var times = new Label(repeat > 1 ? "× " + repeat : "");
    times.getStyleClass().add("thumbnail-times");
    var frame = new VBox(2, inside, times);
    frame.setAlignment(Pos.CENTER);
    return frame;
  }

  private static Region bar(String kind, double height) {
    var bar = new Region();
    String family =
        LayerCatalogue.find(kind)
            .map(layer -> layer.family().name().toLowerCase(Locale.ROOT))
            .orElse("custom");
    bar.setStyle("-fx-background-color: -mw-family-" + family + ";");
    bar.getStyleClass().add("thumbnail-layer");
    bar.setMinSize(BAR, height);
    bar.setMaxSize(BAR, height);
    return bar;
  }
}
