package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.modelwright.graph.Problem;

/// What is wrong in one place must not hide what is wrong in another.
class TwentyMistakesTest {

  private static String drawing() throws IOException {
    try (InputStream in = TwentyMistakesTest.class.getResourceAsStream("twenty-mistakes.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void areAllListedAtOnceEachAtItsNode() throws IOException {
    List<Problem> problems = Models.compilation(drawing()).problems();
    assertThat(problems)
        .extracting(p -> p.node() + ": " + p.message())
        .containsExactlyInAnyOrder(
            "Scale: Line 1, column 12: there is no `gian` here (did you mean `gain`?).",
            "decoder: The default of the setting `other` refers to another one, `$heads`.",
            "decoder/norm: RMSNorm has no setting `epsilonn` (did you mean `epsilon`?).",
            "decoder/attention: `heads` is 3, which does not divide the width 16.",
            "decoder/add1: `add1` reads `xx`, and there is no node or input `xx` (did you mean"
                + " `x`?).",
            "decoder/mlp: `hidden: $hiden` refers to a setting that the block does not declare"
                + " (did you mean `hidden`?).",
            "inner/tokens: A TokenInput stands inside a block.",
            "idle: The block `idle` is unused.",
            "main/embed: `dropout` is `2`, but must be a number from 0.0 to 0.95.",
            "main/stack: The block `decoder` declares no setting `head` (did you mean `heads`?).",
            "main/sum: The shapes [B, T, 16] and [B, T, 24] cannot be added.",
            "main/experts: `topK` is 3, but there are only 2 experts.",
            "main/far: It has `sinks`, but no `window` that would hide the first positions.",
            "main/gate: There is no layer or block `SelfAtention` (did you mean `SelfAttention`?).",
            "main/a: The nodes form a cycle: a -> b -> a.",
            "main/pair: It has 1 of its inputs connected, but needs at least 2: a, b.",
            "main/both: It reads 2, but RMSNorm takes 1: x.",
            "main/narrow: `width` is `none`, but must be a whole number from 1 to 4194304.",
            "main/back: `keyValueHeads` is 3, which does not divide heads 4.",
            "main: The drawing does not end in a LanguageModelHead, so there is nothing to"
                + " train.");
  }
}
