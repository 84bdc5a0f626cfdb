package org.modelwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;

class OpenProjectTest {

  @TempDir Path folder;

  @Test
  void theFilesNameWinsOverTheFolders() throws IOException {
    Path project = Files.createDirectory(folder.resolve("on-disk"));
    Files.writeString(project.resolve("modelwright.yaml"), "format: 1\nname: Java model\n");
    assertThat(OpenProject.read(project)).isEqualTo(new OpenProject("Java model", project));
  }

  @Test
  void withoutANameTheFoldersIsTaken() throws IOException {
    Path project = Files.createDirectory(folder.resolve("on-disk"));
    Files.writeString(project.resolve("modelwright.yaml"), "format: 1\n");
    assertThat(OpenProject.read(project.resolve(".")).name()).isEqualTo("on-disk");
  }

  @Test
  void aFolderWithoutAProjectFileIsRefused() {
    assertThatThrownBy(() -> OpenProject.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not a project (it has no modelwright.yaml)");
  }
}
