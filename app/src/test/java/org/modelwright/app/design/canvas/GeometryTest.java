package org.modelwright.app.design.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.canvas.Edge.Point;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Position;
import org.modelwright.progress.Progress;

class GeometryTest {

  private static final Architecture LLAMA = Designs.template("llama-1b");

  private static Picture decoder() {
    return Picture.of(LLAMA, LLAMA.block("decoder").orElseThrow());
  }

  @Test
  void zoomKeepsWhatIsUnderTheMouse() {
    var view = new Viewport(0.8, 30, -50);
    double x = view.canvasX(200);
    double y = view.canvasY(120);
    Viewport zoomed = view.zoomedAt(200, 120, 1.7);
    assertThat(zoomed.scale()).isCloseTo(1.36, within(1e-12));
    assertThat(zoomed.canvasX(200)).isCloseTo(x, within(1e-9));
    assertThat(zoomed.canvasY(120)).isCloseTo(y, within(1e-9));
    assertThat(view.zoomedAt(0, 0, 1e9).scale()).isEqualTo(Viewport.LARGEST);
  }

  @Test
  void zoomToFitShowsEverythingAndEnlargesNothing() {
    Viewport small = Viewport.fit(new Area(10, 10, 100, 50), 800, 600);
    assertThat(small.scale()).isEqualTo(1);
    var area = new Area(-500, 100, 4000, 900);
    Viewport fitted = Viewport.fit(area, 800, 600);
    Area visible = fitted.visible(800, 600);
    assertThat(visible.x()).isLessThan(area.x());
    assertThat(visible.right()).isGreaterThan(area.right());
    assertThat(visible.y()).isLessThan(area.y());
    assertThat(visible.bottom()).isGreaterThan(area.bottom());
  }

  @Test
  void whatCannotBeReadAsAWholeIsSeenFromItsUpperEnd() {
    Viewport tall =
        Viewport.reading(new Area(0, 40, 300, 2000), new Area(0, 40, 300, 48), 800, 600);
    assertThat(tall).isEqualTo(new Viewport(1, 250, -16));
    // too wide: its first box in the middle, but no empty room at its side
    Area wide = new Area(0, 0, 3000, 2000);
    assertThat(Viewport.reading(wide, new Area(1400, 0, 200, 48), 800, 600).x()).isEqualTo(-1100);
    assertThat(Viewport.reading(wide, new Area(0, 0, 200, 48), 800, 600).x()).isEqualTo(24);
    Area nearly = new Area(0, 0, 800, 500);
    assertThat(Viewport.reading(nearly, nearly, 800, 600))
        .isEqualTo(Viewport.fit(nearly, 800, 600));
  }

  @Test
  void noEdgeCrossesABox() {
    for (Picture picture : List.of(decoder(), main(Drawings.wide(60)), arranged())) {
      for (Edge edge : picture.edges()) {
        for (Box box : picture.nodes().toList()) {
          Area inside = box.area().grownBy(-2);
          for (Point point : points(edge)) {
            assertThat(inside.contains(point.x(), point.y()))
                .as("%s through %s", edge.key(), box.id())
                .isFalse();
          }
        }
      }
    }
  }

  private static List<Point> points(Edge edge) {
    var points = new java.util.ArrayList<Point>();
    List<Point> corners = edge.route().points();
    for (int i = 0; i < 200; i++) {
      if (edge.route().direct()) {
        points.add(edge.route().at(i / 200.0));
      } else {
        for (int c = 1; c < corners.size(); c++) {
          Point a = corners.get(c - 1);
          Point b = corners.get(c);
          double t = i / 200.0;
          points.add(new Point(a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y())));
        }
      }
    }
    return points;
  }

  private static Picture main(Architecture architecture) {
    return Picture.of(architecture, architecture.main());
  }

  private static Picture arranged() {
    Architecture wide = Drawings.wide(60);
    Map<String, Position> places = AutoLayout.places(main(wide), Progress.NONE);
    Architecture placed = new org.modelwright.graph.Edit.Place("main", places).apply(wide);
    return main(placed);
  }

  @Test
  void arrangingPutsReadersBelowAndCoversNothing() {
    Picture picture = arranged();
    for (Edge edge : picture.edges()) {
      assertThat(picture.boxes().get(edge.from()).area().bottom())
          .as("%s", edge.key())
          .isLessThanOrEqualTo(picture.boxes().get(edge.to()).area().y());
    }
    List<Box> boxes = picture.nodes().toList();
    for (int i = 0; i < boxes.size(); i++) {
      assertThat(boxes.get(i).area().x() % Picture.GRID).isZero();
      for (int j = 0; j < i; j++) {
        assertThat(boxes.get(i).area().meets(boxes.get(j).area())).isFalse();
      }
    }
  }

  @Test
  void theBlocksOwnEndsStandAboveAndBelow() {
    Picture picture = decoder();
    Box x = picture.boxes().get("x");
    assertThat(x.role()).isEqualTo(Box.Role.INPUT);
    assertThat(x.area().bottom()).isLessThan(picture.boxes().get("norm1").area().y());
    assertThat(picture.from("x")).hasSize(2);
    Box output = picture.boxes().get(Picture.outputId(0));
    assertThat(output.area().y()).isGreaterThan(picture.boxes().get("add2").area().bottom());
  }

  @Test
  void aFreePlaceCoversNothing() {
    Picture picture = decoder();
    Position at = FreePlace.near(picture, 3, 161);
    var area = new Area(at.x(), at.y(), Picture.WIDTH, Picture.HEIGHT);
    assertThat(picture.nodes().noneMatch(b -> b.area().meets(area))).isTrue();
    assertThat(at.x() % Picture.GRID).isZero();
    assertThat(FreePlace.near(picture, 1000, 400)).isEqualTo(new Position(1000, 400));
  }

  @Test
  void distributingKeepsTheEnds() {
    List<Box> boxes = decoder().nodes().limit(3).toList();
    List<Box> spread =
        List.of(boxes.get(0), boxes.get(1).movedBy(0, 40), boxes.get(2).movedBy(8, 80));
    Map<String, Position> places = Arrangement.distribute(spread);
    assertThat(places.get("norm1")).isEqualTo(new Position(0, 80));
    assertThat(places.get("attention")).isEqualTo(new Position(0, 200));
    assertThat(places.get("add1")).isEqualTo(new Position(8, 320));
    assertThat(Arrangement.left(spread).get("add1")).isEqualTo(new Position(0, 320));
    assertThat(Arrangement.top(spread).get("add1")).isEqualTo(new Position(8, 80));
  }

  @Test
  void settingsReadAsWords() {
    var settings = new java.util.LinkedHashMap<String, String>();
    settings.put("keyValueHeads", "4");
    settings.put("rotary", "true");
    settings.put("bias", "false");
    assertThat(SettingWords.of(settings)).isEqualTo("key value heads 4 · rotary");
  }
}
