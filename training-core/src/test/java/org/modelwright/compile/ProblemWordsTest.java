package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelwright.graph.Problem;

/// Problems in both languages.
class ProblemWordsTest {

  private static final Path SOURCES = Path.of("src/main/java/org/modelwright");
  private static final Pattern KEY = Pattern.compile("\"(problem\\.[A-Za-z.]+)\"");
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}");

  @Test
  void everyKeyIsSaidInBothLanguagesAndNoOther() throws IOException {
    Set<String> expected = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        KEY.matcher(Files.readString(file)).results().map(r -> r.group(1)).forEach(expected::add);
      }
    }
    assertThat(expected).hasSizeGreaterThan(50);
    for (String key : List.copyOf(expected)) {
      if (!key.startsWith("problem.part.")) {
        expected.add(key + ".remedy");
      }
    }
    assertThat(bundle("").stringPropertyNames()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(bundle("_zh_CN").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void bothLanguagesSayTheSameArguments() throws IOException {
    Properties english = bundle("");
    Properties chinese = bundle("_zh_CN");
    for (String key : english.stringPropertyNames()) {
      assertThat(places(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
      for (Properties language : List.of(english, chinese)) {
        String pattern = language.getProperty(key);
        // a single quote would swallow arguments
        assertThat(new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex())
            .as(key)
            .hasSize(places(pattern).stream().mapToInt(p -> p + 1).max().orElse(0));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.modelwright.compile.Faults#all")
  void aFaultIsToldInChineseWithTheSameNames(Faults.Fault fault) {
    for (Problem problem : Models.compilation(fault.drawing()).problems()) {
      String message = problem.message(Locale.SIMPLIFIED_CHINESE);
      String remedy = problem.remedy(Locale.SIMPLIFIED_CHINESE);
      assertThat(message).matches("(?s).*\\p{IsHan}.*。").doesNotContain("{", "null");
      assertThat(remedy).matches("(?s).*\\p{IsHan}.*。").doesNotContain("{", "null");
      assertThat(problem.message()).doesNotContain("{").isEqualTo(problem.message(Locale.ENGLISH));
      assertThat(problem.remedy(Locale.FRENCH)).isEqualTo(problem.remedy()).doesNotContain("{");
    }
  }

  @Test
  void aSentenceInChinese() {
    Problem problem =
        Models.compilation(Models.around("{id: it, kind: SelfAttention, from: [embed], heads: 3}"))
            .problems()
            .getFirst();
    assertThat(problem.message(Locale.SIMPLIFIED_CHINESE)).isEqualTo("“heads”为 3，不能整除宽度 8。");
    assertThat(problem.remedy(Locale.SIMPLIFIED_CHINESE)).isEqualTo("请将 heads 设为 2。");
    assertThat(problem.sentence())
        .isEqualTo("`heads` is 3, which does not divide the width 8; set heads to 2.");
  }

  private static Set<Integer> places(String pattern) {
    Set<Integer> places = new TreeSet<>();
    PLACE.matcher(pattern).results().forEach(r -> places.add(Integer.valueOf(r.group(1))));
    return places;
  }

  private static Properties bundle(String language) throws IOException {
    String name = "/org/modelwright/assets/i18n/problem" + language + ".properties";
    var properties = new Properties();
    try (InputStream in = ProblemWordsTest.class.getResourceAsStream(name)) {
      properties.load(
          new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8));
    }
    return properties;
  }
}
