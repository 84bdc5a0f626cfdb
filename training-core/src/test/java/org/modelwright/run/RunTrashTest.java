package org.modelwright.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;

class RunTrashTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @TempDir Path runs;

  @Test
  void aDeletedRunComesBackAsItWas() throws Exception {
    RunFolder run = RunFolder.create(runs, "it", DAY);
    Files.writeString(run.events(), "as it was");
    var trash = new RunTrash(runs);
    trash.delete(run);
    assertThat(RunFolder.list(runs)).isEmpty();
    assertThat(trash.list()).extracting(RunFolder::name).containsExactly(run.name());
    RunFolder next = RunFolder.create(runs, "it", DAY);
    assertThat(next.name()).as("its number is not given away").isEqualTo("2026-11-23-02-it");
    RunFolder back = trash.restore("last");
    assertThat(back.path()).isEqualTo(run.path());
    assertThat(Files.readString(back.events())).isEqualTo("as it was");
    assertThat(RunFolder.list(runs)).hasSize(2);
    assertThatThrownBy(() -> trash.restore("last"))
        .isInstanceOf(InputException.class)
        .hasMessage("No run has been deleted.");
  }

  @Test
  void aRunningRunStays() {
    RunFolder run = RunFolder.create(runs, "it", DAY);
    try (var _ = Heartbeat.start(run)) {
      assertThatThrownBy(() -> new RunTrash(runs).delete(run))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("is running");
    }
    assertThat(RunFolder.list(runs)).hasSize(1);
  }

  @Test
  void emptyingFreesWhatLiesThere() throws Exception {
    var trash = new RunTrash(runs);
    assertThat(trash.empty()).isZero();
    RunFolder run = RunFolder.create(runs, "it", DAY);
    Files.write(run.log(), new byte[1234]);
    trash.delete(run);
    assertThat(trash.empty()).isEqualTo(1234);
    assertThat(trash.list()).isEmpty();
  }

  @Test
  void checkpointsInOtherTiersGoAndStayWithTheirRun(@TempDir Path archive) throws Exception {
    RunFolder run = RunFolder.create(runs, "it", DAY);
    Path root = archive.resolve("p-12345678");
    var tiers = new StorageTiers(null, root, 1);
    String json = "{\"storage\": " + tiers.toJson() + "}";
    Files.writeString(run.configuration(), json);
    Path checkpoint = Files.createDirectories(root.resolve(run.name()).resolve("step-000010"));
    Files.write(checkpoint.resolve("model.safetensors"), new byte[1000]);
    assertThat(StorageTiers.size(run)).isEqualTo(1000 + json.length());

    var trash = new RunTrash(runs);
    trash.delete(run);
    RunFolder back = trash.restore(run.name());
    assertThat(StorageTiers.of(back).elsewhere(back)).containsExactly(root.resolve(run.name()));
    assertThat(checkpoint).as("it is still the run's").exists();

    trash.delete(back);
    Path away = Files.move(archive, archive.resolveSibling("away"));
    assertThatThrownBy(trash::empty)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be reached");
    assertThat(trash.list()).hasSize(1);
    Files.move(away, archive);
    assertThat(trash.empty()).isEqualTo(1000 + json.length());
    assertThat(root.resolve(run.name())).doesNotExist();
    assertThat(trash.list()).isEmpty();
  }

  @Test
  void whatIsInTheWayIsNeverOverwritten() throws Exception {
    RunFolder run = RunFolder.create(runs, "it", DAY);
    var trash = new RunTrash(runs);
    trash.delete(run);
    Files.createDirectory(run.path());
    assertThatThrownBy(() -> trash.restore(run.name()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("in the way");
    assertThat(trash.list()).hasSize(1);
  }

  @Test
  void labelsAreWordsAndANote() throws Exception {
    RunFolder run = RunFolder.create(runs, "it", DAY);
    assertThat(RunLabels.read(run)).isEqualTo(RunLabels.NONE);
    var labels =
        new RunLabels(List.of("baseline", "v1.2", "true", "基线", "baseline"), "a: \"b\"\n# c\t多");
    labels.write(run);
    assertThat(RunLabels.read(run))
        .isEqualTo(labels)
        .satisfies(l -> assertThat(l.tags()).containsExactly("baseline", "v1.2", "true", "基线"));
    RunLabels.NONE.write(run);
    assertThat(run.labels()).doesNotExist();
    assertThatThrownBy(() -> new RunLabels(List.of("two words"), ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("`two words`");
    Files.writeString(run.labels(), "tag: a\n");
    assertThatThrownBy(() -> RunLabels.read(run))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("labels.yaml");
    assertThat(RunLabels.orNone(run)).isEqualTo(RunLabels.NONE);
  }
}
