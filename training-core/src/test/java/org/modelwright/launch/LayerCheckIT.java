package org.modelwright.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.modelwright.engine.CustomTrial;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.layer.custom.Layers;
import org.modelwright.progress.Progress;

/// The trial of a custom layer in a process of its own.
class LayerCheckIT {

  private static final long GIBIBYTE = 1L << 30;

  private static LayerCheck check(String code, Duration limit, long most) throws Exception {
    var layer = Layers.plain("Mine", true, code);
    var drawing = new Architecture(Map.of("Mine", layer), Map.of(), Architecture.empty().main());
    return LayerCheck.run(drawing, "Mine", limit, most, Progress.NONE);
  }

  @Test
  void aSoundLayerPasses() throws Exception {
    LayerCheck check = check("return x * torch.sigmoid(x)", Duration.ofMinutes(1), 4 * GIBIBYTE);
    assertThat(check.ended()).isEmpty();
    assertThat(check.passed()).isTrue();
    assertThat(check.reports())
        .extracting(CustomTrial.Report::dependence)
        .containsExactly(CustomTrial.Dependence.POSITIONWISE);
  }

  @Test
  void oneThatTakesTooMuchMemoryIsEndedInWords() throws Exception {
    String doubling = "x = torch.cat([x, x], 1)\n".repeat(40) + "return x";
    LayerCheck check = check(doubling, Duration.ofMinutes(1), GIBIBYTE);
    assertThat(check.passed()).isFalse();
    assertThat(check.ended().map(Words::english))
        .contains("The trial took more than 1.1 GB of memory and was ended.");
  }

  @Test
  void oneThatTakesTooLongIsEndedInWords() throws Exception {
    String slow =
        "y = torch.detach(x)\n"
            + "y = torch.cat([y, y], 1)\n".repeat(15)
            + "y = torch.lgamma(y)\n".repeat(150)
            + "return x * torch.sum(y)";
    LayerCheck check = check(slow, Duration.ofSeconds(4), 4 * GIBIBYTE);
    assertThat(check.ended().map(Words::english))
        .contains("The trial took more than 4 s and was ended.");
  }

  @Test
  void oneThatTheEngineRefusesIsToldInWords() throws Exception {
    LayerCheck check =
        check("return x.narrow(1, 0, 1000000000)", Duration.ofMinutes(1), 4 * GIBIBYTE);
    assertThat(check.ended()).isEmpty();
    assertThat(check.reports().getFirst().faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.english()).startsWith("The engine does not run it: "));
  }

  @Test
  void oneThatTheUserStopsLeavesNoProcess() {
    var drawing =
        new Architecture(
            Map.of("Mine", Layers.plain("Mine", true, "return x")),
            Map.of(),
            Architecture.empty().main());
    Progress stopped =
        new Progress() {
          @Override
          public void report(String activity, long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> LayerCheck.run(drawing, "Mine", stopped))
        .isInstanceOf(CancellationException.class);
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
