package org.modelwright.app.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.app.command.CommandId;

class TranslationsTest {

  @ParameterizedTest
  @ValueSource(strings = {"workbench", "command", "start", "edit", "glossary", "queue"})
  void bothLanguagesHaveTheSameKeysWithTheSameArguments(String bundle) throws IOException {
    Map<String, String> english = read(bundle + ".properties");
    Map<String, String> chinese = read(bundle + "_zh_CN.properties");
    assertThat(chinese.keySet()).isEqualTo(english.keySet()).isNotEmpty();
    english.forEach((key, words) ->
        assertThat(new MessageFormat(chinese.get(key), Locale.ROOT).getFormatsByArgumentIndex())
            .as(key)
            .hasSameSizeAs(new MessageFormat(words, Locale.ROOT).getFormatsByArgumentIndex()));
  }

  @ParameterizedTest
  @EnumSource(CommandId.class)
  void everyCommandHasItsWords(CommandId id) {
    for (Locale language : Texts.LANGUAGES) {
      var texts = new Texts(language);
      assertThat(texts.get(id.textKey())).isNotBlank();
      assertThat(texts.get(id.menu().textKey())).isNotBlank();
    }
  }

  @Test
  void everyTermOfTheGlossaryIsExplained() {
    for (Locale language : Texts.LANGUAGES) {
      var texts = new Texts(language);
      assertThat(Glossary.all(texts)).hasSizeGreaterThanOrEqualTo(40);
      assertThat(Glossary.all(texts)).allSatisfy(t -> assertThat(t.meaning()).isNotBlank());
    }
    assertThat(Glossary.find(new Texts(Locale.ENGLISH), "swiglu").orElseThrow().name())
        .isEqualTo("SwiGLU, GeGLU");
    assertThat(Glossary.find(new Texts(Locale.ENGLISH), "noSuchTerm")).isEmpty();
  }

  private static Map<String, String> read(String file) throws IOException {
    var texts = new Properties();
    try (InputStream in =
        TranslationsTest.class.getResourceAsStream("/org/modelwright/assets/i18n/" + file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    var words = new TreeMap<String, String>();
    Arrays.asList(texts.stringPropertyNames().toArray(String[]::new))
        .forEach(key -> words.put(key, texts.getProperty(key)));
    return words;
  }
}
