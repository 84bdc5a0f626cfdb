package org.modelwright.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.progress.Progress;
import org.modelwright.run.RunFolder;

/// Whatever a project's data and folders are made of, what lies beside the project stays as it is.
@DisabledOnOs(OS.WINDOWS) // links need a privilege there
class OutsideUntouchedTest {

  private static final String TEXT = "the cat sat on the mat and the hen ate the oat ".repeat(9);

  @TempDir Path folder;
  private Path project;
  private Path precious;
  private Map<String, String> before;

  @BeforeEach
  void furnish() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
    precious = Files.createDirectories(folder.resolve("precious"));
    Files.writeString(precious.resolve("letter.txt"), TEXT);
    Files.writeString(Files.createDirectories(precious.resolve("deep")).resolve("a.txt"), TEXT);
    before = outside();
  }

  /// Everything beside the project and its time of change; contents too.
  private Map<String, String> outside() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(f -> !f.startsWith(project) && !f.equals(folder)).toList()) {
        String content = Files.isRegularFile(file) ? Files.readString(file) : "";
        all.put(
            folder.relativize(file).toString(),
            Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS) + content);
      }
    }
    return all;
  }

  @AfterEach
  void nothingOutsideHasChanged() throws IOException {
    assertThat(outside()).isEqualTo(before);
    assertThat(Path.of("/abs/evil.txt")).doesNotExist();
  }

  private Dataset open(String source) {
    String yaml =
        "sources: [%s]\nsplit: {by: tail}\ntokenizer: {kind: bytes}\ncontext: 8".formatted(source);
    DataSettings settings =
        DataSettings.read(new YamlReader(Yaml.parse(yaml, "data.yaml"), "data."), project);
    return Dataset.open(settings, project.resolve("cache"), Progress.NONE);
  }

  @Test
  void namesInAZipAreOnlyNames() throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(project.resolve("evil.zip")))) {
      for (String name :
          new String[] {
            "x/../../../evil.txt",
            "/abs/evil.txt",
            "C:\\evil",
            "C:/evil",
            "precious/letter.txt",
            "a/\u0001",
            "CON",
            "a//b",
            "x".repeat(5000)
          }) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write((name + TEXT).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      zip.putNextEntry(new ZipEntry("../../evil.txt"));
      zip.write(TEXT.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    try (Dataset data = open("{path: evil.zip}")) {
      assertThat(data.training().length()).isGreaterThan(1000);
    }
    try (var made = Files.list(project)) {
      assertThat(made.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("evil.zip", "cache");
    }
  }

  @Test
  void linksInAFolderAreReadAndNothingElse() throws IOException {
    Path texts = Files.createDirectories(project.resolve("texts"));
    Files.writeString(texts.resolve("own.txt"), TEXT);
    Files.createSymbolicLink(texts.resolve("dangling"), folder.resolve("nowhere"));
    Files.createSymbolicLink(texts.resolve("circle"), texts);
    Files.createSymbolicLink(texts.resolve("self"), texts.resolve("self"));
    Files.createSymbolicLink(texts.resolve("letter"), precious.resolve("letter.txt"));
    Files.createSymbolicLink(texts.resolve("folder"), precious);
    try (Dataset data = open("{path: texts}")) {
      long documents =
          data.statistics().training().documents() + data.statistics().validation().documents();
      assertThat(documents).isEqualTo(4);
    }
  }

  @Test
  void aSweepOfTheCacheDeletesNoLinksTarget() throws IOException {
    Path cache = Files.createDirectories(project.resolve("cache"));
    Path old = Files.createDirectory(cache.resolve(".building-old"));
    Files.createSymbolicLink(old.resolve("inside"), precious);
    Files.createSymbolicLink(cache.resolve(".building-link"), precious);
    Files.createSymbolicLink(cache.resolve(".building-nowhere"), folder.resolve("nowhere"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    Files.writeString(project.resolve("own.txt"), TEXT);
    open("{path: own.txt}, {path: own.txt}").close();
    assertThat(FileTree.exists(old)).isFalse();
  }

  @Test
  void foldersOfAProjectMayLieElsewhere() throws IOException {
    Path disk = Files.createDirectories(project.resolve("another-disk"));
    Files.createSymbolicLink(project.resolve("cache"), Files.createDirectory(disk.resolve("c")));
    Files.createSymbolicLink(project.resolve("runs"), Files.createDirectory(disk.resolve("r")));
    Files.writeString(disk.resolve("c/mine.txt"), TEXT);
    Files.writeString(project.resolve("own.txt"), TEXT);
    open("{path: own.txt}, {path: own.txt}").close();
    RunFolder run = RunFolder.create(project.resolve("runs"), "a", LocalDate.of(2026, 1, 2));
    Files.createSymbolicLink(run.path().resolve("link"), precious);
    run.discard();
    assertThat(disk.resolve("c/mine.txt")).exists();
    assertThat(disk.resolve("r")).isEmptyDirectory();
  }

  @Test
  void deletingATreeLeavesWhatLinksLeadTo() throws IOException {
    Path tree = Files.createDirectories(project.resolve("tree/deep/deeper")).getParent();
    Files.createSymbolicLink(tree.resolve("folder"), precious);
    Files.createSymbolicLink(tree.resolve("letter"), precious.resolve("letter.txt"));
    Path link = Files.createSymbolicLink(project.resolve("link"), precious);
    FileTree.delete(project.resolve("tree"));
    FileTree.delete(link);
    FileTree.delete(project.resolve("never"));
    try (var left = Files.list(project)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aCacheOfAnotherKindIsRefusedInWords() throws IOException {
    Files.writeString(project.resolve("own.txt"), TEXT);
    Files.createSymbolicLink(project.resolve("cache"), precious.resolve("letter.txt"));
    assertThat(refusal("{path: own.txt}, {path: own.txt}")).contains("cache");
  }

  private String refusal(String source) {
    try (Dataset data = open(source)) {
      throw new AssertionError("it was opened: " + data.fingerprint());
    } catch (InputException e) {
      return e.getMessage();
    }
  }
}
