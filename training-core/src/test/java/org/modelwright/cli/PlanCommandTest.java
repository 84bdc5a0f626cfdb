package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelwright.file.Json;
import org.modelwright.project.Templates;
import tools.jackson.databind.JsonNode;

class PlanCommandTest {

  @TempDir private Path folder;
  private String project = "";

  @BeforeEach
  void project() throws IOException {
    Path path = Files.createDirectory(folder.resolve("p"));
    Templates.write(path, "gpt2-124m", "p");
    project = path.toString();
  }

  private JsonNode json(String... arguments) {
    InProcess result = InProcess.run(arguments);
    assertThat(result.exit()).as(result.err()).isZero();
    return Json.pretty().readTree(result.out());
  }

  @Test
  void thePlanHasTheKeysThatScriptsRelyOn() {
    JsonNode plan =
        json(
            "plan",
            project,
            "--profile",
            "development",
            "--json",
            "--tokens",
            "1e9",
            "--set",
            "training.batchSize=120");
    assertThat(plan.path("fits").isBoolean()).isTrue();
    JsonNode memory = plan.path("memoryBytes");
    long sum = 0;
    for (String part :
        new String[] {"weights", "gradients", "optimizer", "activations", "workspace"}) {
      assertThat(memory.path(part).isIntegralNumber()).as(part).isTrue();
      sum += memory.path(part).asLong();
    }
    assertThat(memory.path("total").asLong()).isEqualTo(sum);
    assertThat(memory.path("weights").asLong()).isEqualTo(4 * 124_439_808L);
    for (String figure : new String[] {"tokensPerSecond", "hours", "energyKWh", "cost"}) {
      assertThat(plan.path(figure).isNumber()).as(figure).isTrue();
    }
    assertThat(plan.path("hours").asDouble() * 3600 * plan.path("tokensPerSecond").asDouble())
        .isBetween(0.999e9, 1.001e9);
    assertThat(plan.path("advice").isArray()).isTrue();
    assertThat(plan.path("advice").get(0).path("change").asString("")).contains("training.");
    assertThat(plan.path("sources").path("tokensPerSecond").asString("")).contains("assumed");
  }

  @Test
  void peopleSeeABarAndWhatToChange() {
    InProcess result =
        InProcess.run(
            "plan", project, "--profile", "development", "--set", "training.batchSize=120");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("IT DOES NOT FIT")
        .contains("training.activationCheckpointing=1")
        .contains("estimated")
        .containsPattern("(?m)^\\[w*g*o*a+[|aw]*w*\\]$");
  }

  @Test
  void thisMachineIsTheDefault() {
    JsonNode plan = json("plan", project, "--json", "--set", "hardware.device=cpu");
    assertThat(plan.path("profile").asString("")).isEqualTo("this-machine");
    assertThat(plan.path("measured").isNull()).isTrue();
  }

  @Test
  void twoProfilesSideBySide() {
    JsonNode page = json("plan", project, "--compare", "a100-80gb,h200", "--json");
    JsonNode a = page.path("compare").get(0);
    JsonNode b = page.path("compare").get(1);
    assertThat(a.path("profile").asString("")).isEqualTo("a100-80gb");
    double high = Math.max(a.path("total").asDouble(), b.path("total").asDouble());
    double low = Math.min(a.path("total").asDouble(), b.path("total").asDouble());
    assertThat(page.path("savingPercent").asDouble())
        .isCloseTo(100 * (1 - low / high), org.assertj.core.api.Assertions.within(1e-9));
    assertThat(InProcess.run("plan", project, "--compare", "a100-80gb,h200").out())
        .contains("device hours")
        .contains("saves");
  }

  @Test
  void profilesAreListed() {
    JsonNode profiles = json("profiles", "--json").path("profiles");
    assertThat(profiles.get(0).path("name").asString("")).isEqualTo("this-machine");
    assertThat(profiles.get(0).path("memoryBytes").asLong()).isPositive();
    assertThat(InProcess.run("profiles").out()).contains("a100-80gb").contains("production");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--profile=h20             | did you mean `h200`",
        "--profile=nowhere/p.yaml  | There is no profile",
        "--tokens=0                | --tokens",
        "--tokens=many             | must be a number",
        "--compare=h200            | two profiles",
        "--compare=h200,h10        | There is no profile `h10`",
        "--set=training.batchSize=0| training.batchSize",
        "--set=data.context=2048   | data.context",
      })
  void whatIsWrongIsSaidInASentence(String option, String words) {
    InProcess result = InProcess.run("plan", project, option);
    assertThat(result.refusal()).contains(words);
  }

  @Test
  void exitCodesAreThoseOfEveryCommand() {
    assertThat(InProcess.run("plan", project, "--profil", "h200").exit()).isEqualTo(2);
    assertThat(InProcess.run("profiles", "copy", "h200").exit()).isEqualTo(2);
    assertThat(InProcess.run("profiles", "copy", "h200", "Not/AName").refusal()).contains("name");
    assertThat(InProcess.run("plan", folder.toString()).refusal()).contains("modelwright.yaml");
  }
}
