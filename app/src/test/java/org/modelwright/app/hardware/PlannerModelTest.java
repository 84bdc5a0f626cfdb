package org.modelwright.app.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.app.common.Texts;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.YamlReader;
import org.modelwright.hardware.Advice;
import org.modelwright.hardware.CostPage;
import org.modelwright.hardware.Factors;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Profiles;

/// What the planner's page says, without a window.
class PlannerModelTest {

  @TempDir private Path folder;
  private Profiles profiles;
  private Estimator estimator;
  private EditedProject project;

  @BeforeEach
  void project() {
    profiles = new Profiles(folder.resolve("profiles"));
    estimator = new Estimator(profiles, folder.resolve("calibration.json"));
    project = EditedProject.of(folder.resolve("p"), "gpt2-124m");
  }

  private Estimate ask(String profile, @Nullable Integer count, @Nullable Planned planned) {
    return estimator.answer(
        new Estimator.Question(project, profile, count, planned, List.of("a100-80gb", "h200")));
  }

  private Plan plan(String profile) {
    Plan plan = ask(profile, null, null).plan();
    assertThat(plan).isNotNull();
    return plan;
  }

  @Test
  void anEstimateFollowsTheSettings() {
    Plan before = plan("development");
    project.set(Map.of("training.batchSize", "60"));
    Plan after = plan("development");
    assertThat(before.fits()).isTrue();
    assertThat(after.fits()).isFalse();
    assertThat(after.memory().weights()).isEqualTo(before.memory().weights());
    // each window more adds the same, to what does not depend on them
    project.set(Map.of("training.batchSize", "24"));
    long twelve = plan("development").memory().activations() - before.memory().activations();
    assertThat((double) after.memory().activations() - before.memory().activations())
        .isCloseTo(4.0 * twelve, within(16.0));
    project.set(Map.of("training.batchSize", "60"));
    Estimate estimate = ask("development", null, null);
    assertThat(estimate.otherwise()).isNotNull();
    assertThat(estimate.otherwise().memory().activations()).isEqualTo(after.activationsWith());
    assertThat(estimate.compared())
        .extracting(Estimate.Compared::profile)
        .containsExactly("a100-80gb", "h200");
  }

  @Test
  void adviceGoesBackIntoTheProjectAndComesTrue() {
    project.set(Map.of("training.batchSize", "60"));
    Plan tight = plan("development");
    Advice first = tight.advice().getFirst();
    project.set(first.settings());
    Plan then = plan("development");
    assertThat(then.fits()).isTrue();
    assertThat(then.memory()).isEqualTo(first.then().memory());
    assertThat(tight.advice()).anyMatch(a -> a.reason() == Advice.Reason.OTHER_HARDWARE);
  }

  @Test
  void stepsOfSeveralDevicesSeeAsManyTokensMore() {
    Plan plan = ask("medium", 2, new Planned(100, Planned.Unit.STEPS)).plan();
    assertThat(plan.profile().count()).isEqualTo(2);
    assertThat(plan.steps()).isEqualTo(100);
    assertThat(plan.workload().tokens()).isEqualTo(100.0 * 2 * 12 * 40 * 1024);
    Plan tokens = ask("medium", null, new Planned(1e9, Planned.Unit.TOKENS)).plan();
    assertThat(tokens.workload().tokens()).isEqualTo(1e9);
  }

  @Test
  void whatIsWrongIsSaidAndTheProfilesStayListed() throws IOException {
    project.set(Map.of("training.batchSize", "0"));
    var _ = profiles.copy("laptop", "mine");
    Files.writeString(profiles.file("mine"), "name: mine\n");
    Estimate estimate = ask("development", null, null);
    assertThat(estimate.plan()).isNull();
    assertThat(estimate.problem()).contains("training.batchSize");
    ListedProfile mine = estimate.profiles().getLast();
    assertThat(mine.name()).isEqualTo("mine");
    assertThat(mine.profile()).isNull();
    assertThat(mine.problem()).contains("device.name");
    assertThat(estimate.profiles().getFirst().profile()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10e9       | 1e10",
        "1,000,000  | 1e6",
        "2.5e6      | 2.5e6",
        "0          |",
        "many       |",
        "1e17       |",
        "-5         |",
      })
  void anAmountIsANumber(String words, @Nullable Double amount) {
    assertThat(Planned.parse(words).orElse(null)).isEqualTo(amount);
    assertThat(Planned.refusal(words).isPresent()).isEqualTo(amount == null);
  }

  @Test
  void pricesAreTriedOutAndKept() throws IOException {
    var _ = profiles.copy("h200", "mine");
    Plan plan = plan("mine");
    var prices = new Prices();
    CostPage before = prices.page("mine", plan);
    prices.set("mine", Prices.Kind.HOUR, "7.5");
    CostPage after = prices.page("mine", plan);
    assertThat(after.compute()).isCloseTo(7.5 * plan.hours(), within(1e-9 * after.compute()));
    assertThat(after.fast()).isEqualTo(before.fast());
    assertThat(prices.changed("mine", plan.profile())).isTrue();
    assertThat(plan("mine").profile().price().perHour()).isNotEqualTo(7.5);
    prices.keep(profiles, "mine");
    assertThat(plan("mine").profile().price().perHour()).isEqualTo(7.5);
    assertThat(prices.changed("mine", plan("mine").profile())).isFalse();
    assertThat(Prices.refusal("2,5")).isPresent();
    assertThat(Prices.refusal("-1")).isPresent();
    assertThat(Prices.refusal("2000000")).isPresent();
  }

  @Test
  void aProfileIsCheckedInTheWordsOfTheCore() {
    var _ = profiles.copy("laptop", "mine");
    var draft = new ProfileDraft(profiles.settings("mine"));
    assertThat(draft.problems()).isEmpty();
    draft.set("memory.gigabytes", "much");
    draft.set("device.count", "2");
    draft.set("device.name", "");
    assertThat(draft.problems())
        .containsOnlyKeys("memory.gigabytes", "bandwidth.linkGigabytesPerSecond", "device.name")
        .containsEntry(
            "memory.gigabytes",
            "`memory.gigabytes` is `much`, but must be a number from 0.1 to 1000000.");
    draft.set("memory.gigabytes", "24");
    draft.set("device.name", "mine");
    draft.set("bandwidth.linkGigabytesPerSecond", "10");
    draft.set("environment", "set A=1\n\nset B=2");
    assertThat(draft.problems()).isEmpty();
    profiles.save("mine", draft.settings());
    Profile saved = profiles.find("mine", DeviceName.CPU, 0);
    assertThat(saved.memoryBytes()).isEqualTo(24_000_000_000L);
    assertThat(saved.count()).isEqualTo(2);
    assertThat(saved.environment()).containsExactly("set A=1", "set B=2");
    assertThat(new ProfileDraft(profiles.settings("mine")).text("environment"))
        .isEqualTo("set A=1\nset B=2");
  }

  @Test
  void everyKeyOfAProfileHasAField() {
    var _ = profiles.copy("production", "mine");
    for (ProfileFields.Section section : ProfileFields.ALL) {
      for (ProfileFields.Field field : section.fields()) {
        for (Locale language : Texts.LANGUAGES) {
          var texts = new Texts(language);
          assertThat(field.key().endsWith(".source") || texts.has("hardware.field." + field.key()))
              .as(field.key())
              .isTrue();
        }
        var draft = new ProfileDraft(profiles.settings("mine"));
        // a number just beyond its range is refused by the core too, and at its end it is not
        if (field.form() == ProfileFields.Form.NUMBER) {
          draft.set(field.key(), Double.toString(2 * field.high()));
          assertThat(draft.problems()).containsOnlyKeys(field.key());
          draft.set(field.key(), Double.toString(field.high()));
          assertThat(draft.problems()).isEmpty();
        }
      }
    }
  }

  @Test
  void figuresSayWhatTheyRestOn() {
    var english = new PlanWords(new Texts(Locale.ENGLISH));
    assertThat(english.basis(Factors.NONE)).isEqualTo("estimated");
    assertThat(english.basis(new Factors(1, 2, true, List.of("2026-11-23-01-p"))))
        .isEqualTo("calibrated by run 2026-11-23-01-p");
    assertThat(english.duration(0.5)).isEqualTo("30.0 min");
    assertThat(english.duration(72)).isEqualTo("3.00 days");
    Plan plan = plan("medium");
    assertThat(english.sources(plan, true)).anyMatch(s -> s.contains("an example to be changed"));
    for (Locale language : Texts.LANGUAGES) {
      var texts = new Texts(language);
      for (Advice.Reason reason : Advice.Reason.values()) {
        assertThat(texts.has("hardware.why." + YamlReader.word(reason))).isTrue();
      }
    }
  }

  @Test
  void aFileIsShownByTheSystemsOwnProgram() {
    Path file = Path.of("/home/me/profiles/a.yaml");
    assertThat(FilePlace.command("Linux", file)).containsExactly("xdg-open", "/home/me/profiles");
    assertThat(FilePlace.command("Mac OS X", file)).contains("-R", file.toString());
    assertThat(FilePlace.command("Windows 11", file)).contains("/select," + file);
  }
}
