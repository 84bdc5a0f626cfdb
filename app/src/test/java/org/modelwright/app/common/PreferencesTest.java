package org.modelwright.app.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {

  @TempDir Path folder;

  @Test
  void whatIsSavedIsThereAtTheNextStart() {
    Path file = folder.resolve("config").resolve("workbench.json");
    var preferences = new Preferences(file);
    preferences.set("theme", "dark");
    preferences.set("recent", "/a \"b\"\n/项目");
    preferences.save();
    var next = new Preferences(file);
    assertThat(next.get("theme", "light")).isEqualTo("dark");
    assertThat(next.get("recent", "")).isEqualTo("/a \"b\"\n/项目");
    assertThat(next.get("other", "default")).isEqualTo("default");
  }

  @Test
  void nothingChangedWritesNothing() {
    Path file = folder.resolve("workbench.json");
    new Preferences(file).save();
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1, 2]",
        "null",
        "\"word\"",
        "{\"theme\": {\"a\": 1}}",
        "{\"theme\": 3}"
      })
  void aBrokenFileMeansDefaults(String text) throws Exception {
    Path file = folder.resolve("workbench.json");
    Files.writeString(file, text);
    var preferences = new Preferences(file);
    assertThat(preferences.get("theme", "light")).isEqualTo("light");
    preferences.set("theme", "dark");
    preferences.save();
    assertThat(new Preferences(file).get("theme", "light")).isEqualTo("dark");
  }

  @Test
  void oneThatCannotBeWrittenIsNoError() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "").resolve("workbench.json");
    var preferences = new Preferences(file);
    preferences.set("theme", "dark");
    preferences.save();
    assertThat(preferences.get("theme", "light")).isEqualTo("dark");
  }

  @Test
  void numbersAreReadOrAreAtTheirDefault() {
    var preferences = new Preferences(folder.resolve("workbench.json"));
    preferences.set("a", "0.25");
    preferences.set("b", "NaN");
    assertThat(preferences.number("a", 1)).isEqualTo(0.25);
    assertThat(preferences.number("b", 1)).isEqualTo(1);
    assertThat(preferences.number("c", 1)).isEqualTo(1);
  }
}
