package org.modelwright.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.modelwright.compile.Lora;
import org.modelwright.file.Safetensors;

/// The weights of a file as the drawing alone has them: what LoRA learned is added to the maps it
/// belongs to, W + alpha / rank * B A.
public final class MergedWeights {

  private MergedWeights() {}

  /// By name, in the file's order. Bytes are computed when they are asked for.
  ///
  /// @param file of float32 weights
  /// @throws org.modelwright.file.InputException where the file is broken
  public static Map<String, Safetensors.Entry> read(Path file, Optional<Lora> lora) {
    Map<String, Safetensors.Mapped> found = Safetensors.read(file);
    Map<String, Safetensors.Entry> merged = new LinkedHashMap<>();
    found.forEach((name, weight) -> {
      if (lora.isEmpty() || !Lora.adds(name)) {
        Safetensors.Mapped a = found.get(mapOf(name) + Lora.A);
        Safetensors.Mapped b = found.get(mapOf(name) + Lora.B);
        Supplier<ByteBuffer> bytes =
            lora.isPresent() && a != null && b != null
                ? () -> sum(weight, a, b, lora.get().scale())
                : () -> weight.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        merged.put(name, new Safetensors.Entry(name, weight.dtype(), weight.shape(), bytes));
      }
    });
    return merged;
  }

  private static String mapOf(String name) {
    return name.endsWith(Lora.WEIGHT)
        ? name.substring(0, name.length() - Lora.WEIGHT.length())
        : name;
  }

  /// weight [out, in] + scale * b [out, rank] a [rank, in], summed in double.
  private static ByteBuffer sum(
      Safetensors.Mapped weight, Safetensors.Mapped a, Safetensors.Mapped b, double scale) {
    int out = (int) weight.shape()[0];
    int in = (int) weight.shape()[1];
    int rank = (int) a.shape()[0];
    FloatBuffer w = floats(weight);
    FloatBuffer up = floats(b);
    float[] down = new float[rank * in];
    floats(a).get(down);
    ByteBuffer sum =
        ByteBuffer.allocateDirect(Float.BYTES * out * in).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, out)
        .parallel()
        .forEach(row -> {
          for (int column = 0; column < in; column++) {
            double product = 0;
            for (int k = 0; k < rank; k++) {
              product += (double) up.get(row * rank + k) * down[k * in + column];
            }
            int place = row * in + column;
            sum.putFloat(Float.BYTES * place, (float) (w.get(place) + scale * product));
          }
        });
    return sum;
  }

  private static FloatBuffer floats(Safetensors.Mapped mapped) {
    return mapped.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
