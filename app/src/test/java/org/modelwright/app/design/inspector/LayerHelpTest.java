package org.modelwright.app.design.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerCatalogue;
import org.modelwright.layer.Setting;

/// Every kind and every setting explains itself, and every word is translated.
class LayerHelpTest {

  private static Properties bundle(String name) throws IOException {
    var texts = new Properties();
    String path = "/org/modelwright/assets/i18n/" + name + ".properties";
    try (InputStream in = LayerHelpTest.class.getResourceAsStream(path)) {
      assertThat(in).as(path).isNotNull();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"layer", "layer_zh_CN"})
  void everyKindAndSettingHasHelpAndNothingElseHas(String name) throws IOException {
    var wanted = new TreeSet<String>();
    for (Layer layer : LayerCatalogue.all()) {
      String key = "layer." + layer.kind() + ".";
      for (String part : new String[] {"summary", "formula", "use", "paper"}) {
        wanted.add(key + part);
      }
      for (Setting<?> setting : layer.settings()) {
        wanted.add(key + setting.name());
        if (setting.ifAbsent() == null) {
          wanted.add(key + setting.name() + ".default");
        }
      }
    }
    assertThat(bundle(name).stringPropertyNames()).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"layer", "inspector", "problems", "custom"})
  void everyTextIsTranslatedAndCanBeSaid(String name) throws IOException {
    Properties english = bundle(name);
    Properties chinese = bundle(name + "_zh_CN");
    assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (Properties texts : new Properties[] {english, chinese}) {
      texts.forEach((key, text) ->
          assertThat(new MessageFormat((String) text, Locale.ENGLISH).toPattern())
              .as("%s", key)
              .isNotBlank());
    }
  }
}
