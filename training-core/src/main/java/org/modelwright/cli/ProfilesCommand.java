package org.modelwright.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.modelwright.file.YamlReader;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Profiles;
import org.modelwright.train.TrainingSettings.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "profiles",
    description = "List the hardware that `plan` knows, or copy a profile to change it.",
    subcommands = ProfilesCommand.Copy.class)
final class ProfilesCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    Profiles profiles = Profiles.ofUser();
    List<Profiles.Entry> all = profiles.all();
    if (json) {
      Output.json(Map.of("profiles", all.stream().map(ProfilesCommand::document).toList()));
      return 0;
    }
    Output.result(
        "%-16s %-9s %-26s %7s %9s %12s %12s %14s",
        "profile", "origin", "device", "devices", "memory", "fp32", "bf16", "an hour");
    for (Profiles.Entry entry : all) {
      Profile profile = entry.profile();
      Output.result(
          "%-16s %-9s %-26s %7d %6.0f GB %12s %12s %10.2f %s",
          profile.name(),
          YamlReader.word(entry.origin()),
          profile.device(),
          profile.devices(),
          profile.memoryBytes() / 1e9,
          teraflops(profile, Precision.FP32),
          teraflops(profile, Precision.BF16),
          profile.price().perHour() * profile.devices(),
          profile.price().currency());
    }
    Output.result("");
    Output.result("Prices are examples; `modelwright profiles copy NAME NEWNAME` makes a file of");
    Output.result("your own in %s, with every figure and its source.", profiles.folder());
    return 0;
  }

  private static String teraflops(Profile profile, Precision precision) {
    return profile.peak(precision).isPresent()
        ? String.format(
            java.util.Locale.ROOT, "%.1f TFLOP/s", profile.peak(precision).getAsDouble() / 1e12)
        : "none";
  }

  private static Map<String, Object> document(Profiles.Entry entry) {
    Profile profile = entry.profile();
    Map<String, Object> peaks = new LinkedHashMap<>();
    for (Precision precision : Precision.values()) {
      profile.peak(precision).ifPresent(peak -> peaks.put(YamlReader.word(precision), peak));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", profile.name());
    document.put("origin", YamlReader.word(entry.origin()));
    document.put("summary", profile.summary());
    document.put("kind", YamlReader.word(profile.kind()));
    document.put("device", profile.device());
    document.put("count", profile.count());
    document.put("nodes", profile.nodes());
    document.put("memoryBytes", profile.memoryBytes());
    document.put("peakFlops", peaks);
    document.put("bandwidth", profile.bandwidth());
    document.put("price", profile.price());
    document.put("watts", profile.watts());
    document.put("storage", Map.of("fast", profile.fast(), "archive", profile.archive()));
    document.put("environment", profile.environment());
    document.put("sources", profile.sources());
    return document;
  }

  @Command(
      name = "copy",
      description = "Write a profile as a file of your own under a new name, to change it there.")
  static final class Copy implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "NAME", description = "A profile's name or file.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "NEWNAME", description = "The copy's name.")
    private String newName = "";

    @Override
    public Integer call() {
      Path file = Profiles.ofUser().copy(name, newName);
      Output.result("Wrote %s; change it there, then plan with --profile %s.", file, newName);
      return 0;
    }
  }
}
