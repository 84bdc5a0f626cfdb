package org.modelwright.app.design.analyzer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.Analysis;
import org.modelwright.hardware.DeviceSpeed;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerCatalogue;

/// How compact, how customizable and how cost-efficient a drawing is.
///
/// @param parameters counted from the drawing
/// @param blocks the reusable blocks that it uses
/// @param replaceable kinds of its layers that others of the same family can stand in for
/// @param trainingFlops of one token: forward and backward
/// @param writingFlops of one more token of a text
/// @param cacheBytes what generation keeps of each token
/// @param trainingTokens a second, estimated; empty where nothing is known of the device
/// @param writingTokens a second of one text, estimated
public record ThreeC(
    long parameters,
    List<BlockUse> blocks,
    List<Replaceable> replaceable,
    double trainingFlops,
    double writingFlops,
    long cacheBytes,
    OptionalDouble trainingTokens,
    OptionalDouble writingTokens) {

  /// @param places how many nodes use it
  /// @param copies how often it stands in the model
  public record BlockUse(String name, int places, int copies) {}

  /// @param layers how many nodes are of this kind
  /// @param alternatives kinds with the same ports and of the same family
  public record Replaceable(String kind, int layers, List<String> alternatives) {}

  /// Of weights in float32, which is what estimates of writing read.
  private static final int FLOAT32 = 4;

  /// @param speed null where it is not known yet
  public static ThreeC of(CostTable table, @Nullable DeviceSpeed speed) {
    Analysis analysis = table.analysis();
    Map<String, BlockUse> blocks = new LinkedHashMap<>();
    Map<String, Integer> kinds = new LinkedHashMap<>();
    table.forEach(row -> {
      if (row.isBlock()) {
        blocks.merge(
            row.kind(),
            new BlockUse(row.kind(), 1, row.copies()),
            (a, b) -> new BlockUse(a.name(), a.places() + 1, a.copies() + b.copies()));
      } else {
        kinds.merge(row.kind(), 1, Integer::sum);
      }
    });
    List<Replaceable> replaceable = new ArrayList<>();
    kinds.forEach((kind, layers) -> {
      List<String> alternatives = alternatives(kind);
      if (!alternatives.isEmpty()) {
        replaceable.add(new Replaceable(kind, layers, alternatives));
      }
    });
    return new ThreeC(
        analysis.parameters(),
        List.copyOf(blocks.values()),
        List.copyOf(replaceable),
        analysis.flopsPerToken(),
        DeviceSpeed.writingFlops(analysis),
        table.totals().cacheBytes(),
        speed == null ? OptionalDouble.empty() : speed.trainingTokens(analysis),
        speed == null ? OptionalDouble.empty() : speed.writingTokens(analysis, FLOAT32));
  }

  /// The weights alone, without what a format writes about them.
  public double bytes(int bitsPerWeight) {
    return parameters * (bitsPerWeight / 8.0);
  }

  private static List<String> alternatives(String kind) {
    return LayerCatalogue.find(kind)
        .map(layer ->
            LayerCatalogue.all().stream()
                .filter(other ->
                    other.family() == layer.family()
                        && other.inputs().equals(layer.inputs())
                        && !other.kind().equals(kind))
                .map(Layer::kind)
                .toList())
        .orElse(List.of());
  }
}
