package org.modelwright.app.design.canvas;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Position;
import org.modelwright.progress.Progress;

/// Lays out what was written without places, as by hand or by a program: nodes without `at:` would all
/// stand on one spot. That happens on opening and is no change of the document: nothing is unsaved,
/// nothing is there to undo, and the file stays as it is. The places are written with the next change
/// that is saved. Closed without one, the file is laid out again, in the same way, when next opened.
public final class OpeningLayout {

  private OpeningLayout() {}

  /// Takes some hundred milliseconds where there is something to lay out.
  ///
  /// @return the drawing with each block laid out whose nodes, two or more, all stand on one spot; places
  ///     that someone has given are kept
  public static Architecture of(Architecture read) {
    Architecture laidOut = read;
    for (Block block :
        Stream.concat(read.blocks().values().stream(), Stream.of(read.main())).toList()) {
      Set<Position> spots = new HashSet<>();
      block.nodes().forEach(n -> spots.add(n.at()));
      if (spots.size() == 1 && block.nodes().size() > 1) {
        var places = AutoLayout.places(Picture.of(read, block), Progress.NONE);
        laidOut = new Edit.Place(block.name(), places).apply(laidOut);
      }
    }
    return laidOut;
  }
}
