package org.modelwright.data;

import java.nio.LongBuffer;
import java.util.List;
import java.util.stream.IntStream;

/// What a model will be shown, as text.
public final class Preview {

  private Preview() {}

  /// A row of a batch.
  ///
  /// @param ids of the inputs, padding left out
  /// @param padding how many ids of padding follow them
  public record Row(List<Integer> ids, int padding) {}

  /// The inputs of the first training batch (step 1, micro-batch 0).
  public static List<Row> rows(Dataset dataset, int batchSize, int context, long seed) {
    var inputs = LongBuffer.allocate(batchSize * context);
    var targets = LongBuffer.allocate(batchSize * context);
    dataset.batches(batchSize, context, seed).fill(1, 0, inputs, targets);
    return IntStream.range(0, batchSize)
        .mapToObj(
            row -> row(inputs.slice(row * context, context), targets.slice(row * context, context)))
        .toList();
  }

  private static Row row(LongBuffer inputs, LongBuffer targets) {
    List<Integer> ids =
        IntStream.range(0, inputs.remaining())
            .takeWhile(i -> targets.get(i) != WindowReader.IGNORED)
            .mapToObj(i -> (int) inputs.get(i))
            .toList();
    return new Row(ids, inputs.remaining() - ids.size());
  }

  /// The same as text, one a row.
  public static List<String> firstBatch(Dataset dataset, int batchSize, int context, long seed) {
    return rows(dataset, batchSize, context, seed).stream()
        .map(row ->
            dataset.tokenizer().decode(row.ids().stream().mapToInt(Integer::intValue).toArray()))
        .toList();
  }
}
