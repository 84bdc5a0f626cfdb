package org.modelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The engine takes every text that is kept as a golden file.
class GoldenProgramLoadTest {

  @Test
  void theEngineLoadsEveryText() throws IOException {
    try (Stream<Path> found =
            Files.list(Path.of("src/test/resources/org/modelwright/compile/golden"));
        Session session = Session.open(DeviceName.CPU, 1)) {
      List<Path> files = found.toList();
      assertThat(files).hasSizeGreaterThanOrEqualTo(12);
      for (Path file : files) {
        session.load(Files.readString(file)).close();
      }
    }
  }
}
