package org.modelwright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// The texts of compiled programs, kept in files so that a change of them is seen and read. After a
/// change that is meant, run this test once with `-Dgolden.update=true` and read the diff.
class GoldenProgramTest {

  private static final Path FOLDER = Path.of("src/test/resources/org/modelwright/compile/golden");
  private static final ProgramText.AdamW OPTIMIZER = new ProgramText.AdamW(0.9, 0.95, 1e-8, 0.1, 1);

  static Stream<String> files() {
    return texts().keySet().stream();
  }

  private static Map<String, String> texts() {
    var texts = new TreeMap<String, String>();
    Map<String, String> drawings =
        Map.of("gpt", Models.GPT, "llama", Models.LLAMA, "repeated", Models.REPEATED);
    drawings.forEach((name, drawing) -> {
      Program program = Models.compile(drawing);
      KernelForms plain = KernelForms.PLAIN;
      texts.put(name + "-plain", ProgramText.plain(program));
      texts.put(name + "-training", ProgramText.training(program, plain, OPTIMIZER, 0));
      texts.put(
          name + "-checkpointed-training", ProgramText.training(program, plain, OPTIMIZER, 2));
      texts.put(name + "-evaluation", ProgramText.evaluation(Inference.apply(program), plain));
      texts.put(name + "-decoding", ProgramText.decoding(DecodeForm.apply(program)));
    });
    Program mixed = MixedPrecision.apply(Models.compile(Models.LLAMA), ElementType.BFLOAT16);
    texts.put("llama-bfloat16-plain", ProgramText.plain(mixed));
    texts.put(
        "gpt-other-forms-training",
        ProgramText.training(
            Models.compile(Models.GPT),
            new KernelForms(
                (in, out, element) -> LinearForm.CONVOLUTION,
                (heads, width, attention, element) -> AttentionForm.COMPOSED),
            new ProgramText.AdamW(0.9, 0.999, 1e-8, 0, 0),
            0));
    Program custom = Models.compile(CustomLayerDiagnosticsTest.drawing("Mine", "Mine", ""));
    texts.put("custom-plain", ProgramText.plain(custom));
    texts.put("custom-decoding", ProgramText.decoding(DecodeForm.apply(custom)));
    return texts;
  }

  @ParameterizedTest
  @MethodSource("files")
  void theTextIsTheOneInTheFile(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".txt");
    String text = texts().get(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  /// float32 and float64 programs move no element from one type to another.
  @ParameterizedTest
  @MethodSource("files")
  void castsStandInMixedPrecisionAlone(String name) {
    if (!name.contains("bfloat16")) {
      List<String> lines = texts().get(name).lines().toList();
      // the optimizer's flag and the rotation's angles are made, not converted features
      assertThat(lines).noneMatch(line -> line.contains("torch.to(") && !line.contains("bad = "));
    }
  }
}
