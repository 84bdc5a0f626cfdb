package org.modelwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlValue.Place;

class ArchitectureYamlTest {

  private static final String HEAD = "format: 1\nmain:\n  nodes:\n    - ";

  @Test
  void writesTheDescribedExampleByteForByte() {
    assertThat(ArchitectureYaml.write(Drawings.decoder())).isEqualTo(Drawings.DECODER);
  }

  @Test
  void readsEveryPartOfANode() {
    Node stack = Drawings.decoder().main().node("stack").orElseThrow();
    assertThat(stack.kind()).isEqualTo("decoder");
    assertThat(stack.from()).containsExactly(new PortReference("embed", ""));
    assertThat(stack.repeat()).isEqualTo(6);
    assertThat(stack.at()).isEqualTo(new Position(0, 160));
    Node attention = Drawings.decoder().blocks().get("decoder").node("attention").orElseThrow();
    assertThat(attention.settings().keySet())
        .containsExactly("heads", "keyValueHeads", "causal", "rotary");
    assertThat(attention.settings()).containsEntry("keyValueHeads", "2");
  }

  @Test
  void normalizesFreeFormOnce() {
    String written =
        ArchitectureYaml.write(
            Drawings.parse(
                """
                # a comment
                main:
                  outputs: b.second
                  nodes:
                  - kind: A
                    at: [1.50, -2e1]
                    id: a
                    rate: 1e-3
                  - {from: a, kind: "B", repeat: 1, id: b}
                format: 1
                """));
    assertThat(written)
        .isEqualTo(
            """
            format: 1
            main:
              nodes:
                - {id: a, kind: A, rate: 1e-3, at: [1.5, -20]}
                - {id: b, kind: B, from: [a], at: [0, 0]}
              outputs: [b.second]
            """);
    assertThat(ArchitectureYaml.write(Drawings.parse(written))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8",
        "0x10",
        "007",
        "1_000",
        "1e-3",
        "-0.5",
        "+1",
        ".5",
        "true",
        "null",
        "$heads",
        "a-b",
        "3x3",
        "GELU (tanh)",
        "",
        " ",
        " a",
        "a ",
        "~",
        "-",
        "- a",
        "---",
        "...",
        "?",
        "a: b",
        "a #b",
        "#a",
        "a,b",
        "[a]",
        "{a}",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "'",
        "\"",
        "\\",
        "%",
        "@",
        "`",
        "a\nb",
        "\t",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\u4E2D\u6587",
        "\uD83D\uDE00",
        "\uD800",
        "x=1"
      })
  void keepsEveryWord(String word) {
    Architecture drawing =
        new Edit.SetSetting(Block.MAIN, "tokens", "word", word).apply(Drawings.decoder());
    String written = ArchitectureYaml.write(drawing);
    assertThat(Drawings.parse(written)).isEqualTo(drawing);
    assertThat(written.lines().filter(line -> line.contains("id: tokens"))).hasSize(1);
  }

  @Test
  void knowsWhereEachNodeStands() {
    ArchitectureFile file = ArchitectureYaml.parse(Drawings.DECODER, "a.yaml");
    assertThat(file.places()).hasSize(2 + 6 + 5);
    assertThat(file.place("decoder/attention")).contains(new Place("a.yaml", 7, 9));
    assertThat(file.place("main/stack")).contains(new Place("a.yaml", 17, 7));
    assertThat(file.place("main/stack/attention")).contains(new Place("a.yaml", 7, 9));
    assertThat(file.place("main/embed/attention")).isEmpty();
    assertThat(file.place("main/nothing")).isEmpty();
  }

  @Test
  void readsAFileAndNamesIt(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("architecture.yaml");
    Files.writeString(file, Drawings.DECODER);
    assertThat(ArchitectureYaml.read(file).architecture()).isEqualTo(Drawings.decoder());
    Files.writeString(file, "format: 1\nmain: {nodes: [{id: a}]}\n");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ArchitectureYaml.read(file))
        .withMessageStartingWith(file + ":2:16: ")
        .withMessageContaining("`main.nodes.kind` is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: A}                         | f:4:7: the key `main.nodes.id` is missing",
        "{id: a}                           | f:4:7: the key `main.nodes.kind` is missing",
        "{id: [a], kind: A}                | f:4:12: `main.nodes.id` is a list or section",
        "a                                 | f:4:7: each item of `main.nodes` must be",
        "{id: a, kind: A, repeat: 0}       | f:4:32: `main.nodes.repeat` is `0`",
        "{id: a, kind: A, repeat: 99999999999999999999} | f:4:32: `main.nodes.repeat`",
        "{id: a, kind: A, repeat: 10001}   | whole number from 1 to 10000",
        "{id: a, kind: A, at: 3}           | f:4:28: `main.nodes.at` is `3`",
        "{id: a, kind: A, at: [1]}         | two numbers",
        "{id: a, kind: A, at: [1, NaN]}    | two numbers",
        "{id: a, kind: A, at: [1, 1e300]}  | two numbers",
        "{id: a, kind: A, from: {b: c}}    | f:4:30: `main.nodes.from` is a list or section",
        "{id: a, kind: A, heads: [1, 2]}   | f:4:31: `main.nodes.heads` is a list or section",
        "{id: a, kind: A, 2d: 1}           | f:4:28: `2d` is no name of a setting",
        "{id: a, kind: A, id: b}           | stands twice",
        "{id: a, kind: A                   | not valid YAML",
        "*a                                | f:4:7: an alias",
      })
  void refusesANode(String node, String complaint) {
    assertRefused(HEAD + node, complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                       | the key `format` is missing",
        "format: 1                                | the key `main` is missing",
        "format: one\\nmain: {}                    | f:1:9: `format` is `one`",
        "format: 2\\nfuture: {}\\nmain: {}          | f was written by a newer version of Modelwright (format 2,",
        "format: 1\\nmain: {}\\nextra: 1            | f:3:8: unknown key `extra`",
        "format: 1\\nmain: {inputs: [x]}           | unknown key `main.inputs`",
        "format: 1\\nmain: {edges: []}             | f:2:15: unknown key `main.edges`",
        "format: 1\\nmain: 3                       | `main` must be a section",
        "format: 1\\nmain: {nodes: 3}              | `main.nodes` must be a list",
        "format: 1\\nblocks: {main: {}}\\nmain: {}  | f:2:16: `main` is the top block",
        "format: 1\\nblocks: {a b: {}}\\nmain: {}   | f:2:15: `a b` is no name of a block",
        "format: 1\\nblocks: {b: {}, b: {}}\\nmain: {} | stands twice",
        "format: 1\\nmain:\\n\\tnodes: []            | f:3:1: not valid YAML",
        "- a                                      | f:1:1: expected `key: value` lines",
      })
  void refusesAFile(String text, String complaint) {
    assertRefused(text.replace("\\n", "\n").replace("\\t", "\t"), complaint);
  }

  @Test
  void refusesAnIdThatStandsTwice() {
    assertRefused(
        HEAD + "{id: a, kind: A}\n    - {id: a, kind: B}\n",
        "f:5:7: the id `a` stands twice in `main`; rename one of the two.");
  }

  @Test
  void hostileFilesEndInASentenceAtOnce() {
    String laughs = "a0: &a0 [x, x]\n";
    for (int i = 1; i < 25; i++) {
      laughs += "a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n";
    }
    String bomb = laughs;
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertRefused(bomb, "f:2:10: an alias");
          assertRefused("a: &a [*a]", "an alias");
          assertRefused("a: " + "[".repeat(200_000), "nested more than 64 levels");
          assertRefused("a: " + "{b: ".repeat(100_000), "nested more than 64 levels");
          assertRefused("- ".repeat(100_000), "nested more than 64 levels");
          assertRefused("!!java.net.URL [x]", "f:1:1: expected `key: value` lines");
          assertRefused("? [a]\n: b\n", "not valid YAML");
          assertRefused("format: 1\n---\nformat: 1\n", "not valid YAML");
          assertRefused("a: \u0007", "not valid YAML");
        });
  }

  private static void assertRefused(String text, String complaint) {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ArchitectureYaml.parse(text, "f"))
        .withMessageContaining(complaint);
  }
}
