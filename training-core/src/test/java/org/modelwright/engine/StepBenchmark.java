package org.modelwright.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.modelwright.compile.AttentionForm;
import org.modelwright.compile.Compiler;
import org.modelwright.compile.KernelForms;
import org.modelwright.compile.LinearForm;
import org.modelwright.compile.LossTerms;
import org.modelwright.compile.MixedPrecision;
import org.modelwright.compile.Optimizer;
import org.modelwright.file.Json;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Program;

/// Times nanoGPT's model in this project's training step: the measured forms of its matrix products and
/// the plain form, step by step in turn, in one process. `docs/performance.md` says how to run it.
public final class StepBenchmark {

  private static final int WARM_UP = 5;

  private StepBenchmark() {}

  /// Arguments: layers heads width context batch vocabulary steps fp32|bf16.
  public static void main(String[] args) {
    int[] n = Arrays.stream(args).limit(7).mapToInt(Integer::parseInt).toArray();
    ElementType precision = args[7].equals("bf16") ? ElementType.BFLOAT16 : ElementType.FLOAT32;
    Program program = program(n[0], n[1], n[2], n[3], n[5]);
    try (Session session =
        Session.open(DeviceName.CPU, Runtime.getRuntime().availableProcessors())) {
      Program trained = MixedPrecision.apply(program, precision);
      Map<String, LinearForm> fastest = new HashMap<>();
      long rows = (long) n[4] * n[3];
      for (LinearForms.Product product : LinearForms.products(trained, rows)) {
        fastest.put(product.key(), LinearForms.fastest(session, product));
      }
      Map<String, AttentionForm> attention = new HashMap<>();
      for (AttentionForms.Attention one : AttentionForms.attentions(trained, n[4], n[3])) {
        attention.put(one.key(), AttentionForms.fastest(session, one));
      }
      Map<String, KernelForms> choices = new LinkedHashMap<>();
      choices.put(
          "measured",
          new KernelForms(
              (in, out, element) ->
                  fastest.getOrDefault(
                      new LinearForms.Product(rows, in, out, element).key(), LinearForm.LINEAR),
              (heads, width, a, element) ->
                  attention.getOrDefault(
                      new AttentionForms.Attention(n[4], n[3], heads, width, a, element).key(),
                      AttentionForm.FUSED)));
      choices.put("plain", KernelForms.PLAIN);
      Map<String, Stepper> steppers = new LinkedHashMap<>();
      choices.forEach((name, choice) ->
          steppers.put(
              name,
              new Stepper(
                  Parameters.initialize(session, program, 1),
                  trained,
                  choice,
                  new Optimizer(new Optimizer.AdamW(0.9, 0.99, 1e-8), 0.1, 1, 0, List.of()),
                  0,
                  LossTerms.NONE)));
      Map<String, Enum<?>> forms = new TreeMap<>(fastest);
      forms.putAll(attention);
      time(n, session, steppers, forms, args[7]);
    }
  }

  private static void time(
      int[] n,
      Session session,
      Map<String, Stepper> steppers,
      Map<String, Enum<?>> forms,
      String precision) {
    LongBuffer tokens = buffer(n[4] * n[3]);
    LongBuffer targets = buffer(n[4] * n[3]);
    var random = new Random(1);
    Map<String, double[]> millis = new LinkedHashMap<>();
    steppers.keySet().forEach(name -> millis.put(name, new double[n[6]]));
    long wall = 0;
    long outside = 0;
    int held = 0;
    for (int step = -WARM_UP; step < n[6]; step++) {
      for (Map.Entry<String, Stepper> entry : steppers.entrySet()) {
        long begin = System.nanoTime();
        long nativeBegin = session.nativeNanos();
        for (int i = 0; i < tokens.capacity(); i++) {
          tokens.put(i, random.nextInt(n[5]));
          targets.put(i, random.nextInt(n[5]));
        }
        var _ = entry.getValue().accumulate(tokens, targets, n[4], n[3], step, 1, true);
        var _ = entry.getValue().update(1e-3, 1, Float.MAX_VALUE);
        long nanos = System.nanoTime() - begin;
        if (step >= 0) {
          millis.get(entry.getKey())[step] = nanos / 1e6;
          wall += nanos;
          outside += nanos - (session.nativeNanos() - nativeBegin);
        }
      }
      if (step == 0) {
        held = session.heldTensors();
      }
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("precision", precision);
    millis.forEach((name, times) -> report.put(name + "MillisPerStep", median(times)));
    report.put("plainOverMeasured", median(millis.get("plain")) / median(millis.get("measured")));
    report.put("outsideNativeShare", (double) outside / wall);
    report.put("heldTensorsGrew", session.heldTensors() - held);
    report.put("forms", forms);
    System.out.println(Json.line().writeValueAsString(report));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static LongBuffer buffer(int count) {
    return ByteBuffer.allocateDirect(8 * count).order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  private static Program program(int layers, int heads, int width, int context, int vocabulary) {
    String drawing =
        """
        format: 1
        blocks:
          decoder:
            inputs: [x]
            nodes:
              - {id: norm1, kind: LayerNorm, from: [x], bias: false}
              - {id: attention, kind: SelfAttention, from: [norm1], heads: %1$d}
              - {id: add1, kind: Add, from: [x, attention]}
              - {id: norm2, kind: LayerNorm, from: [add1], bias: false}
              - {id: mlp, kind: MLP, from: [norm2]}
              - {id: add2, kind: Add, from: [add1, mlp]}
            outputs: [add2]
        main:
          nodes:
            - {id: tokens, kind: TokenInput}
            - {id: embed, kind: TokenEmbedding, from: [tokens], width: %2$d}
            - {id: positions, kind: LearnedPositions, from: [embed], length: %3$d}
            - {id: stack, kind: decoder, from: [positions], repeat: %4$d}
            - {id: norm, kind: LayerNorm, from: [stack], bias: false}
            - {id: head, kind: LanguageModelHead, from: [norm]}
        """
            .formatted(heads, width, context, layers);
    return Compiler.compile(
            ArchitectureYaml.parse(drawing, "benchmark").architecture(),
            OptionalLong.of(vocabulary))
        .require("benchmark");
  }
}
