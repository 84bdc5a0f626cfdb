package org.modelwright.hardware;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A way to make a training fit, faster or cheaper, and what it comes to.
///
/// @param settings new values by their dotted keys in the files; empty where other hardware is advised
/// @param reason what it does
/// @param then the plan with it, on the hardware that it advises
public record Advice(Map<String, String> settings, Reason reason, Plan then) {

  /// What is done, and what it changes.
  public enum Reason {
    LOWER_PRECISION("matrix products in bfloat16, parameters in float32 as before"),
    CHECKPOINTING("what is inside blocks is computed again in the backward pass, not kept"),
    SMALLER_BATCHES("smaller micro-batches, and as many more of them a step"),
    SMALLER_BATCHES_AND_CHECKPOINTING("smaller micro-batches, and blocks computed again"),
    SMALLER_BATCHES_AND_LOWER_PRECISION("smaller micro-batches in bfloat16"),
    LARGER_BATCHES("larger micro-batches, and fewer of them a step"),
    SHORTER_CONTEXT("a shorter view of the text, and more micro-batches a step to make up for it"),
    LEANER_OPTIMIZER(
        "one moment a parameter in place of two; Lion wants a learning rate 3 to 10 times lower"),
    NO_AVERAGES("no averages of the weights"),
    MORE_DEVICES("twice the devices by data parallelism; a step then sees twice the tokens"),
    OTHER_HARDWARE("the same training on other hardware");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /// For the command line.
    public String words() {
      return words;
    }
  }

  public Advice {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /// As it is written on a command line: `training.batchSize=8 training.accumulation=2`.
  public String change() {
    return switch (reason) {
      case MORE_DEVICES -> "device.count=" + then.profile().count();
      case OTHER_HARDWARE -> "--profile " + then.profile().name();
      default ->
          String.join(
              " ", settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    };
  }
}
