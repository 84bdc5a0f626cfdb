package org.modelwright.app.runs.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateChangeTest {

  @Test
  void aRateBecomesAFactorOfTheSchedule() {
    assertThat(RateChange.read(" 2e-4 ", RateChange.Kind.RATE, 1e-3))
        .isEqualTo(new RateChange.Reading.Change(new RateChange(1e-3, 0.2)));
    assertThat(RateChange.read("0.2", RateChange.Kind.FACTOR, 1e-3))
        .isEqualTo(new RateChange.Reading.Change(new RateChange(1e-3, 0.2)));
  }

  @ParameterizedTest
  @CsvSource({
    "x, 1e-3, live.rate.noNumber",
    "0, 1e-3, live.rate.range",
    "-1, 1e-3, live.rate.range",
    "NaN, 1e-3, live.rate.range",
    "Infinity, 1e-3, live.rate.range",
    "11, 1e-3, live.rate.range",
    "1, 0, live.rate.noSchedule"
  })
  void whatIsNoRateIsRefused(String text, double scheduled, String why) {
    assertThat(RateChange.read(text, RateChange.Kind.RATE, scheduled))
        .isInstanceOfSatisfying(
            RateChange.Reading.Refusal.class, r -> assertThat(r.why().key()).isEqualTo(why));
  }
}
