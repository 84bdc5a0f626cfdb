package org.modelwright.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.InputException;

class RunSearchTest {

  private static final List<String> SETTINGS = List.of("training.learningRate", "data.context");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "loss <                 | 6  | compares with nothing",
        "< 3                    | 1  | compares nothing",
        "loss < 3 and           | 13 | something is missing at the end",
        "and loss < 3           | 1  | something is missing before",
        "(loss < 3              | 1  | never closed",
        "loss < 3)              | 9  | closes nothing",
        "()                     | 2  | something is missing",
        "loss < high            | 8  | is a number",
        "loss ~ 3               | 8  | contains no words",
        "training.learningrat<1 | 1  | did you mean `training.learningRate`",
        "note = \"a             | 8  | quotation mark",
        "loss ! 3               | 6  | use `!=`",
        "loss < 3 or or         | 13 | something is missing before",
      })
  void aRefusalNamesThePlace(String text, int at, String why) {
    assertThatThrownBy(() -> RunSearch.parse(text, SETTINGS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at character " + at + ":")
        .hasMessageContaining(why)
        .hasMessageEndingWith(".");
  }

  @Test
  void depthAndLengthHaveEnds() {
    assertThatThrownBy(() -> RunSearch.parse("(".repeat(1000), SETTINGS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> RunSearch.parse("a".repeat(5000), SETTINGS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("5000 characters");
  }

  @Test
  void valuesAreParametersAndNeverText() {
    RunSearch search =
        RunSearch.parse("it's tag = x';DROP note ~ \"a' OR 1=1 --\" steps<7", SETTINGS);
    assertThat(search.parameters()).containsExactly("it's", "x';drop", "a' or 1=1 --", 7.0);
    assertThat(search.condition()).doesNotContain("'").doesNotContain("7");
  }

  @Test
  void andBindsTighterThanOr() {
    RunSearch search = RunSearch.parse("a or b and c d", SETTINGS);
    String like = "LOCATE(?, LOWER(r.run)) > 0";
    assertThat(search.condition())
        .isEqualTo("((" + like + ") OR (" + like + " AND " + like + " AND " + like + "))");
    assertThat(search.parameters()).containsExactly("a", "b", "c", "d");
  }
}
