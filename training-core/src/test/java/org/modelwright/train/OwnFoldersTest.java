package org.modelwright.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.fuzz.BrokenFiles;
import org.modelwright.fuzz.Mutation;

/// What a run deletes and reads in folders of its own, where somebody else has been at work there.
class OwnFoldersTest {

  @TempDir Path folder;

  private enum Form {
    ONE,
    TWO
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // links need a privilege there
  void pruningDeletesLinksAndNotWhatTheyLeadTo() throws Exception {
    Path precious = Files.createDirectories(folder.resolve("precious/deep")).getParent();
    Files.writeString(precious.resolve("letter"), "dear");
    for (String kind : new String[] {"checkpoints", "faults"}) {
      Path own = Files.createDirectory(folder.resolve(kind));
      Files.createSymbolicLink(own.resolve("step-000100"), precious);
      Path old = Files.createDirectories(own.resolve("step-000200/sub"));
      Files.createSymbolicLink(old.resolve("link"), precious);
      Files.createSymbolicLink(own.resolve("step-000300"), folder.resolve("nowhere"));
      Files.createDirectory(own.resolve("step-000400"));
      Files.createDirectory(own.resolve("step-1000000"));
      Files.createDirectory(own.resolve("step-" + "9".repeat(40)));
      Files.createDirectory(own.resolve("a-folder-of-notes"));
    }
    new Checkpoints(folder.resolve("checkpoints")).prune(2);
    new FaultSnapshots(folder.resolve("faults")).prune();
    assertThat(precious.resolve("letter")).hasContent("dear");
    assertThat(precious.resolve("deep")).isDirectory();
    for (String kind : new String[] {"checkpoints", "faults"}) {
      try (var left = Files.list(folder.resolve(kind))) {
        assertThat(left.map(p -> p.getFileName().toString()))
            .as(kind)
            .containsExactlyInAnyOrder(
                "step-000400", "step-1000000", "step-" + "9".repeat(40), "a-folder-of-notes");
      }
    }
  }

  @Test
  void aSpoiltFileOfMeasuredFormsCostsAMeasurement() throws Exception {
    Path file = folder.resolve("kernel-forms.json");
    byte[] valid = "{\"cpu\":{\"linear\":\"TWO\"},\"b\":[1]}".getBytes(StandardCharsets.UTF_8);
    for (String text :
        new String[] {
          "{\"cpu\":[]}", "{\"cpu\":3}", "null", "[]", "", "{\"cpu\":{\"linear\":{}}}"
        }) {
      Files.writeString(file, text);
      assertThat(new FormCache(file, "cpu").get("linear", Form.class, () -> Form.ONE))
          .isEqualTo(Form.ONE);
      assertThat(new FormCache(file, "cpu").get("linear", Form.class, () -> Form.TWO))
          .isEqualTo(Form.ONE);
    }
    for (int seed = 0; seed < BrokenFiles.TRIES; seed++) {
      Files.write(file, Mutation.of(valid, seed));
      assertThat(new FormCache(file, "cpu").get("linear", Form.class, () -> Form.ONE)).isNotNull();
    }
  }
}
