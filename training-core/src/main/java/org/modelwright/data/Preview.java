package org.modelwright.data;

import java.nio.LongBuffer;
import java.util.List;
import java.util.stream.IntStream;

/// What a model will be shown, as text.
public final class Preview {

  private Preview() {}

  /// The inputs of the first training batch (step 1, micro-batch 0), one text a row.
  public static List<String> firstBatch(Dataset dataset, int batchSize, int context, long seed) {
    var inputs = LongBuffer.allocate(batchSize * context);
    var targets = LongBuffer.allocate(batchSize * context);
    new Batches(dataset.training(), batchSize, context, seed).fill(1, 0, inputs, targets);
    return IntStream.range(0, batchSize)
        .mapToObj(row -> text(dataset, inputs.slice(row * context, context)))
        .toList();
  }

  private static String text(Dataset dataset, LongBuffer row) {
    int[] ids = IntStream.range(0, row.remaining()).map(i -> (int) row.get(i)).toArray();
    return dataset.tokenizer().decode(ids);
  }
}
