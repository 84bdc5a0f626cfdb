package org.modelwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.run.StorageTiers;

class StorageTiersTest {

  private static final int BYTES = 200_000;

  @TempDir Path folder;
  private Path home;
  private Path archive;

  private Checkpoints tiered(int keepFast) throws Exception {
    home = Files.createDirectories(folder.resolve("checkpoints"));
    archive = folder.resolve("archive/run");
    return new Checkpoints(home, home, archive, keepFast);
  }

  private static Path checkpoint(Path tier, long step) throws Exception {
    Path made = Files.createDirectories(tier.resolve("step-%06d".formatted(step)));
    byte[] bytes = new byte[BYTES];
    new Random(step).nextBytes(bytes);
    Files.write(made.resolve("model.safetensors"), bytes);
    Files.writeString(made.resolve("state.json"), "{\"step\": " + step + "}");
    return made;
  }

  private static void assertWhole(Path checkpoint, long step) throws Exception {
    byte[] bytes = new byte[BYTES];
    new Random(step).nextBytes(bytes);
    assertThat(checkpoint.resolve("model.safetensors")).hasBinaryContent(bytes);
    assertThat(checkpoint.resolve("state.json")).hasContent("{\"step\": " + step + "}");
  }

  private static List<String> names(Path tier) throws IOException {
    try (Stream<Path> entries = Files.list(tier)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void olderOnesMoveAndAreFoundWhereverTheyLie() throws Exception {
    Checkpoints checkpoints = tiered(2);
    for (long step = 1; step <= 5; step++) {
      checkpoint(home, step);
    }
    Files.writeString(home.resolve("best"), "step-000002");
    List<String> told = new ArrayList<>();
    Archiving.begin(checkpoints, told::add).close();
    assertThat(told).isEmpty();
    assertThat(names(home)).containsExactly("best", "step-000004", "step-000005");
    assertThat(names(archive)).containsExactly("step-000001", "step-000002", "step-000003");
    assertThat(checkpoints.list().stream().map(Checkpoints::step))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(checkpoints.newest()).contains(home.resolve("step-000005"));
    assertThat(checkpoints.best()).contains(archive.resolve("step-000002"));
    assertThat(checkpoints.forUse()).isEqualTo(archive.resolve("step-000002"));
    for (Path checkpoint : checkpoints.list()) {
      assertWhole(checkpoint, Checkpoints.step(checkpoint));
    }
    // the two newest and the best stay, in whichever tier
    checkpoints.prune(2);
    assertThat(names(archive)).containsExactly("step-000002");
    assertThat(names(home)).containsExactly("best", "step-000004", "step-000005");
  }

  @Test
  void whatAKillLeavesIsWholeInOneTierAndIsFinishedLater() throws Exception {
    Checkpoints checkpoints = tiered(1);
    checkpoint(home, 1);
    checkpoint(home, 2);
    // killed while it copied
    Path half = Files.createDirectories(archive.resolve(".partial-step-000001"));
    Files.writeString(half.resolve("model.safetensors"), "half");
    assertThat(checkpoints.list()).hasSize(2).allMatch(c -> c.startsWith(home));
    // killed between the two renames: an older copy of step 1 lies in the archive, too
    Files.writeString(checkpoint(archive, 1).resolve("model.safetensors"), "an older one");
    assertThat(checkpoints.list()).hasSize(2).allMatch(c -> c.startsWith(home));
    Archiving.begin(checkpoints, text -> {}).close();
    assertThat(names(archive)).containsExactly("step-000001");
    assertThat(names(home)).containsExactly("step-000002");
    assertWhole(archive.resolve("step-000001"), 1);
  }

  @Test
  void anArchiveThatIsFullLeavesThemWhereTheyAreAndIsToldOnce() throws Exception {
    Path small = Files.createDirectories(folder.resolve("archive"));
    assumeTrue(
        system("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", small.toString()),
        "a disk of 300 KiB cannot be mounted here");
    try {
      Checkpoints checkpoints = tiered(1);
      for (long step = 1; step <= 4; step++) {
        checkpoint(home, step);
      }
      List<String> told = new ArrayList<>();
      var archiving = Archiving.begin(checkpoints, told::add);
      archiving.close();
      // there is room for one of 200 kB, not for two
      assertThat(names(archive)).containsExactly("step-000001");
      assertThat(names(home)).containsExactly("step-000002", "step-000003", "step-000004");
      assertWhole(home.resolve("step-000002"), 2);
      assertThat(told)
          .singleElement()
          .asString()
          .contains("cannot be moved to the archive", "no space left", "stay in the fast tier");
    } finally {
      system("umount", "-l", small.toString());
    }
  }

  @Test
  void anArchiveThatCannotBeMadeIsTold() throws Exception {
    Checkpoints checkpoints = tiered(1);
    Files.writeString(folder.resolve("archive"), "in the way");
    checkpoint(home, 1);
    checkpoint(home, 2);
    List<String> told = new ArrayList<>();
    Archiving.begin(checkpoints, told::add).close();
    assertThat(told).singleElement().asString().contains("cannot be moved to the archive");
    assertThat(names(home)).containsExactly("step-000001", "step-000002");
  }

  @Test
  void aBestOneInAnArchiveThatIsNotThereIsNotReplacedInSilence() throws Exception {
    Checkpoints checkpoints = tiered(1);
    checkpoint(home, 2);
    Files.writeString(home.resolve("best"), "step-000001");
    assertThatThrownBy(checkpoints::forUse)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("step-000001")
        .hasMessageContaining(archive.toString());
  }

  @Test
  void projectsOfOneNameShareNoFolder() {
    StorageTiers a = read("archive: /store\nkeepFast: 3", "/home/a/model");
    StorageTiers b = read("archive: /store", "/home/b/model");
    assertThat(a.keepFast()).isEqualTo(3);
    assertThat(a.archiveRoot()).hasParentRaw(Path.of("/store"));
    assertThat(a.archiveRoot()).isNotEqualTo(b.archiveRoot());
    assertThat(read("{}", "/home/a/model")).isEqualTo(StorageTiers.RUN_FOLDER);
    assertThatThrownBy(() -> read("keepFast: 2", "/p")).hasMessageContaining("add `archive`");
    assertThatThrownBy(() -> read("archive: /s\nkeepFast: 0", "/p"))
        .hasMessageContaining("from 1 to 1000");
    assertThatThrownBy(() -> read("slow: /s", "/p")).hasMessageContaining("unknown key");
  }

  private static StorageTiers read(String yaml, String project) {
    return StorageTiers.read(
        new YamlReader(Yaml.parse(yaml, "hardware.yaml"), "hardware.storage."), Path.of(project));
  }

  private static boolean system(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
