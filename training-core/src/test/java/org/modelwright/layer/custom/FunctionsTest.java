package org.modelwright.layer.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The list of functions that custom layers may call.
class FunctionsTest {

  @Test
  void theHowToNamesEach() throws IOException {
    String guide = Files.readString(Path.of("../docs/howto/write-a-custom-layer.md"));
    assertThat(Functions.all().keySet()).allMatch(name -> guide.contains("`" + name + "`"));
  }

  /// What it may never contain, whoever extends it.
  @Test
  void holdsNothingThatReadsWritesDrawsOrAllocates() {
    assertThat(Functions.all().keySet())
        .noneMatch(name -> name.startsWith("_") || name.endsWith("_"))
        .doesNotContain(
            "save",
            "load",
            "from_file",
            "zeros",
            "ones",
            "full",
            "empty",
            "arange",
            "linspace",
            "eye",
            "expand",
            "repeat",
            "tile",
            "rand",
            "randn",
            "rand_like",
            "dropout",
            "bernoulli",
            "manual_seed",
            "set_grad_enabled",
            "requires_grad",
            "copy",
            "resize",
            "set_num_threads");
  }
}
