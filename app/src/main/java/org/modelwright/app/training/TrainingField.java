package org.modelwright.app.training;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.modelwright.compile.Lora;
import org.modelwright.file.YamlReader;
import org.modelwright.operator.NamePattern;
import org.modelwright.train.GuardSettings;
import org.modelwright.train.OptimizerSettings;
import org.modelwright.train.TrainingSettings;

/// The settings on the page, in its order: the common ones of a group before the others. What one comes
/// to where it is not set is what the core makes of it.
///
/// @param name its key, that of hardware.yaml with the file's section before it
/// @param value what settings say of it, as it would be typed
/// @param words what can be chosen; empty where it is typed
/// @param isList whether it is a list of patterns
record TrainingField(
    String name,
    Group group,
    Function<TrainingSettings, String> value,
    List<String> words,
    boolean isList) {

  static final TrainingField STEPS = typed("steps", Group.RUN, s -> number(s.steps()));

  static final TrainingField DEVICE = typed("hardware.device", Group.RUN, _ -> "cpu");

  static final TrainingField BATCH_SIZE =
      typed("batchSize", Group.BATCH, s -> s.autoBatch() ? "auto" : number(s.batchSize()));

  /// In the order of the page.
  static final List<TrainingField> ALL =
      List.of(
          STEPS,
          DEVICE,
          typed("seed", Group.RUN, s -> number(s.seed())),
          typed("hardware.threads", Group.RUN, _ -> "0"),
          BATCH_SIZE,
          typed("accumulation", Group.BATCH, s -> number(s.accumulation())),
          typed("learningRate", Group.RATE, s -> number(s.learningRate())),
          typed("warmupSteps", Group.RATE, s -> number(s.warmupSteps())),
          choice(
              "schedule",
              Group.RATE,
              s -> YamlReader.word(s.schedule()),
              TrainingSettings.Schedule.values()),
          typed("minimumLearningRate", Group.RATE, s -> number(s.minimumLearningRate())),
          choice(
              "precision",
              Group.PRECISION,
              s -> YamlReader.word(s.precision()),
              TrainingSettings.Precision.values()),
          typed(
              "activationCheckpointing", Group.PRECISION, s -> number(s.activationCheckpointing())),
          choice(
              "optimizer",
              Group.OPTIMIZER,
              s -> YamlReader.word(s.optimizer().kind()),
              OptimizerSettings.Kind.values()),
          typed("weightDecay", Group.OPTIMIZER, s -> number(s.optimizer().weightDecay())),
          typed("clip", Group.OPTIMIZER, s -> number(s.optimizer().clip())),
          typed("beta1", Group.OPTIMIZER, s -> number(s.optimizer().beta1())),
          typed("beta2", Group.OPTIMIZER, s -> number(s.optimizer().beta2())),
          typed("epsilon", Group.OPTIMIZER, s -> number(s.optimizer().epsilon())),
          typed("momentum", Group.OPTIMIZER, s -> number(s.optimizer().momentum())),
          typed("averageDecay", Group.OPTIMIZER, s -> number(s.optimizer().averageDecay())),
          typed("evaluateEvery", Group.CHECKPOINTS, s -> number(s.evaluateEvery())),
          typed("checkpointEvery", Group.CHECKPOINTS, s -> number(s.checkpointEvery())),
          typed("keepCheckpoints", Group.CHECKPOINTS, s -> number(s.keepCheckpoints())),
          typed("earlyStop", Group.CHECKPOINTS, s -> number(s.earlyStop())),
          typed("statisticsEvery", Group.CHECKPOINTS, s -> number(s.statisticsEvery())),
          choice(
              "guard.notFinite",
              Group.GUARD,
              s -> YamlReader.word(s.guard().notFinite()),
              GuardSettings.NotFinite.values()),
          choice(
              "guard.spike",
              Group.GUARD,
              s -> YamlReader.word(s.guard().spike()),
              GuardSettings.Spike.values()),
          typed("guard.zScore", Group.GUARD, s -> number(s.guard().zScore())),
          typed("guard.window", Group.GUARD, s -> number(s.guard().window())),
          typed("labelSmoothing", Group.LOSS, s -> number(s.loss().labelSmoothing())),
          typed("zLoss", Group.LOSS, s -> number(s.loss().zLoss())),
          typed("lora.rank", Group.FINE_TUNING, s -> number(lora(s).map(Lora::rank).orElse(0L))),
          typed(
              "lora.alpha",
              Group.FINE_TUNING,
              s -> lora(s).map(l -> number(l.alpha())).orElse("2 × rank")),
          list("lora.targets", Group.FINE_TUNING, s -> "*.query, *.value"),
          list("freeze", Group.FINE_TUNING, s -> names(s.fineTuning().freeze())));

  /// The parts of the page.
  enum Group {
    RUN("mdi2p-play-circle-outline", true),
    BATCH("mdi2v-view-grid-outline", true),
    RATE("mdi2c-chart-bell-curve-cumulative", true),
    PRECISION("mdi2m-memory", true),
    OPTIMIZER("mdi2t-tune", false),
    CHECKPOINTS("mdi2c-content-save-outline", false),
    GUARD("mdi2s-shield-outline", false),
    LOSS("mdi2s-sigma", false),
    FINE_TUNING("mdi2s-source-branch", false);

    private final String icon;
    private final boolean open;

    Group(String icon, boolean open) {
      this.icon = icon;
      this.open = open;
    }

    String icon() {
      return icon;
    }

    /// Whether it is unfolded at first.
    boolean open() {
      return open;
    }

    /// `fine-tuning`
    String word() {
      return YamlReader.word(this);
    }

    List<TrainingField> fields() {
      return ALL.stream().filter(f -> f.group == this).toList();
    }
  }

  private static final String HARDWARE = "hardware.";

  private static TrainingField typed(
      String name, Group group, Function<TrainingSettings, String> value) {
    return new TrainingField(name, group, value, List.of(), false);
  }

  private static TrainingField list(
      String name, Group group, Function<TrainingSettings, String> value) {
    return new TrainingField(name, group, value, List.of(), true);
  }

  private static TrainingField choice(
      String name, Group group, Function<TrainingSettings, String> value, Enum<?>... constants) {
    List<String> words = Stream.of(constants).map(YamlReader::word).toList();
    return new TrainingField(name, group, value, words, false);
  }

  /// Whether it stands in hardware.yaml instead of training.yaml.
  boolean ofHardware() {
    return name.startsWith(HARDWARE);
  }

  /// The key in its file: `guard.window`, `device`.
  String key() {
    return ofHardware() ? name.substring(HARDWARE.length()) : name;
  }

  /// The key with the section: `training.guard.window`, `hardware.device`.
  String fullKey() {
    return ofHardware() ? name : "training." + name;
  }

  /// The key of its name on the screen; `.help` behind it is what it means.
  String textKey() {
    return "training.field." + name;
  }

  /// Of its control.
  String id() {
    return "training-" + name.replace('.', '-').toLowerCase(Locale.ROOT);
  }

  /// What the settings say of it, as it would be typed.
  String value(TrainingSettings settings) {
    return value.apply(settings);
  }

  static Optional<TrainingField> of(String fullKey) {
    return ALL.stream().filter(f -> f.fullKey().equals(fullKey)).findFirst();
  }

  private static Optional<Lora> lora(TrainingSettings settings) {
    return settings.fineTuning().adaptation();
  }

  private static String names(List<NamePattern> patterns) {
    return String.join(", ", patterns.stream().map(NamePattern::text).toList());
  }

  private static String number(long value) {
    return Long.toString(value);
  }

  /// As people write it: `0.001`, `1e-8`.
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    return Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : Double.toString(value).replace(".0E", "e").replace('E', 'e');
  }
}
