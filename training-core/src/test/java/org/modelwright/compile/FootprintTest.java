package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// [Models#GPT] has width 8, two heads, an MLP of 32, two layers and 11 tokens. Of a position a layer keeps
/// the inputs of both norms and what they give (4 x 8), query, key, value and what attention gives (4 x
/// 8), and the hidden values before and after their activation (2 x 32): 128 numbers.
class FootprintTest {

  private static final int ROWS = 2;
  private static final int POSITIONS = 16;
  private static final long LAYER = 128L * Float.BYTES * ROWS * POSITIONS;
  private static final long BLOCK_INPUT = 8L * Float.BYTES * ROWS * POSITIONS;

  /// The numbers of tokens, and of the last norm its input and what it gives.
  private static final long OUTSIDE = (Long.BYTES + 2 * 8L * Float.BYTES) * ROWS * POSITIONS;

  private static Program program(String drawing) {
    return Compiler.compile(
            ArchitectureYaml.parse(drawing, "drawing").architecture(),
            OptionalLong.of(Models.VOCABULARY))
        .require("drawing");
  }

  private static Footprint footprint(int rows, int positions, int every, AttentionForm form) {
    return Footprint.of(program(Models.GPT), rows, positions, every, (_, _, _, _) -> form);
  }

  @Test
  void aTensorThatSeveralLayersKeepCountsOnce() {
    Footprint plain = footprint(ROWS, POSITIONS, 0, AttentionForm.FUSED);
    assertThat(plain.activationBytes()).isEqualTo(2 * LAYER + OUTSIDE);
    assertThat(plain.recomputedMultiplyAdds()).isZero();
    assertThat(plain.logits()).isEqualTo(11L * Float.BYTES * ROWS * POSITIONS);
  }

  @Test
  void checkpointingKeepsInputsAndOneBlock() {
    Footprint again = footprint(ROWS, POSITIONS, 1, AttentionForm.FUSED);
    assertThat(again.activationBytes()).isEqualTo(BLOCK_INPUT + LAYER + OUTSIDE);
    // query, key, value, out: 4 x 8 x 8; MLP: 2 x 8 x 32; scores and mix: 2 x 8 x 16 keys
    long perPosition = 4 * 8 * 8 + 2 * 8 * 32 + 2 * 8 * POSITIONS;
    assertThat(again.recomputedMultiplyAdds()).isEqualTo(2 * perPosition * ROWS * POSITIONS);
  }

  @Test
  void everySecondBlockLiesBetween() {
    Footprint second = footprint(ROWS, POSITIONS, 2, AttentionForm.FUSED);
    // the first of the two is computed again, so both are there at one moment
    assertThat(second.activationBytes()).isEqualTo(2 * LAYER + OUTSIDE);
  }

  @Test
  void composedAttentionKeepsItsSharesInPlaceOfWhatItGives() {
    Footprint composed = footprint(ROWS, POSITIONS, 0, AttentionForm.COMPOSED);
    Footprint fused = footprint(ROWS, POSITIONS, 0, AttentionForm.FUSED);
    // what attention gives is kept all the same: the map behind it reads it
    long shares = 2L * ROWS * 2 * POSITIONS * POSITIONS * Float.BYTES;
    assertThat(composed.activationBytes()).isEqualTo(fused.activationBytes() + shares);
  }

  @Test
  void lowPrecisionKeepsHalfOfWhatProductsRead() {
    Program low = MixedPrecision.apply(program(Models.GPT), ElementType.BFLOAT16);
    Footprint half = Footprint.of(low, 64, POSITIONS, 0, (_, _, _, _) -> AttentionForm.FUSED);
    Footprint full = footprint(64, POSITIONS, 0, AttentionForm.FUSED);
    assertThat(half.activationBytes())
        .isBetween(full.activationBytes() / 2, full.activationBytes() * 3 / 4);
  }

  @Property(tries = 100)
  void moreIsNeverLess(
      @ForAll @IntRange(min = 1, max = 64) int rows,
      @ForAll @IntRange(min = 1, max = 15) int positions,
      @ForAll @IntRange(min = 0, max = 3) int every) {
    long here = footprint(rows, positions, every, AttentionForm.FUSED).activationBytes();
    assertThat(footprint(rows + 1, positions, every, AttentionForm.FUSED).activationBytes())
        .isGreaterThan(here);
    assertThat(footprint(rows, positions + 1, every, AttentionForm.FUSED).activationBytes())
        .isGreaterThan(here);
    assertThat(footprint(rows, positions, 0, AttentionForm.FUSED).activationBytes())
        .isGreaterThanOrEqualTo(here);
  }
}
