package org.modelwright.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.YamlReader;
import org.modelwright.hardware.Advice;
import org.modelwright.hardware.Measurement;
import org.modelwright.hardware.MemoryNeed;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Profile;
import org.modelwright.train.TrainingSettings;

/// A plan, for people and for programs.
final class PlanReport {

  private static final int BAR = 60;
  private static final String ESTIMATED = "estimated";

  private PlanReport() {}

  static Map<String, Object> document(Plan plan, @Nullable Measurement measured) {
    Profile profile = plan.profile();
    TrainingSettings training = plan.workload().training();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("device", profile.device());
    document.put("devices", profile.devices());
    document.put("precision", YamlReader.word(training.precision()));
    document.put("batchSize", training.batchSize());
    document.put("accumulation", training.accumulation());
    document.put("context", plan.workload().context());
    document.put("fits", plan.fits());
    document.put("memoryBytes", memory(plan.memory()));
    document.put("deviceMemoryBytes", profile.memoryBytes());
    document.put("usableMemoryBytes", plan.usableBytes());
    document.put("activationBytesWithoutCheckpointing", plan.activationsWithout());
    document.put("activationBytesWithCheckpointing", plan.activationsWith());
    document.put("plannedTokens", plan.workload().tokens());
    document.put("steps", plan.steps());
    document.put("tokensPerSecond", plan.tokensPerSecond());
    document.put("millisPerStep", 1000 * plan.time().seconds());
    document.put("mfu", plan.mfu());
    document.put("hours", plan.hours());
    document.put("energyKWh", plan.energyKilowattHours());
    document.put("cost", plan.cost());
    document.put("currency", profile.price().currency());
    Map<String, Object> communication = new LinkedHashMap<>();
    communication.put("bytesPerDeviceAndStep", plan.time().bytesSent());
    communication.put("millisPerStep", 1000 * plan.time().communication());
    document.put("communication", communication);
    document.put("basis", ESTIMATED);
    document.put("sources", sources(plan));
    document.put("advice", plan.advice().stream().map(PlanReport::advice).toList());
    document.put("measured", measured);
    return document;
  }

  private static Map<String, Object> memory(MemoryNeed memory) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("weights", memory.weights());
    document.put("gradients", memory.gradients());
    document.put("optimizer", memory.optimizer());
    document.put("activations", memory.activations());
    document.put("workspace", memory.workspace());
    document.put("total", memory.total());
    return document;
  }

  private static Map<String, Object> advice(Advice advice) {
    Plan then = advice.then();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("change", advice.change());
    document.put("settings", advice.settings());
    document.put("devicesPerNode", then.profile().count());
    document.put("why", advice.reason().words());
    document.put("fits", then.fits());
    document.put("memoryBytes", then.memory().total());
    document.put("tokensPerSecond", then.tokensPerSecond());
    document.put("hours", then.hours());
    document.put("energyKWh", then.energyKilowattHours());
    document.put("cost", then.cost());
    return document;
  }

  /// Where each figure is from.
  private static Map<String, String> sources(Plan plan) {
    boolean known = plan.factors().isMeasured();
    String calibrated = known ? ", " + plan.factors().source() : "";
    Map<String, String> from = plan.profile().sources();
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put(
        "memoryBytes",
        ESTIMATED
            + ": weights, gradients and optimizer by their types, the rest by the operators"
            + calibrated);
    sources.put("tokensPerSecond", ESTIMATED + calibrated + "; " + plan.assumption());
    sources.put("peak", from.getOrDefault("peakTeraflops", "not given"));
    sources.put("energyKWh", "estimated at full power: " + from.getOrDefault("power", "not given"));
    sources.put("cost", "estimated: " + from.getOrDefault("price", "not given"));
    if (plan.profile().devices() > 1) {
      sources.put(
          "communication",
          "estimated: a ring at the full speed of " + from.getOrDefault("bandwidth", "not given"));
    }
    return sources;
  }

  static void print(Plan plan, @Nullable Measurement measured) {
    Profile profile = plan.profile();
    TrainingSettings training = plan.workload().training();
    Output.result(
        "%s: %d x %s, %.1f GB each",
        profile.name(), profile.devices(), profile.device(), profile.memoryBytes() / 1e9);
    Output.result(
        "%d windows of %d tokens x %d micro-batches a step, %s%s",
        training.batchSize(),
        plan.workload().context(),
        training.accumulation(),
        YamlReader.word(training.precision()),
        profile.devices() > 1 ? ", on each device" : "");
    Output.result("");
    bar(plan);
    Output.result("");
    figures(plan);
    if (!plan.advice().isEmpty()) {
      Output.result("");
      Output.result(
          "%-62s %5s %10s %14s %9s", "what to change", "fits", "memory", "tokens/s", "time");
      plan.advice().forEach(PlanReport::row);
    }
    if (measured != null) {
      Output.result("");
      print(measured);
    }
    Output.result("");
    sources(plan).forEach((figure, source) -> Output.result("%s: %s.", figure, source));
  }

  private static void bar(Plan plan) {
    MemoryNeed memory = plan.memory();
    List<Map.Entry<String, Long>> parts =
        List.of(
            Map.entry("weights", memory.weights()),
            Map.entry("gradients", memory.gradients()),
            Map.entry("optimizer", memory.optimizer()),
            Map.entry("activations", memory.activations()),
            Map.entry("workspace", memory.workspace()));
    double scale = (double) BAR / Math.max(memory.total(), plan.usableBytes());
    var bar = new StringBuilder();
    double sum = 0;
    for (var part : parts) {
      sum += part.getValue();
      while (bar.length() < Math.round(sum * scale)) {
        bar.append(part.getKey().charAt(0));
      }
    }
    int limit = (int) Math.round(plan.usableBytes() * scale);
    while (bar.length() < limit) {
      bar.append('.');
    }
    bar.insert(Math.min(limit, bar.length()), '|');
    Output.result("[%s]", bar);
    for (var part : parts) {
      Output.result(
          "  %s  %-12s %12s %6.1f %%",
          part.getKey().charAt(0),
          part.getKey(),
          bytes(part.getValue()),
          100.0 * part.getValue() / memory.total());
    }
    Output.result(
        "     %-12s %12s of %s that may be taken (%.0f %% of the device): %s",
        "total",
        bytes(memory.total()),
        bytes(plan.usableBytes()),
        100.0 * plan.usableBytes() / plan.profile().memoryBytes(),
        plan.fits() ? "it fits" : "IT DOES NOT FIT");
    Output.result(
        "     activations %s without checkpointing, %s with it",
        bytes(plan.activationsWithout()), bytes(plan.activationsWith()));
  }

  private static void figures(Plan plan) {
    Output.result(
        "%,.0f tokens/s, %.1f ms a step, MFU %.1f %% (estimated%s)",
        plan.tokensPerSecond(),
        1000 * plan.time().seconds(),
        100 * plan.mfu(),
        plan.factors().isMeasured() ? ", " + plan.factors().source() : "");
    Output.result(
        "%,.0f tokens in %,d steps: %s, %.2f kWh, %.2f %s",
        plan.workload().tokens(),
        plan.steps(),
        hours(plan.hours()),
        plan.energyKilowattHours(),
        plan.cost(),
        plan.profile().price().currency());
    if (plan.profile().devices() > 1) {
      Output.result(
          "all-reduce: each device sends %s a step, %.1f ms of it",
          bytes((long) plan.time().bytesSent()), 1000 * plan.time().communication());
    }
  }

  private static void row(Advice advice) {
    Plan then = advice.then();
    Output.result(
        "%-62s %5s %10s %14s %9s",
        advice.change(),
        then.fits() ? "yes" : "no",
        bytes(then.memory().total()),
        String.format(java.util.Locale.ROOT, "%,.0f", then.tokensPerSecond()),
        hours(then.hours()));
    Output.result("    %s", advice.reason().words());
  }

  private static void print(Measurement measured) {
    if (measured.memoryFactor() == null) {
      // of a GPU's memory a run tells nothing
      Output.result(
          "run %s: predicted %.1f ms a step, measured %.1f ms (%+.0f %%)",
          measured.run(),
          measured.predictedMillisPerStep(),
          measured.millisPerStep(),
          100 * measured.predictedMillisPerStep() / measured.millisPerStep() - 100);
      return;
    }
    Output.result(
        "run %s: predicted %s and %.1f ms a step, measured %s and %.1f ms (%+.0f %%, %+.0f %%)",
        measured.run(),
        bytes(measured.predictedMemoryBytes()),
        measured.predictedMillisPerStep(),
        bytes(measured.memoryBytes()),
        measured.millisPerStep(),
        100.0 * measured.predictedMemoryBytes() / measured.memoryBytes() - 100,
        100 * measured.predictedMillisPerStep() / measured.millisPerStep() - 100);
  }

  static String bytes(long bytes) {
    return bytes >= 10_000_000_000L
        ? String.format(java.util.Locale.ROOT, "%,.1f GB", bytes / 1e9)
        : String.format(java.util.Locale.ROOT, "%,.0f MB", bytes / 1e6);
  }

  static String hours(double hours) {
    if (hours < 48) {
      return Output.duration(hours * 3600);
    }
    return String.format(java.util.Locale.ROOT, "%,.1f days", hours / 24);
  }
}
