package org.modelwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the index finds is what a filter in plain Java finds, for conditions made at random.
class RunSearchPropertyTest {

  @TempDir static Path folder;
  private static RunIndex index;
  private static List<RunRow> rows;
  private static Map<String, RunFacts> facts;

  /// A condition in words, and what it means.
  private record Condition(String text, Predicate<RunRow> meaning) {}

  @BeforeAll
  static void write() throws Exception {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    List<RunFolder> written = new GeneratedRuns(runs).write(GeneratedRuns.plans(60, 80, 11));
    facts = new java.util.TreeMap<>();
    written.forEach(run -> facts.put(run.name(), RunFacts.of(run)));
    index = RunIndex.open(folder, runs);
    index.refresh();
    rows = index.rows(RunSearch.ALL);
    assertThat(rows).hasSize(60);
  }

  @AfterAll
  static void close() {
    index.close();
  }

  @Test
  void theIndexFindsWhatAFilterFinds() {
    var random = new Random(7);
    int found = 0;
    for (int i = 0; i < 1500; i++) {
      Condition condition = condition(random, 3);
      Set<String> expected = new TreeSet<>();
      rows.stream().filter(condition.meaning()).map(RunRow::run).forEach(expected::add);
      assertThat(index.names(RunSearch.parse(condition.text(), index.settings())))
          .as(condition.text())
          .isEqualTo(expected);
      found += expected.size();
    }
    assertThat(found).as("runs found, of 90,000").isBetween(10_000, 80_000);
  }

  private static Condition condition(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf(random);
    }
    Condition a = condition(random, depth - 1);
    Condition b = condition(random, depth - 1);
    return switch (random.nextInt(3)) {
      case 0 ->
          new Condition("(" + a.text() + ") AND (" + b.text() + ")", a.meaning().and(b.meaning()));
      case 1 ->
          new Condition("(" + a.text() + ") (" + b.text() + ")", a.meaning().and(b.meaning()));
      default ->
          new Condition("(" + a.text() + " or " + b.text() + ")", a.meaning().or(b.meaning()));
    };
  }

  private static Condition leaf(Random random) {
    String operator = List.of("=", "!=", "<", "<=", ">", ">=").get(random.nextInt(6));
    return switch (random.nextInt(9)) {
      case 0 -> {
        String word = List.of("java", "WIDE", "repeat", "-03-", "nowhere").get(random.nextInt(5));
        yield new Condition(
            word, r -> r.run().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)));
      }
      case 1 -> {
        double value = List.of(1.4, 1.5, 1.6, 3.0, Double.NaN).get(random.nextInt(5));
        yield new Condition(
            "loss " + operator + " " + value, r -> holds(operator, r.trainLoss(), value));
      }
      case 2 -> {
        double value = 10 * random.nextInt(9);
        yield new Condition(
            "STEPS" + operator + (int) value, r -> holds(operator, (double) r.steps(), value));
      }
      case 3 -> {
        double value = 1e-4 * (1 + random.nextInt(30));
        yield new Condition(
            "training.learningrate " + operator + " " + value,
            r ->
                holds(
                    operator,
                    Double.valueOf(facts.get(r.run()).settings().get("training.learningRate")),
                    value));
      }
      case 4 -> {
        String state = List.of("failed", "Stopped", "completed").get(random.nextInt(3));
        yield new Condition(
            "state " + operator + " " + state,
            r -> holds(operator, r.state().word(), state.toLowerCase(Locale.ROOT)));
      }
      case 5 -> {
        String tag = List.of("baseline", "keep", "nobody").get(random.nextInt(3));
        boolean not = random.nextBoolean();
        yield new Condition(
            "tag " + (not ? "!=" : "=") + " " + tag, r -> not != r.tags().contains(tag));
      }
      case 6 ->
          new Condition("note ~ \"Feed-Forward, first\"", r -> r.note().contains("feed-forward"));
      case 7 ->
          new Condition(
              "bestValidationLoss " + operator + " 1.65",
              r -> holds(operator, r.bestValidationLoss(), 1.65));
      default ->
          new Condition(
              "provenance.repeated " + operator + " 2026-11-01-01-small-java",
              r ->
                  holds(
                      operator,
                      facts.get(r.run()).settings().get("provenance.repeated"),
                      "2026-11-01-01-small-java"));
    };
  }

  /// What is not there is unlike everything, and neither below nor above.
  private static <T extends Comparable<T>> boolean holds(String operator, T has, T value) {
    if (has == null) {
      return operator.equals("!=");
    }
    int order = has.compareTo(value);
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }
}
