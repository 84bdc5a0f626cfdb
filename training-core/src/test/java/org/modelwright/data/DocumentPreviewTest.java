package org.modelwright.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.progress.Progress;

class DocumentPreviewTest {

  @TempDir Path folder;

  private Optional<DocumentPreview> read(int number) {
    var yaml = "sources: [{path: texts}, {path: rows.jsonl, field: text}]";
    var settings =
        DataSettings.read(new YamlReader(Yaml.parse(yaml, "data.yaml"), "data."), folder);
    return DocumentPreview.read(settings, folder.resolve("cache"), number, Progress.NONE);
  }

  @Test
  void documentsInTheirOrder() throws IOException {
    Path texts = Files.createDirectory(folder.resolve("texts"));
    Files.writeString(texts.resolve("a.txt"), "first");
    Files.write(texts.resolve("b.bin"), new byte[] {0, 1});
    Files.writeString(texts.resolve("c.txt"), "x".repeat(19_999) + "😀" + "y".repeat(600_000));
    Files.writeString(folder.resolve("rows.jsonl"), "{\"text\": \"one\"}\n\n{\"text\": \"two\"}\n");
    String origin = texts.toString();
    assertThat(read(0)).contains(new DocumentPreview(origin, "a.txt", "first", false, false));
    assertThat(read(1)).contains(new DocumentPreview(origin, "b.bin", "", false, true));
    assertThat(read(2))
        .contains(new DocumentPreview(origin, "c.txt", "x".repeat(19_999), true, false));
    assertThat(read(4).orElseThrow().name()).isEqualTo("rows.jsonl#3");
    assertThat(read(4).orElseThrow().text()).isEqualTo("two");
    assertThat(read(5)).isEmpty();
  }
}
