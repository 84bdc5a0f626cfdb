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
import org.modelwright.operator.NamePattern;
import org.modelwright.operator.Program;

/// The texts of compiled programs, kept in files so that a change of them is seen and read. After a
/// change that is meant, run this test once with `-Dgolden.update=true` and read the diff.
class GoldenProgramTest {

  private static final Path FOLDER = Path.of("src/test/resources/org/modelwright/compile/golden");
  private static final Optimizer.AdamW ADAM_W = new Optimizer.AdamW(0.9, 0.95, 1e-8);
  private static final Optimizer OPTIMIZER = new Optimizer(ADAM_W, 0.1, 1, 0, List.of());

  static Stream<String> files() {
    return texts().keySet().stream();
  }

  private static Map<String, String> texts() {
    var texts = new TreeMap<String, String>();
    Map<String, String> drawings =
        Map.of(
            "gpt", Models.GPT,
            "llama", Models.LLAMA,
            "mixture", Models.MIXTURE,
            "repeated", Models.REPEATED);
    drawings.forEach((name, drawing) -> {
      Program program = Models.compile(drawing);
      KernelForms plain = KernelForms.PLAIN;
      texts.put(name + "-plain", ProgramText.plain(program));
      texts.put(name + "-training", training(program, plain, OPTIMIZER, 0));
      texts.put(name + "-checkpointed-training", training(program, plain, OPTIMIZER, 2));
      texts.put(name + "-evaluation", ProgramText.evaluation(Inference.apply(program), plain));
      texts.put(name + "-decoding", ProgramText.decoding(DecodeForm.apply(program)));
    });
    Program mixed = MixedPrecision.apply(Models.compile(Models.LLAMA), ElementType.BFLOAT16);
    texts.put("llama-bfloat16-plain", ProgramText.plain(mixed));
    texts.put(
        "gpt-other-forms-training",
        training(
            Models.compile(Models.GPT),
            new KernelForms(
                (in, out, element) -> LinearForm.CONVOLUTION,
                (heads, width, attention, element) -> AttentionForm.COMPOSED),
            new Optimizer(new Optimizer.AdamW(0.9, 0.999, 1e-8), 0, 0, 0, List.of()),
            0));
    Program gpt = Models.compile(Models.GPT);
    Optimizer.Rule lion = new Optimizer.Lion(0.9, 0.99);
    var slower = new Optimizer.Rate(new NamePattern("embed.*"), 0.1);
    Map.of(
            "lion-averaged", new Optimizer(lion, 0.1, 1, 0.999, List.of(slower)),
            "muon", new Optimizer(new Optimizer.Muon(0.95, ADAM_W), 0.1, 1, 0, List.of()),
            "sgd", new Optimizer(new Optimizer.Sgd(0.9), 0.1, 1, 0, List.of()))
        .forEach((name, optimizer) ->
            texts.put("gpt-" + name + "-training", training(gpt, KernelForms.PLAIN, optimizer, 0)));
    texts.put(
        "llama-lora-plain",
        ProgramText.plain(
            new Lora(2, 4, List.of(new NamePattern("*.query"), new NamePattern("*mlp.*")))
                .apply(Models.compile(Models.LLAMA))));
    texts.put(
        "gpt-loss-terms-training",
        training(gpt, KernelForms.PLAIN, OPTIMIZER, 0, new LossTerms(0.1, 1e-4)));
    Program custom = Models.compile(CustomLayerDiagnosticsTest.drawing("Mine", "Mine", ""));
    texts.put("custom-plain", ProgramText.plain(custom));
    texts.put("custom-decoding", ProgramText.decoding(DecodeForm.apply(custom)));
    return texts;
  }

  private static String training(
      Program program, KernelForms forms, Optimizer optimizer, int checkpointing) {
    return training(program, forms, optimizer, checkpointing, LossTerms.NONE);
  }

  private static String training(
      Program program, KernelForms forms, Optimizer optimizer, int checkpointing, LossTerms terms) {
    return ProgramText.training(
        program,
        forms,
        optimizer,
        optimizer.groups(program, program.slots()).keySet(),
        checkpointing,
        terms);
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

  /// float32 and float64 programs move no element from one type to another; Muon's own products may.
  @ParameterizedTest
  @MethodSource("files")
  void castsStandInMixedPrecisionAlone(String name) {
    if (!name.contains("bfloat16") && !name.contains("muon")) {
      List<String> lines = texts().get(name).lines().toList();
      // the optimizer's flag and the rotation's angles are made, not converted features
      assertThat(lines).noneMatch(line -> line.contains("torch.to(") && !line.contains("bad = "));
    }
  }
}
