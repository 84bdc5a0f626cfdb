package org.modelwright.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.modelwright.compile.Compiler;
import org.modelwright.data.DataSettings;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.file.Json;
import org.modelwright.file.Safetensors;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.run.EventLog;
import org.modelwright.train.Checkpoints;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingSettings;

/// Many broken files for every reader: each is read, or refused in words, soon.
class BrokenFilePropertyTest {

  private static BrokenFiles files;

  @BeforeContainer
  static void open() throws IOException {
    files = new BrokenFiles(BrokenFiles.TRIES);
  }

  @AfterContainer
  static void close() throws IOException {
    files.close();
  }

  private static byte[] resource(String path) throws IOException {
    try (var in = BrokenFilePropertyTest.class.getResourceAsStream(path)) {
      return in.readAllBytes();
    }
  }

  private static byte[] template(String file) throws IOException {
    return resource("/org/modelwright/assets/templates/java-lm/" + file);
  }

  private static void drawing(Path file) {
    var drawing = ArchitectureYaml.read(file).architecture();
    assertThat(ArchitectureYaml.write(drawing)).isNotEmpty();
    var _ = Compiler.compile(drawing, java.util.OptionalLong.of(512));
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void drawings(@ForAll long seed) throws Exception {
    files.tryReading(
        "architecture.yaml", template("architecture.yaml"), seed, BrokenFilePropertyTest::drawing);
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void settings(@ForAll long seed) throws Exception {
    files.tryReading(
        "training.yaml",
        template("training.yaml"),
        seed,
        file -> TrainingSettings.read(new YamlReader(Yaml.read(file), "training.")));
    files.tryReading(
        "data.yaml",
        template("data.yaml"),
        seed,
        file -> DataSettings.read(new YamlReader(Yaml.read(file), "data."), files.folder()));
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void tokenizers(@ForAll long seed) throws Exception {
    files.tryReading(
        "tokenizer.json",
        TokenizerFiles.BYTES[(int) (seed & 1)],
        seed,
        file -> {
          Tokenizer tokenizer = Tokenizers.load(file);
          assertThat(tokenizer.vocabularySize()).isPositive();
        });
  }

  private static final class TokenizerFiles {

    /// One that we run ourselves, and one with few words, of which many are still whole after a change.
    static final byte[][] BYTES = {json(new TokenizerSettings.Bytes()), json(300)};

    private static byte[] json(TokenizerSettings settings) {
      return Tokenizers.learner(settings)
          .finish(org.modelwright.progress.Progress.NONE)
          .json()
          .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] json(int vocabulary) {
      var learner = Tokenizers.learner(new TokenizerSettings.Bpe(vocabulary));
      learner.learn("the cat sat on the mat and the hen ate the oat that the cat sat on");
      return learner
          .finish(org.modelwright.progress.Progress.NONE)
          .json()
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void weights(@ForAll long seed) throws Exception {
    Path whole = files.folder().resolve("whole.safetensors");
    if (!Files.exists(whole)) {
      List<Safetensors.Entry> entries = new ArrayList<>();
      for (String name : List.of("embed.weight", "norm.weight")) {
        entries.add(
            new Safetensors.Entry(
                name,
                "F32",
                new long[] {2, 3},
                () -> ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN)));
      }
      Safetensors.write(whole, entries, Map.of("step", "1"));
    }
    files.tryReading(
        "model.safetensors",
        Files.readAllBytes(whole),
        seed,
        file ->
            Safetensors.read(file)
                .values()
                .forEach(tensor -> {
                  while (tensor.bytes().hasRemaining()) {
                    tensor.bytes().get();
                  }
                }));
  }

  private static final String EVENTS =
      """
      {"type":"state","time":"2026-01-02T03:04:05Z","state":"preparing"}
      {"type":"step","time":"2026-01-02T03:04:06Z","step":1,"tokens":768,"loss":4.17,"learningRate":1e-5,"gradientNorm":2.5,"tokensPerSecond":9000.5,"memoryBytes":1000000,"outsideNativeShare":0.01,"millis":40.5}
      {"type":"validated","time":"2026-01-02T03:04:07Z","step":1,"loss":4.1,"tokens":1000}
      {"type":"resumed","time":"2026-01-02T03:04:08Z","fromStep":1}
      {"type":"completed","time":"2026-01-02T03:04:09Z","summary":{"steps":1,"trainLoss":4.17,"tokensPerSecond":1,"millisPerStep":1,"outsideNativeShare":0,"peakMemoryBytes":1}}
      """;

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void events(@ForAll long seed) throws Exception {
    files.tryReading(
        "events.jsonl",
        EVENTS.getBytes(StandardCharsets.UTF_8),
        seed,
        file -> assertThat(EventLog.read(file)).doesNotContainNull());
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void runs(@ForAll long seed) throws Exception {
    Path whole = files.folder().resolve("whole.json");
    if (!Files.exists(whole)) {
      new RunConfiguration(
              new String(template("architecture.yaml"), StandardCharsets.UTF_8),
              Yaml.parse(new String(template("data.yaml"), StandardCharsets.UTF_8), "data"),
              Yaml.parse(new String(template("training.yaml"), StandardCharsets.UTF_8), "training"),
              "cpu",
              2,
              new RunConfiguration.Frozen(2, "a cpu", "2.7.1", Map.of(), Map.of(), null),
              Map.of("seed", "1"))
          .write(whole);
    }
    files.tryReading(
        "run.json",
        Files.readAllBytes(whole),
        seed,
        file -> {
          RunConfiguration configuration = RunConfiguration.read(file);
          var _ = configuration.trainingSettings();
        });
  }

  @Property(shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void states(@ForAll long seed) throws Exception {
    Path checkpoint = Files.createDirectories(files.folder().resolve("step-000005"));
    String state =
        """
        {"step":5,"trainLoss":1.5,"validationLoss":null,"bestValidationLoss":2,"validationsSinceBest":0,
         "learningRateFactor":1.0,"lossScale":{"scale":65536.0,"calmSteps":3},
         "guard":{"losses":[1.0,2.0],"gradientNorms":[0.5]}}
        """;
    files.tryReading(
        "step-000005/state.json",
        state.getBytes(StandardCharsets.UTF_8),
        seed,
        _ -> {
          Checkpoints.State read = Checkpoints.state(checkpoint);
          assertThat(read.guard()).isNotNull();
          assertThat(Json.line().writeValueAsString(read)).isNotEmpty();
        });
  }
}
