package org.modelwright.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.Yaml;
import org.modelwright.progress.Progress;
import org.modelwright.train.RunConfiguration;

class RehearsalProcessIT {

  private static final String DRAWING =
      """
      format: 1
      main:
        nodes:
          - {id: tokens, kind: TokenInput}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 8}
          - {id: head, kind: LanguageModelHead, from: [embed]}
      """;

  private static RunConfiguration configuration() {
    return new RunConfiguration(
        DRAWING,
        Yaml.parse("{sources: [{path: none}], context: 8}", "data"),
        Yaml.parse("{batchSize: 2}", "training"),
        "cpu",
        1,
        null,
        Map.of());
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  /// The virtual machine describes a crash, and nothing can describe SIGKILL.
  @ParameterizedTest
  @CsvSource({
    "SEGV, crashed in native code (SIGSEGV), [lib",
    "KILL, killed (SIGKILL), training.batchSize",
  })
  void aProcessThatDiesIsToldInWords(String signal, String cause, String more) throws Exception {
    Set<Long> before = children();
    try (var training = RehearsalProcess.onRandomTokens(configuration(), 7, _ -> {})) {
      assertThat(training.step(1e-3).updated()).isTrue();
      Set<Long> born = children();
      born.removeAll(before);
      assertThat(born).hasSize(1);
      ProcessHandle child = ProcessHandle.of(born.iterator().next()).orElseThrow();
      assertThat(new ProcessBuilder("kill", "-" + signal, "" + child.pid()).start().waitFor())
          .isZero();
      var _ = child.onExit().get(10, TimeUnit.SECONDS);
      assertThatThrownBy(() -> training.step(1e-3))
          .isInstanceOf(ProcessFailedException.class)
          .hasMessageContainingAll(cause, more);
    }
  }

  @Test
  void aBenchEndsWhenItIsAskedTo() {
    Progress stopped =
        new Progress() {
          @Override
          public void report(String activity, long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    var subject = new Bench.Subject(configuration(), 7);
    Set<Long> before = children();
    assertThatThrownBy(
            () -> Bench.run(subject, null, new Bench.Length(10_000, 10_000), stopped, _ -> {}))
        .isInstanceOf(CancellationException.class);
    assertThat(children()).isEqualTo(before);
  }
}
