package org.modelwright.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.modelwright.file.Words;
import org.modelwright.operator.Initializer;
import org.modelwright.operator.Operator;
import org.modelwright.operator.Reach;
import org.modelwright.operator.Shape;
import org.modelwright.operator.Value;

/// Multi-head attention of a sequence to itself: x [B, T, width] -> the same (Vaswani et al.,
/// "Attention Is All You Need", 2017). Fewer key/value heads than heads share them in groups
/// (Ainslie et al., "GQA", 2023); `qkNorm` normalizes queries and keys (Henry et al., "Query-Key
/// Normalization for Transformers", 2020); `window` and `sinks` limit how far back a position sees, as
/// [Reach] says.
public final class SelfAttention implements Layer {

  private static final Setting<Long> HEADS = Setting.integer("heads", 8L, "8", 1, 1024);
  private static final Setting<Long> KEY_VALUE_HEADS =
      Setting.integer("keyValueHeads", null, "as many as heads", 1, 1024);
  private static final Setting<Boolean> CAUSAL = Setting.flag("causal", true);
  private static final Setting<Long> WINDOW =
      Setting.integer("window", null, "the whole context", 1, 1 << 20);
  private static final Setting<Long> SINKS = Setting.integer("sinks", 0L, "0", 0, 1 << 20);
  private static final Setting<Boolean> ROTARY = Setting.flag("rotary", false);
  private static final Setting<Boolean> QK_NORM = Setting.flag("qkNorm", false);
  private static final Setting<Double> ATTENTION_DROPOUT =
      Setting.number("attentionDropout", 0, 0, 0.95);

  @Override
  public String kind() {
    return "SelfAttention";
  }

  @Override
  public Family family() {
    return Family.ATTENTION;
  }

  @Override
  public List<String> inputs() {
    return List.of("x");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        HEADS,
        KEY_VALUE_HEADS,
        CAUSAL,
        WINDOW,
        SINKS,
        ROTARY,
        RotaryPositions.BASE,
        QK_NORM,
        Settings.BIAS,
        ATTENTION_DROPOUT,
        Settings.DROPOUT);
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public void write(LayerBuilder builder) {
    long heads = builder.get(HEADS);
    long keyValueHeads = builder.find(KEY_VALUE_HEADS).orElse(heads);
    boolean rotary = builder.get(ROTARY);
    builder.requireDivisor(
        heads, keyValueHeads, KEY_VALUE_HEADS, Words.plain(HEADS.name()), h -> true);
    checkReach(builder);
    Value x = builder.features(0);
    long width = LayerBuilder.width(x);
    LongPredicate fits =
        h ->
            (builder.find(KEY_VALUE_HEADS).isEmpty() || h % keyValueHeads == 0)
                && (!rotary || RotaryPositions.isPaired(width, h));
    builder.requireDivisor(width, heads, HEADS, Words.of("problem.part.theWidth"), fits);
    if (width % heads == 0 && rotary && !RotaryPositions.isPaired(width, heads)) {
      List<Remedy> remedies = new ArrayList<>(LayerBuilder.nearest(HEADS, width, heads, fits));
      remedies.add(new Remedy.Set(ROTARY.name(), null));
      builder.fault(RotaryPositions.unpaired(width, heads).with(remedies));
    }
    if (!builder.faults().isEmpty()) {
      return;
    }
    boolean bias = builder.get(Settings.BIAS);
    long headWidth = width / heads;

    var reach = new Reach(builder.find(WINDOW).orElse(0L), builder.get(SINKS));
    Value query = builder.linear("query", x, width, bias, Settings.NORMAL);
    Value key = builder.linear("key", x, keyValueHeads * headWidth, bias, Settings.NORMAL);
    Value value = builder.linear("value", x, keyValueHeads * headWidth, bias, Settings.NORMAL);
    Value q = position(builder, "query", builder.apply("q", new Operator.SplitHeads(heads), query));
    Value k =
        position(builder, "key", builder.apply("k", new Operator.SplitHeads(keyValueHeads), key));
    Value v = builder.apply("v", new Operator.SplitHeads(keyValueHeads), value);
    Value mixed =
        builder.apply(
            "mixed",
            new Operator.Attention(builder.get(CAUSAL), builder.get(ATTENTION_DROPOUT), reach),
            q,
            k,
            v);
    Value merged = builder.apply("merged", new Operator.MergeHeads(), mixed);
    Value out = builder.linear("output", merged, width, bias, Settings.RESIDUAL);
    builder.output(builder.dropout(out, builder.get(Settings.DROPOUT)));
  }

  private static void checkReach(LayerBuilder builder) {
    boolean window = builder.find(WINDOW).isPresent();
    if (!window && builder.get(SINKS) > 0) {
      builder.fault(
          LayerException.of("problem.sinksWithoutWindow").with(new Remedy.Set(SINKS.name(), null)));
    }
    if (window && !builder.get(CAUSAL)) {
      builder.fault(
          LayerException.of("problem.windowNotCausal").with(new Remedy.Set(CAUSAL.name(), "true")));
    }
  }

  private static Value position(LayerBuilder builder, String name, Value heads) {
    Value result = heads;
    if (builder.get(QK_NORM)) {
      Value gain =
          builder.parameter(
              name + "Norm.weight",
              Shape.of(LayerBuilder.width(heads)),
              new Initializer.Constant(1),
              false);
      result = builder.apply(name + "_normed", new Operator.RmsNorm(1e-6), result, gain);
    }
    if (builder.get(ROTARY)) {
      result =
          builder.apply(
              name + "_turned",
              new Operator.Rotary(builder.get(RotaryPositions.BASE), false),
              result);
    }
    return result;
  }
}
