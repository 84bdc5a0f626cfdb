package org.modelwright.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserConfigTest {

  @Test
  void eachSystemHasItsPlace() {
    assertThat(UserConfig.folder("Linux", "/home/u", Map.of()))
        .isEqualTo(Path.of("/home/u/.config/modelwright"));
    assertThat(UserConfig.folder("Linux", "/home/u", Map.of("XDG_CONFIG_HOME", "/c")))
        .isEqualTo(Path.of("/c/modelwright"));
    assertThat(UserConfig.folder("Mac OS X", "/Users/u", Map.of("XDG_CONFIG_HOME", " ")))
        .isEqualTo(Path.of("/Users/u/Library/Application Support/modelwright"));
    assertThat(UserConfig.folder("Windows 11", "/u", Map.of("APPDATA", "/u/roaming")))
        .isEqualTo(Path.of("/u/roaming/modelwright"));
    assertThat(UserConfig.folder("Windows 11", "/u", Map.of("APPDATA", " ")))
        .isEqualTo(Path.of("/u/.config/modelwright"));
    assertThat(UserConfig.folder("Mac OS X", "/Users/u", Map.of()))
        .isEqualTo(Path.of("/Users/u/Library/Application Support/modelwright"));
  }
}
