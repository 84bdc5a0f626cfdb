package org.modelwright.app.design.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.modelwright.app.common.Figures;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.Designs;
import org.modelwright.compile.Analysis;

/// What the analyzer says of a drawing, without a window.
class AnalyzerModelTest {

  private static CostTable table(String template) {
    return CostTable.of(Analysis.of(Designs.template(template), OptionalLong.of(2048), 16, 128));
  }

  private static Row row(CostTable table, String path) {
    var found = new ArrayList<Row>();
    table.forEach(row -> {
      if (row.path().equals(path)) {
        found.add(row);
      }
    });
    return found.getFirst();
  }

  @Test
  void blocksStandAboveWhatIsInThem() {
    CostTable table = table("java-lm");
    assertThat(table.rows())
        .extracting(Row::path)
        .containsExactly("tokens", "embed", "stack", "norm", "head");
    Row stack = row(table, "stack");
    assertThat(stack.isBlock()).isTrue();
    assertThat(stack.copies()).isEqualTo(4);
    assertThat(stack.children())
        .extracting(Row::path)
        .containsExactly(
            "stack.norm1",
            "stack.attention",
            "stack.add1",
            "stack.norm2",
            "stack.mlp",
            "stack.add2");
    assertThat(row(table, "stack.attention").shape()).isEqualTo("[B, T, 192]");
    assertThat(row(table, "tokens").shape()).isEqualTo("[B, T]");
    // four matrices of 192 x 192 in each of 4 copies
    assertThat(row(table, "stack.attention").parameters()).isEqualTo(4L * 4 * 192 * 192);
  }

  @Test
  void theSumsAreThoseOfTheAnalysis() {
    for (String template : List.of("java-lm", "moe-tiny", "gpt2-124m")) {
      CostTable table = table(template);
      Analysis analysis = table.analysis();
      assertThat(table.totals().parameters()).isEqualTo(analysis.parameters()).isPositive();
      assertThat(table.totals().multiplyAdds()).isEqualTo(analysis.multiplyAdds()).isPositive();
      assertThat(table.totals().activationBytes()).isEqualTo(analysis.activationBytes());
      for (Measure measure : Measure.values()) {
        double sum = table.rows().stream().mapToDouble(r -> table.share(r, measure)).sum();
        assertThat(sum).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void theCacheIsTwoVectorsOfFloat32InEachCopy() {
    CostTable table = table("java-lm");
    assertThat(row(table, "stack.attention").cacheBytes()).isEqualTo(4L * 2 * 4 * 192);
    assertThat(table.totals().cacheBytes()).isEqualTo(4L * 2 * 4 * 192);
    assertThat(row(table, "stack.mlp").cacheBytes()).isZero();
  }

  @Test
  void figuresHaveThreeDigitsAndAPrefix() {
    Locale english = Locale.ENGLISH;
    assertThat(Figures.brief(0, english)).isEqualTo("0");
    assertThat(Figures.brief(7, english)).isEqualTo("7");
    assertThat(Figures.brief(1234, english)).isEqualTo("1.23 k");
    assertThat(Figures.brief(99_960, english)).isEqualTo("100 k");
    assertThat(Figures.brief(999_600, english)).isEqualTo("1.00 M");
    assertThat(Figures.brief(12_345_678, english)).isEqualTo("12.3 M");
    assertThat(Figures.bytes(512, english)).isEqualTo("512 B");
    assertThat(Figures.bytes(4.1e9, english)).isEqualTo("4.10 GB");
    assertThat(Figures.percent(0.1234, english)).isEqualTo("12.3 %");
    assertThat(Figures.percent(0.0001, english)).isEqualTo("< 0.1 %");
    assertThat(Figures.percent(1, english)).isEqualTo("100 %");
  }

  @Test
  void copiedAsValuesEachLineHasAllColumns() {
    var texts = new Texts(Locale.ENGLISH);
    CostTable table = table("java-lm");
    List<String> csv = TableText.csv(table, Measure.PARAMETERS, texts).lines().toList();
    assertThat(csv.getFirst())
        .isEqualTo("Node,Kind,Copies,Output,Parameters,Multiply-adds,Activations,KV / token,Share");
    assertThat(csv).hasSize(1 + 5 + 6 + 1);
    assertThat(csv)
        .anyMatch(l -> l.startsWith("stack.attention,SelfAttention,4,\"[B, T, 192]\",589824,"));
    assertThat(csv.getLast()).startsWith("Total,,,," + table.totals().parameters() + ",");
    List<String> text = TableText.text(table, Measure.WORK, texts).lines().toList();
    assertThat(text).hasSameSizeAs(csv);
    assertThat(text.get(1).indexOf("TokenInput")).isEqualTo(text.getFirst().indexOf("Kind"));
  }

  @Test
  void theCardSaysWhatItComesTo() {
    CostTable table = table("java-lm");
    ThreeC card = ThreeC.of(table, null);
    assertThat(card.bytes(32)).isEqualTo(4.0 * card.parameters());
    assertThat(card.bytes(8)).isEqualTo(card.parameters());
    assertThat(card.blocks()).containsExactly(new ThreeC.BlockUse("decoder", 1, 4));
    assertThat(card.replaceable())
        .contains(new ThreeC.Replaceable("RMSNorm", 3, List.of("LayerNorm")))
        .extracting(ThreeC.Replaceable::kind)
        .doesNotContain("TokenInput", "LanguageModelHead", "SelfAttention");
    assertThat(card.trainingFlops()).isEqualTo(table.analysis().flopsPerToken());
    assertThat(card.writingFlops() * 3).isCloseTo(card.trainingFlops(), within(1e-3));
    assertThat(card.trainingTokens()).isEmpty();
  }
}
