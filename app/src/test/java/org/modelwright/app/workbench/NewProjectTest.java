package org.modelwright.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewProjectTest {

  @TempDir Path folder;

  @Test
  void whatCanBeMadeHasNoComplaint() throws Exception {
    assertThat(wrong("my-model", "")).isEmpty();
    assertThat(wrong("我的模型", "")).isEmpty();
    Path text = Files.writeString(folder.resolve("text.txt"), "words");
    assertThat(wrong("my-model", text.toString())).isEmpty();
    Files.createDirectory(folder.resolve("empty"));
    assertThat(wrong("empty", "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a\\b", "..", ".hidden", "-x", "a:b", "a*", "a\u0000"})
  void aNameThatIsNoneIsRefused(String name) {
    assertThat(wrong(name, "")).contains("start.wrong.name");
  }

  @Test
  void eachMistakeHasItsSentence() throws Exception {
    assertThat(wrong("  ", "")).contains("start.wrong.name.empty");
    Files.createDirectories(folder.resolve("taken").resolve("inside"));
    assertThat(wrong("taken", "")).contains("start.wrong.folder.taken");
    Files.writeString(folder.resolve("file"), "");
    assertThat(wrong("file", "")).contains("start.wrong.folder.taken");
    assertThat(wrong("fine", folder.resolve("missing.txt").toString()))
        .contains("start.wrong.data");
    assertThat(key(new NewProject("java-lm", "fine", " ", "")))
        .contains("start.wrong.folder.empty");
    assertThat(key(new NewProject("java-lm", "fine", folder.resolve("file").toString(), "")))
        .contains("start.wrong.folder.file");
    assertThat(key(new NewProject("java-lm", "fine", "a\u0000b", ""))).contains("start.wrong.path");
    assertThat(key(new NewProject("", "fine", folder.toString(), "")))
        .contains("start.wrong.template");
  }

  private Optional<String> wrong(String name, String data) {
    return key(new NewProject("java-lm", name, folder.toString(), data));
  }

  private static Optional<String> key(NewProject wanted) {
    return wanted.complaint().map(NewProject.Complaint::key);
  }
}
