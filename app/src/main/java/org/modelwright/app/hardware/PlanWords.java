package org.modelwright.app.hardware;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.modelwright.app.common.Figures;
import org.modelwright.app.common.Texts;
import org.modelwright.file.YamlReader;
import org.modelwright.hardware.Advice;
import org.modelwright.hardware.Factors;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Profile;
import org.modelwright.train.TrainingSettings.Precision;

/// The planner's figures in words, each with what it rests on.
record PlanWords(Texts texts) {

  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double DAY = 24;

  private Locale locale() {
    return texts.locale();
  }

  String bytes(double bytes) {
    return Figures.bytes(bytes, locale());
  }

  String bytes(long bytes) {
    return bytes((double) bytes);
  }

  String number(double value, int decimals) {
    NumberFormat format = NumberFormat.getNumberInstance(locale());
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(value);
  }

  /// Three digits, without a prefix.
  String brief(double value) {
    return number(value, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
  }

  String duration(double hours) {
    double seconds = hours * HOUR;
    if (seconds < MINUTE) {
      return texts.get("hardware.seconds", brief(seconds));
    }
    if (seconds < HOUR) {
      return texts.get("hardware.minutes", brief(seconds / MINUTE));
    }
    return hours < 2 * DAY
        ? texts.get("hardware.hours", brief(hours))
        : texts.get("hardware.days", brief(hours / DAY));
  }

  String millis(double seconds) {
    return seconds < 10
        ? texts.get("hardware.millis", brief(1000 * seconds))
        : texts.get("hardware.seconds", brief(seconds));
  }

  String money(double amount, Profile profile) {
    return number(amount, 2) + " " + profile.price().currency();
  }

  /// What a training costs; a profile without a price says so.
  String cost(Plan plan) {
    return plan.profile().price().perHour() == 0
        ? texts.get("hardware.noPrice")
        : money(plan.cost(), plan.profile());
  }

  /// Whether a figure is estimated, or calibrated and by which run.
  String basis(Factors factors) {
    return switch (factors.runs().size()) {
      case 0 -> texts.get("hardware.basis.estimated");
      case 1 ->
          texts.get(
              factors.sameDrawing() ? "hardware.basis.run" : "hardware.basis.otherRun",
              factors.runs().getFirst());
      default -> texts.get("hardware.basis.runs", factors.runs().size());
    };
  }

  /// Of what rests on peaks alone.
  String assumption(Plan plan) {
    Precision precision = plan.workload().training().precision();
    return texts.get(
        switch (plan.profile().kind()) {
          case CPU -> "hardware.assumed.cpu";
          case CUDA ->
              precision == Precision.FP32 ? "hardware.assumed.fp32" : "hardware.assumed.half";
        });
  }

  /// What an advice does, in words: `Micro-batch 8, accumulation 4`.
  String change(Advice advice, Plan now) {
    return switch (advice.reason()) {
      case MORE_DEVICES ->
          texts.get(
              "hardware.change.devices", now.profile().count(), advice.then().profile().count());
      case OTHER_HARDWARE -> texts.get("hardware.change.profile", advice.then().profile().name());
      default ->
          advice.settings().entrySet().stream()
              .map(e -> texts.get("hardware.change." + e.getKey(), e.getValue()))
              .collect(
                  Collectors.collectingAndThen(
                      Collectors.joining(texts.get("hardware.comma")), PlanWords::sentence));
    };
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  String why(Advice advice) {
    return texts.get("hardware.why." + YamlReader.word(advice.reason()));
  }

  /// `before -> after`; one figure where both are the same.
  String effect(String before, String after) {
    return before.equals(after) ? after : before + " → " + after;
  }

  /// Where the figures of a plan come from, a sentence each.
  List<String> sources(Plan plan, boolean vocabularyAssumed) {
    List<String> sentences = new ArrayList<>();
    sentences.add(texts.get("hardware.source.memory"));
    Factors factors = plan.factors();
    if (factors.isMeasured()) {
      sentences.add(
          texts.get(
              "hardware.source.calibrated",
              number(factors.time(), 2),
              number(factors.memory(), 2),
              String.join(texts.get("hardware.comma"), factors.runs())));
    }
    sentences.add(assumption(plan));
    if (vocabularyAssumed) {
      sentences.add(texts.get("hardware.source.vocabulary"));
    }
    for (String section : List.of("peakTeraflops", "bandwidth", "memory", "power", "price")) {
      String from = plan.profile().sources().get(section);
      sentences.add(
          texts.get(
              "hardware.source.file",
              texts.get("hardware.section." + section),
              from == null ? texts.get("hardware.source.none") : from));
    }
    if (plan.profile().devices() > 1) {
      sentences.add(texts.get("hardware.source.ring"));
    }
    return List.copyOf(sentences);
  }
}
