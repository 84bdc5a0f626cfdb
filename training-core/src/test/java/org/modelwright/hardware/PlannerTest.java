package org.modelwright.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;
import org.modelwright.project.Templates;

class PlannerTest {

  /// GPT-2's smallest model (Radford et al., 2019), tables and biases included.
  private static final long GPT2 = 124_439_808;

  @TempDir private Path folder;

  private Workload workload(String template, String... settings) throws IOException {
    Templates.write(folder, template, "p");
    return Project.open(folder, List.of(settings)).workload(Progress.NONE);
  }

  private Plan gpt2(String profile, String... settings) throws IOException {
    return plan(workload("gpt2-124m", settings), profile);
  }

  private static Plan plan(Workload workload, String profile) {
    return Planner.plan(workload, Profiles.builtIn(profile), Factors.NONE);
  }

  @ParameterizedTest
  @CsvSource({"adamw, 2", "sgd, 1", "lion, 1"})
  void stateFollowsFromTheNumberOfParameters(String optimizer, int moments) throws IOException {
    MemoryNeed memory = gpt2("a100-80gb", "training.optimizer=" + optimizer).memory();
    assertThat(memory.weights()).isEqualTo(4 * GPT2);
    assertThat(memory.gradients()).isEqualTo(4 * GPT2);
    assertThat(memory.optimizer()).isEqualTo(moments * 4 * GPT2);
    assertThat(memory.total())
        .isEqualTo(
            memory.weights()
                + memory.gradients()
                + memory.optimizer()
                + memory.activations()
                + memory.workspace());
  }

  @Test
  void muonKeepsOneMomentOfMatricesAndTwoOfTheRest() throws IOException {
    // 12 layers: query, key, value, out of 768 x 768, and two maps of 768 x 3072
    long matrices = 12L * (4 * 768 * 768 + 2 * 768 * 3072);
    MemoryNeed memory = gpt2("a100-80gb", "training.optimizer=muon").memory();
    assertThat(memory.optimizer()).isEqualTo(4 * (matrices + 2 * (GPT2 - matrices)));
  }

  @Test
  void anAverageIsOneMoreCopy() throws IOException {
    assertThat(gpt2("a100-80gb", "training.averageDecay=0.999").memory().optimizer())
        .isEqualTo(3 * 4 * GPT2);
  }

  @Test
  void frozenParametersHaveNoGradients() throws IOException {
    MemoryNeed memory = gpt2("a100-80gb", "training.freeze=embed.*").memory();
    assertThat(memory.weights()).isEqualTo(4 * GPT2);
    assertThat(memory.gradients()).isEqualTo(4 * (GPT2 - 50257L * 768));
  }

  @Test
  void theAllReduceIsARing() throws IOException {
    Plan four = gpt2("medium");
    assertThat(four.time().bytesSent()).isEqualTo(2.0 * 3 / 4 * 4 * GPT2);
    assertThat(four.time().communication())
        .isCloseTo(2.0 * 3 / 4 * 4 * GPT2 / 450e9, within(1e-12));
    Plan many = gpt2("production");
    assertThat(many.time().bytesSent()).isEqualTo(2.0 * 255 / 256 * 4 * GPT2);
    // the network of a node is slower than the link
    assertThat(many.time().communication())
        .isCloseTo(2.0 * 255 / 256 * 4 * GPT2 / 400e9, within(1e-12));
    assertThat(gpt2("h200").time().bytesSent()).isZero();
  }

  @Test
  void hoursEnergyAndCostFollowFromTokensPerSecond() throws IOException {
    Plan plan = plan(workload("gpt2-124m").withTokens(1e9), "medium");
    double hours = 1e9 / plan.tokensPerSecond() / 3600;
    assertThat(plan.hours()).isCloseTo(hours, within(1e-9 * hours));
    assertThat(plan.energyKilowattHours()).isCloseTo(4 * 0.7 * hours, within(1e-9));
    assertThat(plan.cost()).isCloseTo(4 * 3 * hours, within(1e-9));
    // 12 windows x 40 x 1024 tokens on each of four
    assertThat(plan.steps()).isEqualTo(Math.ceilDiv(1_000_000_000, 4 * 12 * 40 * 1024));
  }

  @Test
  void onAGpuThePlanReachesTheAssumedShareOfThePeak() throws IOException {
    Plan plan = gpt2("a100-80gb");
    // a step of 491,520 tokens is work enough that starting kernels and updating hardly count
    assertThat(plan.mfu()).isBetween(0.24, 0.25);
    // nanoGPT's `estimate_mfu` counts 6 N + 12 L H Q T operations a token
    double flops = 6 * (GPT2 - 1024 * 768.0) + 12 * 12 * 768 * 1024.0;
    assertThat(plan.tokensPerSecond() * flops / 312e12)
        .isCloseTo(plan.mfu(), within(0.02 * plan.mfu()));
  }

  @ParameterizedTest
  @CsvSource({"laptop", "h200"})
  void moreIsNeverLess(String profile) throws IOException {
    Workload before = workload("java-lm", "training.batchSize=1");
    long bytes = plan(before, profile).memory().total();
    double seconds = plan(before, profile).time().seconds();
    for (int rows : List.of(2, 3, 8, 32, 100)) {
      Workload more = workload("java-lm", "training.batchSize=" + rows);
      Plan plan = plan(more, profile);
      assertThat(plan.memory().total()).isGreaterThanOrEqualTo(bytes);
      assertThat(plan.time().seconds()).isGreaterThanOrEqualTo(seconds);
      assertThat(plan.activationsWith()).isLessThanOrEqualTo(plan.activationsWithout());
      bytes = plan.memory().total();
      seconds = plan.time().seconds();
    }
  }

  @Test
  void autoIsTheLargestPowerOfTwoThatFits() throws IOException {
    Plan plan = gpt2("development", "training.batchSize=auto", "training.accumulation=1");
    int rows = plan.workload().training().batchSize();
    assertThat(plan.fits()).isTrue();
    assertThat(rows * plan.workload().training().accumulation()).isEqualTo(64);
    assertThat(
            gpt2("development", "training.batchSize=" + 2 * rows, "training.accumulation=1").fits())
        .isFalse();
  }

  @Test
  void adviceCanBeAppliedAndDoesWhatItSays() throws IOException {
    Plan tight = gpt2("development", "training.batchSize=60", "training.accumulation=2");
    assertThat(tight.fits()).isFalse();
    assertThat(tight.advice()).isNotEmpty();
    assertThat(tight.advice().getFirst().then().fits()).isTrue();
    assertThat(tight.advice())
        .anyMatch(a -> a.change().equals("training.activationCheckpointing=1"));
    for (Advice advice : tight.advice()) {
      String[] changes = (advice.change()).split(" ");
      List<String> settings =
          new java.util.ArrayList<>(List.of("training.batchSize=60", "training.accumulation=2"));
      settings.addAll(List.of(changes));
      Plan then = gpt2("development", settings.toArray(String[]::new));
      assertThat(then.memory()).isEqualTo(advice.then().memory());
      assertThat(then.memory().total()).isLessThan(tight.memory().total());
      if (advice.settings().containsKey("training.batchSize")) {
        assertThat(then.workload().training().tokensPerStep(1024))
            .isEqualTo(tight.workload().training().tokensPerStep(1024));
      }
    }
  }

  @Test
  void whereItFitsOnlyWhatIsFasterIsAdvised() throws IOException {
    Plan plan = gpt2("medium", "training.precision=fp32", "training.batchSize=1");
    assertThat(plan.fits()).isTrue();
    assertThat(plan.advice())
        .allMatch(a -> a.then().hours() < plan.hours() && a.then().fits())
        .anyMatch(a -> a.change().equals("training.precision=bf16"))
        .anyMatch(a -> a.change().equals("device.count=8"));
  }

  @Test
  void otherHardwareIsAdvisedWhereItFitsAndNothingFasterIsCheaper() throws IOException {
    Workload workload = workload("gpt2-124m", "training.batchSize=60");
    List<Profile> others =
        List.of(
            Profiles.builtIn("a100-80gb"),
            Profiles.builtIn("h200").withPrices(4, 0, 0, 0),
            Profiles.builtIn("h200").withName("dear").withPrices(8, 0, 0, 0),
            Profiles.builtIn("laptop"));
    Plan tight = Planner.plan(workload, Profiles.builtIn("development"), Factors.NONE, others);
    List<Advice> elsewhere =
        tight.advice().stream().filter(a -> a.reason() == Advice.Reason.OTHER_HARDWARE).toList();
    assertThat(tight.fits()).isFalse();
    assertThat(elsewhere).allMatch(a -> a.then().fits()).isNotEmpty();
    assertThat(elsewhere)
        .extracting(a -> a.then().profile().name())
        .contains("h200")
        .doesNotContain("dear", "laptop");
    assertThat(elsewhere.getFirst().change()).startsWith("--profile ");
    for (int i = 1; i < elsewhere.size(); i++) {
      assertThat(elsewhere.get(i).then().cost()).isLessThan(elsewhere.get(i - 1).then().cost());
      assertThat(elsewhere.get(i).then().hours())
          .isGreaterThan(elsewhere.get(i - 1).then().hours());
    }
  }

  @Test
  void muonTakesTimeForItsProducts() throws IOException {
    Plan adamw = gpt2("laptop", "training.accumulation=1", "training.precision=fp32");
    Plan muon =
        gpt2(
            "laptop",
            "training.accumulation=1",
            "training.precision=fp32",
            "training.optimizer=muon");
    // five steps of 2 r^2 c + r^3 multiply-adds a matrix
    double work = 12 * 5 * (4 * 3 * Math.pow(768, 3) + 2 * (8 + 1) * Math.pow(768, 3));
    assertThat(muon.time().update() - adamw.time().update())
        .isCloseTo(2 * work / (0.6 * 0.77e12), within(0.3));
  }

  @Test
  void aPrecisionThatTheDeviceLacksIsRefused() throws IOException {
    Workload workload = workload("gpt2-124m");
    Profile laptop = Profiles.builtIn("laptop");
    var old =
        new Profile(
            "old",
            "",
            laptop.kind(),
            "an old one",
            1,
            1,
            laptop.memoryBytes(),
            java.util.Map.of(org.modelwright.train.TrainingSettings.Precision.FP32, 1e12),
            laptop.bandwidth(),
            laptop.price(),
            1,
            laptop.fast(),
            laptop.archive(),
            List.of(),
            java.util.Map.of());
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Planner.plan(workload, old, Factors.NONE))
        .withMessageContaining("peakTeraflops.bf16");
  }

  @Test
  void severalDevicesWithoutALinkAreRefused() throws IOException {
    Workload workload = workload("java-lm");
    Profile two = Profiles.builtIn("laptop").withCount(2);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Planner.plan(workload, two, Factors.NONE))
        .withMessageContaining("bandwidth.linkGigabytesPerSecond");
  }

  @Test
  void whatRunsHaveTaughtScalesTheEstimate() throws IOException {
    Workload workload = workload("java-lm");
    Profile laptop = Profiles.builtIn("laptop");
    Plan plain = Planner.plan(workload, laptop, Factors.NONE);
    Plan taught = Planner.plan(workload, laptop, new Factors(1.5, 2, true, List.of("a run")));
    assertThat(taught.memory().weights()).isEqualTo(plain.memory().weights());
    assertThat((double) taught.memory().total() - taught.memory().state())
        .isCloseTo(1.5 * (plain.memory().total() - plain.memory().state()), within(2.0));
    assertThat(taught.tokensPerSecond())
        .isCloseTo(plain.tokensPerSecond() / 2, within(1e-6 * plain.tokensPerSecond()));
  }

  /// Prices of the profile: 3 a device hour, 0.1 and 0.02 a gigabyte and month of 730 hours, 0.09 a gigabyte.
  @Test
  void theCostPageAddsUp() throws IOException {
    Plan plan = gpt2("medium");
    CostPage page = CostPage.of(plan);
    double checkpoint = 3 * 4.0 * GPT2;
    double fast = (2 * plan.workload().tokens() + 3 * checkpoint) / 1e9;
    double expected =
        4 * plan.hours() * 3
            + fast * 0.1 * plan.hours() / 730
            + 2 * checkpoint / 1e9 * 0.02
            + 4.0 * GPT2 / 1e9 * 0.09;
    assertThat(page.total()).isCloseTo(expected, within(1e-9 * expected));
    CostPage one = CostPage.of(gpt2("h200"));
    assertThat(one.savingPercent(page))
        .isCloseTo(100 * (page.total() - one.total()) / page.total(), within(1e-9));
  }
}
