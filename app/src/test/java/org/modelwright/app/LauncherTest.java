package org.modelwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

  @Test
  void nothingOpensTheWindow() {
    assertThat(Launcher.opensWindow()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "./train", "projects/mine", "/no/such/folder"})
  void aPathOpensTheWindow(String path) {
    assertThat(Launcher.opensWindow(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "doctor", "quickstart", "--version", "-h", "no-such-command"})
  void aWordGoesToTheCommandLine(String word) {
    assertThat(Launcher.opensWindow(word)).isFalse();
  }

  @Test
  void severalWordsGoToTheCommandLine() {
    assertThat(Launcher.opensWindow("inspect", ".")).isFalse();
  }

  @Test
  void onlyLinuxNeedsADisplayInTheEnvironment() {
    assertThat(Launcher.noDisplay("Linux", Map.of())).startsWith("There is no display");
    assertThat(Launcher.noDisplay("Linux", Map.of("DISPLAY", ":0"))).isNull();
    assertThat(Launcher.noDisplay("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))).isNull();
    assertThat(Launcher.noDisplay("Mac OS X", Map.of())).isNull();
    assertThat(Launcher.noDisplay("Windows 11", Map.of())).isNull();
  }
}
