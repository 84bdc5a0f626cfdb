package org.modelwright.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseTest {

  @Test
  void aMessageStandsInsideASentence() {
    assertThat(Phrase.of(" A quote is open. It began in line 3.\nSee the manual."))
        .isEqualTo("A quote is open, It began in line 3");
    assertThat(Phrase.of(null)).isEqualTo("it does not say why");
    assertThat(Phrase.of("  \n")).isEqualTo("it does not say why");
  }

  @Test
  void aLongListIsCutShort() {
    assertThat(Phrase.list(List.of())).isEqualTo("none");
    assertThat(Phrase.list(List.of("a", "b"))).isEqualTo("a, b");
    assertThat(Phrase.list(Collections.nCopies(20, "a"))).hasSize(58).doesNotContain("more");
    assertThat(Phrase.list(Collections.nCopies(27, "a"))).endsWith("a, a, and 7 more").hasSize(70);
  }
}
