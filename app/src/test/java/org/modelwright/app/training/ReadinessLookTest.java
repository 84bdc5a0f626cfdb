package org.modelwright.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.settings.ProjectSettings;
import org.modelwright.app.settings.SmallProject;
import org.modelwright.app.training.Readiness.Check;
import org.modelwright.app.training.Readiness.Subject;
import org.modelwright.app.training.Readiness.Verdict;
import org.modelwright.graph.Edit;
import org.modelwright.progress.Progress;
import org.modelwright.project.LayerTrust;

class ReadinessLookTest {

  @TempDir Path folder;
  private DesignModel design;
  private ProjectSettings project;
  private LayerTrust trust;
  private ReadinessLook look;

  @BeforeAll
  static void toolkit() {
    Designs.startToolkit();
  }

  @BeforeEach
  void open() {
    Path small = SmallProject.write(folder.resolve("small"));
    design = SmallProject.design(small);
    project = SmallProject.open(small, design);
    trust = new LayerTrust(folder.resolve("trusted"));
    look = new ReadinessLook(trust);
  }

  private Readiness looked() {
    return look.look(new ReadinessLook.Question(List.of(), project, false));
  }

  private static Optional<Check> check(Readiness readiness, Subject subject) {
    return readiness.checks().stream().filter(c -> c.subject() == subject).findFirst();
  }

  private Check bad(Subject subject) {
    Readiness readiness = looked();
    assertThat(readiness.ready()).isFalse();
    Check check = check(readiness, subject).orElseThrow();
    assertThat(check.verdict()).isEqualTo(Verdict.BAD);
    return check;
  }

  @Test
  void aNewProjectIsReadyAndItsTextIsEncodedFirst() {
    Readiness readiness = looked();
    assertThat(readiness.ready()).isTrue();
    assertThat(check(readiness, Subject.DATA))
        .hasValueSatisfying(
            c -> assertThat(c.words().key()).isEqualTo("training.ready.data.later"));
    assertThat(check(readiness, Subject.MEMORY)).isPresent();
    assertThat(check(readiness, Subject.DISK)).isPresent();
    assertThat(folder.resolve("small/cache")).doesNotExist();
    project.read().dataset(Progress.NONE).close();
    look.forgetData();
    // 44 characters 80 times, a tenth of them held out
    assertThat(
            check(looked(), Subject.DATA).orElseThrow().words().arguments().stream()
                .map(String::valueOf))
        .containsExactly("3168", "352");
  }

  @Test
  void whatIsWrongSaysWhereToGo() throws IOException {
    design.execute(new Edit.SetSetting("decoder", "attention", "heads", "3"));
    assertThat(bad(Subject.DRAWING).place()).isEqualTo("drawing");
    design.undo();
    assertThat(looked().ready()).isTrue();

    project.set(Map.of("hardware.device", "cuda:99"));
    assertThat(bad(Subject.DEVICE).place()).isEqualTo("hardware.device");
    project.set(Map.of("hardware.device", "cpu"));

    project.set(Map.of("training.lora.rank", "2"));
    assertThat(bad(Subject.SETTINGS).place()).isEqualTo("training.origin");
    assertThat(look.look(new ReadinessLook.Question(List.of(), project, true)).ready()).isTrue();
    project.set(Map.of("training.lora.rank", ""));

    project.training().set("freeze", List.of("nobody.*"));
    assertThat(String.valueOf(bad(Subject.SETTINGS).words().arguments().getFirst()))
        .contains("nobody.*");
    project.training().reset("freeze");

    Files.delete(folder.resolve("small/text.txt"));
    look.forgetData();
    assertThat(bad(Subject.DATA).place()).isEqualTo("data");
  }

  @Test
  void moreThanTheMemoryIsDoubted() {
    project.set(Map.of("training.batchSize", "65536", "training.accumulation", "1"));
    project.set(Map.of("data.context", "4000"));
    Readiness readiness = looked();
    assertThat(check(readiness, Subject.MEMORY).orElseThrow().verdict()).isEqualTo(Verdict.DOUBT);
    assertThat(readiness.ready()).isTrue();
    assertThat(readiness.doubtful()).isTrue();
  }

  @Test
  void aLayerThatNobodyHasAllowedIsShownFirst() {
    design.replace(Designs.architecture(CUSTOM));
    Readiness readiness = looked();
    assertThat(bad(Subject.LAYERS).words().arguments().stream().map(String::valueOf))
        .containsExactly("Half");
    assertThat(readiness.unknownLayers()).singleElement();
    assertThat(readiness.unknownLayers().getFirst().method()).contains("0.5");
    trust.allow(readiness.unknownLayers());
    assertThat(looked().ready()).isTrue();
  }

  private static final String CUSTOM =
      """
      format: 1
      layers:
        Half:
          inputs: [x]
          code: |
            return x * 0.5
      main:
        nodes:
          - {id: tokens, kind: TokenInput, at: [0, 0]}
          - {id: embed, kind: TokenEmbedding, from: [tokens], width: 16, at: [0, 80]}
          - {id: half, kind: Half, from: [embed], at: [0, 160]}
          - {id: head, kind: LanguageModelHead, from: [half], at: [0, 240]}
      """;
}
