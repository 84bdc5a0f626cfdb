package org.modelwright.data;

import java.nio.LongBuffer;
import java.util.List;
import java.util.stream.IntStream;

/// What a model will be shown, as text.
public final class Preview {

  private Preview() {}

  /// The inputs of the first training batch (step 1, micro-batch 0), one text a row, padding left out.
  public static List<String> firstBatch(Dataset dataset, int batchSize, int context, long seed) {
    var inputs = LongBuffer.allocate(batchSize * context);
    var targets = LongBuffer.allocate(batchSize * context);
    dataset.batches(batchSize, context, seed).fill(1, 0, inputs, targets);
    return IntStream.range(0, batchSize)
        .mapToObj(row ->
            text(
                dataset,
                inputs.slice(row * context, context),
                targets.slice(row * context, context)))
        .toList();
  }

  private static String text(Dataset dataset, LongBuffer inputs, LongBuffer targets) {
    int[] ids =
        IntStream.range(0, inputs.remaining())
            .takeWhile(i -> targets.get(i) != WindowReader.IGNORED)
            .map(i -> (int) inputs.get(i))
            .toArray();
    return dataset.tokenizer().decode(ids);
  }
}
