package org.modelwright.app.design.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.canvas.Pointer.Button;
import org.modelwright.app.design.canvas.Pointer.Phase;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Fragment;

/// Whatever is done with the mouse, the drawing is one that a file holds, and undo leads back.
class RandomGesturesTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void anySequenceKeepsAValidFileAndUndoRestoresTheFirst(long seed) {
    var random = new Random(seed);
    var host = new TestHost(Designs.template(seed % 2 == 0 ? "java-lm" : "gpt2-124m"));
    String first = ArchitectureYaml.write(host.architecture());
    List<Kinds.Choice> kinds = Kinds.of(host.architecture());
    for (int i = 0; i < 150; i++) {
      act(host, random, kinds);
      Architecture now = host.architecture();
      String text = ArchitectureYaml.write(now);
      assertThat(ArchitectureYaml.parse(text, "seed " + seed).architecture()).isEqualTo(now);
    }
    assertThat(host.history.canUndo()).isTrue();
    while (host.history.canUndo()) {
      host.history.undo();
    }
    assertThat(ArchitectureYaml.write(host.architecture())).isEqualTo(first);
  }

  private static void act(TestHost host, Random random, List<Kinds.Choice> kinds) {
    List<Box> boxes = List.copyOf(host.picture().boxes().values());
    String kind = kinds.get(random.nextInt(kinds.size())).kind();
    switch (random.nextInt(9)) {
      case 0 -> host.drag(x(random), y(random), x(random), y(random));
      case 1 -> {
        Box from = boxes.get(random.nextInt(boxes.size()));
        Box to = boxes.get(random.nextInt(boxes.size()));
        host.drag(from.area().centerX(), from.area().bottom(), to.area().centerX(), to.area().y());
      }
      case 2 -> {
        Box box = boxes.get(random.nextInt(boxes.size()));
        host.drag(box.area().x() + 20, box.area().y() + 20, x(random), y(random));
      }
      case 3 -> {
        host.gestures.hover(kind, x(random), y(random), 9);
        host.gestures.drop(kind, 112, 16 * random.nextInt(40), 9);
      }
      case 4 ->
          host.gestures.add(
              host.gestures.additions().after(kind, host.selection(), x(random), y(random)));
      case 5 -> {
        if (!host.selection().isEmpty() && host.block().nodes().size() > 2) {
          host.execute(new Edit.RemoveNodes("main", host.selection(), true));
        }
      }
      case 6 -> {
        host.pointer(Phase.PRESS, x(random), y(random), Button.LEFT, random.nextBoolean());
        host.pointer(Phase.DRAG, x(random), y(random), Button.LEFT, false);
        if (random.nextBoolean()) {
          host.gestures.cancel();
        }
      }
      case 7 -> {
        if (!host.selection().isEmpty()) {
          Fragment copied = Fragment.of(host.architecture(), "main", host.selection());
          host.execute(
              Fragment.parse(copied.write())
                  .into(host.architecture(), "main", 32, 32, "Paste")
                  .edit());
        }
      }
      default -> host.select(Set.of(boxes.get(random.nextInt(boxes.size())).id()));
    }
  }

  private static double x(Random random) {
    return random.nextInt(600) - 150;
  }

  private static double y(Random random) {
    return random.nextInt(800) - 100;
  }
}
