package org.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.engine.UserCache;

/// A project with a custom layer, from its refusal to the text it writes.
class CustomLayerIT {

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void project() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "the cat sat on a mat.\n".repeat(200));
    project = folder.resolve("p");
    InProcess made =
        InProcess.run(
            "new",
            project.toString(),
            "--template",
            "text-char",
            "--data",
            folder.resolve("text.txt").toString());
    assertThat(made.exit()).as(made.err()).isZero();
    draw("x * torch.sigmoid(beta * x) * gain");
  }

  private void draw(String result) throws IOException {
    Files.writeString(
        project.resolve("architecture.yaml"),
        """
        format: 1
        layers:
          ScaledSwish:
            inputs: [x]
            settings: {beta: 1.0}
            parameters:
              gain: {shape: [width], init: 1}
            positionwise: true
            code: |
              return %s
        main:
          nodes:
            - {id: tokens, kind: TokenInput}
            - {id: embed, kind: TokenEmbedding, from: [tokens], width: 16}
            - {id: act, kind: ScaledSwish, from: [embed], beta: 1.5}
            - {id: attention, kind: SelfAttention, from: [act], heads: 2}
            - {id: head, kind: LanguageModelHead, from: [attention]}
        """
            .formatted(result));
  }

  private CommandLineProcess run(String command, String... more) throws Exception {
    return CommandLineProcess.run(
        folder,
        Map.of(
            "XDG_CACHE_HOME", folder.resolve("cache").toString(),
            "ENGINE_CACHE_DIR", UserCache.engine().toString()),
        Stream.concat(Stream.of(command, project.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void runsOnceItHasBeenAllowed() throws Exception {
    for (String command : new String[] {"train", "check"}) {
      CommandLineProcess refused = run(command);
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.errorLines())
          .containsExactly(
              "architecture.yaml has the custom layer `ScaledSwish`, whose code has not run on this"
                  + " machine before; read it, then allow it with `modelwright trust "
                  + project
                  + "`.");
    }
    assertThat(project.resolve("runs")).doesNotExist();
    assertThat(run("inspect").exit()).isZero();

    CommandLineProcess unasked = run("trust");
    assertThat(unasked.exit()).isEqualTo(1);
    assertThat(unasked.err()).contains("torch.sigmoid(torch.mul(beta, x))", "add --yes");
    CommandLineProcess allowed = run("trust", "--yes");
    assertThat(allowed.out()).isEqualTo("Allowed: ScaledSwish.\n");

    CommandLineProcess checked = run("check", "--json");
    assertThat(checked.exit()).as(checked.err()).isZero();
    assertThat(checked.json().at("/layers/0/uses/0/dependence").asString())
        .isEqualTo("positionwise");
    CommandLineProcess trained =
        run("train", "--steps", "2", "--set", "data.context=16", "training.batchSize=2");
    assertThat(trained.exit()).as(trained.err()).isZero();
    CommandLineProcess written = run("generate", "--prompt", "the", "--max-tokens", "4");
    assertThat(written.exit()).as(written.err()).isZero();

    Files.delete(folder.resolve("cache/modelwright/trusted-layers"));
    draw("x * gain");
    CommandLineProcess again = run("generate", "--prompt", "the");
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.errorLines())
        .singleElement()
        .asString()
        .startsWith("Run ")
        .contains(" trust ");
  }

  @Test
  void hostileCodeIsRefusedAndLeavesNothing() throws Exception {
    for (String code :
        new String[] {
          "torch.save(x, 'stolen') * gain",
          "torch.from_file('text.txt', False, 9) * gain",
          "torch.zeros([999999999999]) * gain",
          "__import__('os').system('touch stolen') * gain"
        }) {
      draw(code);
      for (String command : new String[] {"train", "check", "inspect"}) {
        InProcess refused = InProcess.run(command, project.toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out() + refused.err()).contains("ScaledSwish", "ine 1, column ");
      }
    }
    assertThat(Path.of("stolen")).doesNotExist();
    assertThat(project.resolve("stolen")).doesNotExist();
    assertThat(project.resolve("runs")).doesNotExist();
  }
}
