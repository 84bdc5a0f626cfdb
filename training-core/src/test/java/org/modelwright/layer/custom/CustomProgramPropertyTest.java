package org.modelwright.layer.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.modelwright.fuzz.Mutation;
import org.modelwright.layer.LayerException;

/// Random programs that are mostly right, and the same ones damaged: each is printed in allowed words,
/// or refused in words.
class CustomProgramPropertyTest {

  private static final List<Signature> SIGNATURES =
      Functions.all().values().stream().flatMap(List::stream).toList();
  private static final List<String> SIGNS =
      List.of("+", "-", "*", "/", "//", "%", "**", "@", "<", "<=", ">", ">=", "==", "!=");

  private static int printed;
  private static int refused;

  @AfterContainer
  static void bothHappened() {
    assertThat(printed).isGreaterThan(500);
    assertThat(refused).isGreaterThan(500);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void isPrintedOrRefused(@ForAll long seed) {
    var random = new Random(seed * 0x9E3779B97F4A7C15L);
    var code = new StringBuilder("a = x * gain\n");
    for (int i = random.nextInt(4); i > 0; i--) {
      code.append("abc".charAt(random.nextInt(3))).append(" = ");
      code.append(tensor(random, 3)).append('\n');
    }
    code.append("return a + ").append(tensor(random, 2));
    String text = code.toString();
    if (random.nextInt(3) == 0) {
      byte[] broken = Mutation.of(text.getBytes(StandardCharsets.UTF_8), seed);
      text = new String(broken, StandardCharsets.UTF_8);
    }
    try {
      PrintedWords.requireAllowed(CustomKind.of(Layers.of(text)).method());
      printed++;
    } catch (LayerException e) {
      assertThat(e.getMessage()).isNotBlank();
      assertThat(e.remedy()).endsWith(".");
      refused++;
    }
  }

  private static String tensor(Random random, int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(6)) {
      case 0 -> List.of("x", "gain", "a", "x", "a", "beta").get(random.nextInt(6));
      case 1 ->
          "("
              + tensor(random, depth - 1)
              + " "
              + SIGNS.get(random.nextInt(SIGNS.size()))
              + " "
              + tensor(random, depth - 1)
              + ")";
      case 2 -> "-" + tensor(random, depth - 1);
      case 3 -> tensor(random, depth - 1) + "[..., " + whole(random) + ":]";
      default -> call(random, depth - 1);
    };
  }

  private static String whole(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> "-1";
      case 1 -> "T";
      case 2 -> "(width " + SIGNS.get(random.nextInt(7)) + " T)";
      case 3 -> Long.toString(random.nextLong());
      default -> Integer.toString(random.nextInt(4));
    };
  }

  private static String call(Random random, int depth) {
    Signature signature = SIGNATURES.get(random.nextInt(SIGNATURES.size()));
    List<String> arguments = new ArrayList<>();
    boolean named = false;
    for (Signature.Parameter parameter : signature.parameters()) {
      if (parameter.optional() && random.nextBoolean()) {
        named = true;
        continue;
      }
      named |= arguments.size() >= signature.positional();
      String value = value(parameter.type(), random, depth);
      arguments.add(named ? parameter.name() + "=" + value : value);
    }
    return "torch." + signature.name() + "(" + String.join(", ", arguments) + ")";
  }

  private static String value(Signature.Type type, Random random, int depth) {
    return switch (type) {
      case TENSOR -> tensor(random, depth);
      case NUMBER, FLOAT -> random.nextBoolean() ? "0.5" : whole(random);
      case EITHER -> random.nextBoolean() ? tensor(random, depth) : whole(random);
      case INT -> whole(random);
      case FLAG -> random.nextBoolean() ? "True" : "False";
      case INTS -> "[" + whole(random) + ", " + whole(random) + "]";
      case SMALL -> Integer.toString(random.nextInt(1200));
      case SMALLS -> "[1, " + random.nextInt(1200) + "]";
      case TENSORS -> "[" + tensor(random, depth) + ", x]";
      case TEXT -> random.nextBoolean() ? "'tanh'" : "'...i,ij->...j'";
    };
  }
}
