package org.modelwright.app.runs.queue;

import java.util.ArrayList;
import java.util.List;
import org.modelwright.app.runs.queue.SweepModel.Kind;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;

/// A setting that is often swept, with what is usually tried.
///
/// @param key as `--set` takes it
/// @param values for words and for whole numbers that stand alone
record SweepSuggestion(String key, Kind kind, String values, String low, String high) {

  private static final List<SweepSuggestion> USUAL =
      List.of(
          range("training.learningRate", Kind.LOGARITHMIC, "1e-4", "1e-2"),
          words("training.batchSize", "4,8,16"),
          range("training.weightDecay", Kind.EVEN, "0.0", "0.2"),
          words("training.optimizer", "adamw,lion,muon"),
          words("training.schedule", "cosine,linear"),
          words("training.warmupSteps", "0,50,100"),
          words("training.clip", "0,1"),
          words("training.accumulation", "1,2,4"),
          range("training.beta2", Kind.EVEN, "0.9", "0.999"),
          range("training.labelSmoothing", Kind.EVEN, "0.0", "0.2"),
          words("training.seed", "1,2,3"),
          words("data.context", "64,128"));

  private static SweepSuggestion words(String key, String values) {
    return new SweepSuggestion(key, Kind.VALUES, values, "", "");
  }

  private static SweepSuggestion range(String key, Kind kind, String low, String high) {
    return new SweepSuggestion(key, kind, "", low, high);
  }

  /// Settings of training and data, then the numbers of the drawing that stand in it.
  static List<SweepSuggestion> of(Architecture drawing) {
    List<SweepSuggestion> all = new ArrayList<>(USUAL);
    List<Block> blocks = new ArrayList<>();
    blocks.add(drawing.main());
    blocks.addAll(drawing.blocks().values());
    for (Block block : blocks) {
      block
          .nodes()
          .forEach(node -> {
            String prefix = "drawing." + block.name() + "." + node.id() + ".";
            if (node.repeat() > 1) {
              all.add(words(prefix + "repeat", node.repeat() + "," + 2 * node.repeat()));
            }
            node.settings()
                .forEach((key, word) -> {
                  if (word.matches("[1-9]\\d{0,8}")) {
                    all.add(words(prefix + key, word + "," + 2 * Long.parseLong(word)));
                  }
                });
          });
    }
    return all;
  }
}
