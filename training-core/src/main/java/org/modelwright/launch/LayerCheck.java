package org.modelwright.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.modelwright.compile.CustomUses;
import org.modelwright.compile.LayerKinds;
import org.modelwright.engine.CustomTrial;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.Session;
import org.modelwright.file.Json;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.hardware.MemoryFacts;
import org.modelwright.layer.custom.CustomKind;
import org.modelwright.progress.Progress;

/// Tries a custom layer in a process of its own, which is ended where it takes too much.
///
/// @param reports one for each distinct use of the layer
/// @param ended why there are no more of them, a sentence; empty where the process went well
public record LayerCheck(List<CustomTrial.Report> reports, Optional<Words> ended) {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String MARK = "report: ";
  private static final long GIBIBYTE = 1L << 30;

  /// No custom layer sees tokens, so that any will do.
  private static final OptionalLong VOCABULARY = OptionalLong.of(2);

  /// Whether the layer may be used.
  public boolean passed() {
    return ended.isEmpty()
        && !reports.isEmpty()
        && reports.stream().allMatch(r -> r.faults().isEmpty());
  }

  /// @param kind one of the drawing's own
  /// @throws java.util.concurrent.CancellationException where the user asked for the end
  public static LayerCheck run(Architecture architecture, String kind, Progress progress)
      throws InterruptedException {
    long most = Math.clamp(MemoryFacts.read().available() / 2, GIBIBYTE, 4 * GIBIBYTE);
    return run(architecture, kind, LIMIT, most, progress);
  }

  static LayerCheck run(
      Architecture architecture, String kind, Duration limit, long most, Progress progress)
      throws InterruptedException {
    WatchedProcess process =
        WatchedProcess.run(
            LayerCheck.class,
            List.of(kind),
            ArchitectureYaml.write(architecture),
            limit,
            most,
            progress);
    List<CustomTrial.Report> reports =
        process.answers(MARK).stream()
            .map(line -> Json.line().readValue(line, CustomTrial.Report.class))
            .toList();
    Optional<Words> ended = process.ended();
    if (ended.isEmpty() && process.exit() != 0) {
      ended =
          Optional.of(
              process
                  .lastWords(MARK)
                  .map(last -> Words.of("code.trial.died.saying", process.exit(), last))
                  .orElseGet(() -> Words.of("code.trial.died", process.exit())));
    }
    return new LayerCheck(reports, ended.map(why -> Words.of("code.trial.ended", why)));
  }

  public static void main(String[] args) throws IOException {
    String drawing = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    Architecture architecture = ArchitectureYaml.parse(drawing, "drawing").architecture();
    CustomKind kind =
        new LayerKinds(architecture)
            .custom().stream().filter(k -> k.kind().equals(args[0])).findFirst().orElseThrow();
    try (Session session = Session.open(DeviceName.CPU, 1)) {
      for (CustomUses.Use use : CustomUses.of(architecture, VOCABULARY, kind)) {
        CustomTrial.Report report =
            CustomTrial.run(session, use, kind.operands(), kind.inputs().size());
        System.out.println(MARK + Json.line().writeValueAsString(report));
      }
    } catch (RuntimeException | LinkageError e) {
      System.out.println(e.getMessage() == null ? e.toString() : e.getMessage());
      System.exit(1);
    }
  }
}
