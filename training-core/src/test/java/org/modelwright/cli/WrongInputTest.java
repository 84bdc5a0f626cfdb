package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is wrong with what a user gives is said in one sentence that names it, with exit code 1,
/// and leaves everything as it was. No case here gets as far as the engine.
class WrongInputTest {

  private static final String RUN = "runs/2026-01-01-01-p";

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void project() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "the cat sat on a mat.\n".repeat(50));
    project = folder.resolve("p");
    InProcess made = create(project, folder.resolve("text.txt"));
    assertThat(made.exit()).as(made.err()).isZero();
  }

  private static InProcess create(Path folder, Path data) {
    return InProcess.run(
        "new", folder.toString(), "--template", "text-char", "--data", data.toString());
  }

  private InProcess on(String command, String... more) {
    return InProcess.run(
        Stream.concat(Stream.of(command, project.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = project.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inspect",
        "data",
        "source",
        "train",
        "runs",
        "evaluate",
        "resume",
        "repeat",
        "pause",
        "continue",
        "stop",
        "checkpoint"
      })
  void aMissingProject(String command) {
    project = folder.resolve("none");
    assertThat(on(command).refusal()).contains("There is no project folder " + project, "new");
    assertThat(project).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evaluate", "resume", "repeat", "pause", "continue", "stop", "checkpoint"})
  void aProjectWithoutARun(String command) {
    assertThat(on(command).refusal()).contains("There is no run in ", "modelwright train");
  }

  @ParameterizedTest
  @CsvSource({
    "modelwright.yaml, 4:2",
    "architecture.yaml, 22:2",
    "data.yaml, 7:2",
    "training.yaml, 15:2",
    "hardware.yaml, 4:2"
  })
  void brokenYamlAtItsLineAndColumn(String file, String place) throws IOException {
    append(file, "a: [1, 2\nb: {c\n");
    assertThat(on("inspect").refusal()).contains(file + ":" + place + ": not valid YAML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modelwright.yaml",
        "architecture.yaml",
        "data.yaml",
        "training.yaml",
        "hardware.yaml"
      })
  void aFileThatIsNoSettings(String file) throws IOException {
    Path path = project.resolve(file);
    String text = Files.readString(path);
    append(file, "wibble: 3\n");
    assertThat(on("inspect").refusal()).contains(file, "unknown key", "wibble`; known here: ");
    Files.write(path, new byte[] {-1, -2, 0, 1});
    assertThat(on("inspect").refusal()).contains(file + " is not UTF-8 text; save it as UTF-8.");
    Files.writeString(path, "just text\n");
    assertThat(on("inspect").refusal()).contains(file + ":1:1: expected `key: value` lines");
    Files.writeString(path, text.replace("format: 1", "format: 99"));
    if (text.contains("format: 1")) {
      assertThat(on("inspect").refusal()).contains(file, "newer version");
    }
    Files.delete(path);
    Files.createDirectory(path);
    assertThat(on("inspect").refusal()).contains(file + " cannot be read (is a directory)");
    Files.delete(path);
    if (!file.equals("hardware.yaml")) {
      assertThat(on("inspect").refusal()).contains(file);
    }
  }

  private void append(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.writeString(path, Files.readString(path) + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps=0         | a whole number from 1 to 100000000",
        "steps=-1        | a whole number from 1 to 100000000",
        "steps=abc       | a whole number from 1 to 100000000",
        "steps=          | a whole number from 1 to 100000000",
        "steps=1e3       | a whole number from 1 to 100000000",
        "batchSize=0     | a whole number from 1 to 65536",
        "accumulation=0  | a whole number from 1 to 65536",
        "precision=fp8   | one of fp32, bf16",
        "activationCheckpointing=-1 | a whole number from 0 to 100000",
        "schedule=step   | one of cosine, linear, constant",
        "learningRate=-1 | a number from 0 to 10",
        "learningRate=NaN | a number from 0 to 10",
        "learningRate=1f | a number from 0 to 10",
        "learningRate=0x1p3 | a number from 0 to 10",
        "minimumLearningRate=5 | at most `training.learningRate`, 0.001",
        "warmupSteps=-1  | a whole number from 0",
        "weightDecay=11  | a number from 0 to 10",
        "beta1=1         | a number from 0 to 0.99999",
        "beta2=x         | a number from 0 to 0.99999",
        "epsilon=0       | a number from 1.0E-20 to 1",
        "clip=-1         | a number from 0 to",
        "seed=-5         | a whole number from 0 to",
        "evaluateEvery=x | a whole number from 0",
        "checkpointEvery=-1 | a whole number from 0",
        "keepCheckpoints=0 | a whole number from 1 to 1000"
      })
  void aTrainingSettingThatCannotBe(String setting, String wanted) throws IOException {
    String key = setting.substring(0, setting.indexOf('='));
    String value = setting.substring(key.length() + 1);
    String complaint = "`training." + key + "` is `" + value + "`, but must be " + wanted;
    assertThat(on("train", "--set", "training." + setting).refusal())
        .startsWith("--set: " + complaint);
    Path file = project.resolve("training.yaml");
    String others =
        String.join(
            "\n", Files.readAllLines(file).stream().filter(l -> !l.startsWith(key + ":")).toList());
    Files.writeString(file, others + "\n" + key + ": " + value + "\n");
    assertThat(on("train").refusal()).contains("training.yaml:").contains(complaint);
    assertThat(project.resolve("runs")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.wibble=1 | unknown key `training.wibble`",
        "training.steps    | not of the form section.key=value",
        "=                 | not of the form section.key=value",
        "a.b=c             | no section `a`",
        "hardware.cores=2    | unknown key `hardware.cores`",
        "data.context=0    | `data.context` is `0`, but must be a whole number from 1 to 1048576",
        "data.context=65   | reach only to 64",
        "data.tokenizer=x  | `data.tokenizer` must be a section",
        "data.split.by=x   | one of document, tail",
        "data.split.validation=0.9 | a number from 0 to 0.5",
        "data.tokenizer.kind=x | one of characters, bytes, bpe, file",
        "data.sources=x    | `data.sources` must be a list"
      })
  void aWrongOverride(String setting, String complaint) {
    assertThat(on("train", "--set", setting).refusal()).contains(complaint);
    assertThat(project.resolve("runs")).doesNotExist();
  }

  @Test
  void aMicroBatchBeyondABuffer() throws IOException {
    edit("architecture.yaml", "length: 64", "length: 65536");
    Files.writeString(folder.resolve("text.txt"), "the cat sat on a mat.\n".repeat(4000));
    assertThat(on("train", "--set", "training.batchSize=65536", "data.context=65536").refusal())
        .contains("`training.batchSize` 65536 times `data.context` 65536");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: MLP    | kind: MPL | decoder/mlp: There is no layer or block `MPL` (did you mean"
            + " `MLP`?); use one of",
        "heads: 4     | heads: 5  | decoder/attention: `heads` is 5, which does not divide the"
            + " width 128; set heads to 4.",
        "heads: 4     | heads: 0  | decoder/attention: `heads` is `0`, but must be a whole number"
            + " from 1",
        "heads: 4     | haeds: 4  | SelfAttention has no setting `haeds` (did you mean `heads`?)",
        "from: [x], bias | from: [add2], bias | The nodes form a cycle: norm1 -> attention -> add1"
            + " -> add2 -> norm1",
        "from: [x], bias | from: [y], bias | decoder/norm1: `norm1` reads `y`, and there is no",
        "repeat: 4    | repeat: 0 | architecture.yaml:18:61: `main.nodes.repeat` is `0`",
        "id: norm1    | id: mlp   | the id `mlp` stands twice in `decoder`",
        "activation: gelu | activation: foo | one of relu, gelu",
        "main:        | mian:     | the key `main` is missing"
      })
  void aDrawingThatCannotBe(String from, String to, String complaint) throws IOException {
    edit("architecture.yaml", from, to);
    assertThat(on("train").refusal()).contains("architecture.yaml").contains(complaint);
    assertThat(on("source").refusal()).contains(complaint);
    assertThat(project.resolve("runs")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wibble", "CPU", "cuda:-1", "cuda:x", "gpu"})
  void anUnknownDevice(String device) throws IOException {
    assertThat(on("train", "--device", device).refusal())
        .contains("There is no device `" + device + "`; use cpu, cuda or cuda:N");
    edit("hardware.yaml", "device: cpu", "device: " + device);
    assertThat(on("inspect").refusal()).contains("There is no device `" + device + "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2000", "many"})
  void aNumberOfThreadsThatIsNone(String threads) throws IOException {
    edit("hardware.yaml", "device: cpu", "threads: " + threads);
    assertThat(on("train").refusal())
        .contains("hardware.yaml")
        .contains("threads")
        .contains("a whole number from 0 to 1024");
  }

  @Test
  void anUnknownTemplateAndATakenFolder() throws IOException {
    Path other = folder.resolve("q");
    assertThat(InProcess.run("new", other.toString(), "--template", "text-chr").refusal())
        .contains("no template `text-chr` (did you mean `text-char`?); the templates are: ");
    assertThat(create(project, folder.resolve("text.txt")).refusal()).contains("is not empty");
    assertThat(create(folder.resolve("text.txt"), folder.resolve("text.txt")).refusal())
        .contains("text.txt cannot be used (it is not a folder)");
    assertThat(
            create(Path.of(folder + "/" + "a".repeat(300)), folder.resolve("text.txt")).refusal())
        .contains("ame too long");
    assertThat(InProcess.run("new", "", "--template", "text-char").refusal()).contains("empty");
    assertThat(InProcess.run("quickstart", other.toString(), "--steps", "abc").refusal())
        .startsWith("--steps: `training.steps` is `abc`");
    assertThat(other).doesNotExist();
    assertThat(names(folder)).containsExactlyInAnyOrder("p", "text.txt");
  }

  @Test
  void dataWithoutText() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    Path binary = Files.write(folder.resolve("binary"), new byte[] {0, 1, 2, -1, -2});
    Path latin =
        Files.write(folder.resolve("latin"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Path hollow = Files.createDirectory(folder.resolve("hollow"));
    Path zip = Files.write(folder.resolve("cut.zip"), new byte[] {'P', 'K', 3, 4, 20, 0, 0});
    Path made = folder.resolve("made");
    assertThat(create(made, empty).refusal()).contains(empty + " is empty");
    assertThat(create(made, binary).refusal()).contains(binary + " holds binary data");
    assertThat(create(made, latin).refusal()).contains(latin + " holds", "UTF-8");
    assertThat(create(made, hollow).refusal()).contains(hollow + " has no file");
    assertThat(create(made, zip).refusal()).contains(zip + " is damaged");
    assertThat(create(made, folder.resolve("none")).refusal()).contains("none does not exist");
    assertThat(made).doesNotExist();
  }

  @Test
  void dataThatIsTooLittleOrCannotBeFound() throws IOException {
    Path data = project.resolve("data.yaml");
    String text = Files.readString(data);
    Files.writeString(folder.resolve("text.txt"), "ab");
    assertThat(on("train").refusal())
        .contains("The training part has 1 tokens, but one window of data.context 64 needs 65");
    Files.writeString(folder.resolve("text.txt"), "the cat sat on a mat.\n".repeat(50));
    Files.writeString(data, text.replace("validation: 0.1", "validation: 0.0001"));
    assertThat(on("train").refusal()).contains("The validation part has 1 tokens");
    for (String path : List.of("", "a\\0b")) {
      Files.writeString(
          data, "sources: [{path: \"" + path + "\"}]" + text.substring(text.indexOf("\nsplit")));
      assertThat(on("inspect").refusal()).contains("data.yaml:1:", "`data.sources.path` is");
    }
    Files.delete(folder.resolve("text.txt"));
    Files.writeString(data, text);
    assertThat(on("train").refusal()).contains("text.txt does not exist");
  }

  @Test
  void wrongNumbersAndWords() {
    assertThat(on("generate", "--prompt", "a", "--max-tokens", "abc").refusal())
        .contains("'--max-tokens'", "`abc` must be a whole number");
    assertThat(on("generate", "--prompt", "a", "--max-tokens", "0").refusal())
        .isEqualTo("`--max-tokens` must be 1 or more.");
    assertThat(on("generate", "--prompt", "a", "--top-p", "0").refusal()).contains("--top-p");
    assertThat(on("generate", "--prompt", "a", "--top-p", "x").refusal()).contains("a number");
    assertThat(on("generate", "--prompt", "a", "--temperature", "NaN").refusal())
        .contains("`--temperature` must be from 0 to 10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian                  | no command `trian` (did you mean `train`?)",
        "train --foo            | Unknown option: '--foo'",
        "new x                  | Missing required option: '--template=NAME'",
        "generate               | Missing required option: '--prompt=TEXT'",
        "train --steps          | Missing required parameter for option '--steps'"
      })
  void wrongUse(String arguments, String complaint) {
    InProcess wrong = InProcess.run(arguments.split(" "));
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains(complaint).contains("--help`.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "garbage       | run.json is damaged (",
        "''            | run.json: the section `data` is missing",
        "null          | run.json: the section `data` is missing",
        "{\"format\":2} | run.json was written by a newer version"
      })
  void aDamagedRunConfiguration(String text, String complaint) throws IOException {
    Path run = Files.createDirectories(project.resolve(RUN));
    assertThat(on("evaluate").refusal()).contains("run.json cannot be read (it does not exist)");
    Files.writeString(run.resolve("run.json"), text);
    for (String command : List.of("evaluate", "resume", "repeat")) {
      assertThat(on(command).refusal()).contains(complaint);
    }
    assertThat(names(project.resolve("runs"))).containsExactly("2026-01-01-01-p");
  }

  @Test
  void garbageInWhatAWorkerWroteIsPassedOver() throws IOException {
    Path run = Files.createDirectories(project.resolve(RUN));
    for (String garbage : List.of("garbage", "null", "{}", "[]")) {
      Files.writeString(run.resolve("heartbeat"), garbage);
      Files.setLastModifiedTime(
          run.resolve("heartbeat"), java.nio.file.attribute.FileTime.fromMillis(0));
      Files.writeString(run.resolve("exit"), garbage);
      Files.writeString(
          run.resolve("events.jsonl"),
          garbage + "\n{\"type\":\"completed\"}\n{\"type\":\"step\"}\n{\"type\":\"new\"}\n{\"ty");
      InProcess runs = on("runs", "--json");
      assertThat(runs.exit()).as(garbage + runs.err()).isZero();
      assertThat(runs.out()).contains("\"failed\"");
    }
  }

  @Test
  void anUnknownRunAndCommandsToOneThatIsOver() throws IOException {
    Path run = Files.createDirectories(project.resolve(RUN));
    Files.writeString(
        run.resolve("events.jsonl"),
        "{\"type\":\"completed\",\"time\":\"2026-01-01T00:00:00Z\",\"summary\":{\"steps\":5}}\n");
    for (String command : List.of("pause", "continue", "stop", "checkpoint")) {
      assertThat(on(command).refusal()).contains("is not running, it is completed");
      assertThat(on(command, "none").refusal()).contains("There is no run `none` in ");
    }
    assertThat(on("resume").refusal()).contains("is complete; train again with more steps");
    assertThat(names(run)).containsExactly("events.jsonl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s p/\u00fcn\u00ef \u4e2d", "-dash", "quo\"te\\", "tab\there\u0001"})
  void anyFolderNameMakesAProject(String name) {
    project = folder.resolve(name);
    assertThat(create(project, folder.resolve("text.txt")).exit()).isZero();
    assertThat(on("inspect", "--json").exit()).isZero();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(p -> p.getFileName().toString()).toList();
    }
  }
}
