package org.modelwright.hardware;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.train.TrainingSettings.Precision;

/// Profiles as files that people read and change: figures in the units of data sheets, each section
/// with the source of its figures.
final class ProfileYaml {

  private static final int FORMAT = 1;
  private static final double GIGA = 1e9;
  private static final double TERA = 1e12;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private ProfileYaml() {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// @throws InputException naming file, line, key and remedy
  static Profile read(YamlValue.Mapping tree) {
    var reader = new YamlReader(tree, "");
    if (reader.integer("format", FORMAT, 1, Integer.MAX_VALUE) > FORMAT) {
      throw new InputException(
          tree.place().file()
              + ": the profile was written by a newer version of Modelwright; use that version.");
    }
    String name = reader.requiredText("name");
    if (!isName(name)) {
      throw reader.wrong(
          "name",
          reader.value("name").orElseThrow(),
          "at most 64 small letters, digits and `-`, beginning with a letter or digit");
    }
    String summary = reader.text("summary", "");
    Map<String, String> sources = new LinkedHashMap<>();

    YamlReader device = section(reader, "device", sources);
    Profile.Kind kind = device.choice("kind", Profile.Kind.CUDA);
    String product = device.requiredText("name");
    int count = (int) device.integer("count", 1, 1, 1024);
    int nodes = (int) device.integer("nodes", 1, 1, 100_000);
    device.finish();

    YamlReader memory = section(reader, "memory", sources);
    long memoryBytes = (long) (required(memory, "gigabytes", 0.1, 1e6) * GIGA);
    memory.finish();

    YamlReader peaks = section(reader, "peakTeraflops", sources);
    Map<Precision, Double> peakFlops = new EnumMap<>(Precision.class);
    for (Precision precision : Precision.values()) {
      double peak = peaks.number(YamlReader.word(precision), 0, 0, 1e6);
      if (peak > 0) {
        peakFlops.put(precision, peak * TERA);
      }
    }
    if (!peakFlops.containsKey(Precision.FP32)) {
      throw peaks.missing("fp32");
    }
    peaks.finish();

    YamlReader speeds = section(reader, "bandwidth", sources);
    var bandwidth =
        new Profile.Bandwidth(
            required(speeds, "memoryGigabytesPerSecond", 0.1, 1e6) * GIGA,
            speeds.number("linkGigabytesPerSecond", 0, 0, 1e6) * GIGA,
            speeds.number("networkGigabytesPerSecond", 0, 0, 1e6) * GIGA);
    if (count > 1 && bandwidth.link() == 0) {
      throw speeds.missing("linkGigabytesPerSecond");
    }
    if (nodes > 1 && bandwidth.network() == 0) {
      throw speeds.missing("networkGigabytesPerSecond");
    }
    speeds.finish();

    YamlReader money = section(reader, "price", sources);
    var price =
        new Profile.Price(
            money.number("perHour", 0, 0, 1e6),
            money.text("currency", "USD"),
            money.number("transferPerGigabyte", 0, 0, 1e6),
            money.text("date", ""));
    money.finish();

    YamlReader power = section(reader, "power", sources);
    double watts = power.number("watts", 0, 0, 1e6);
    power.finish();

    YamlReader storage = section(reader, "storage", sources);
    Profile.StorageTier fast = tier(storage.section("fast"));
    Profile.StorageTier archive = tier(storage.section("archive"));
    storage.finish();

    var profile =
        new Profile(
            name,
            summary,
            kind,
            product,
            count,
            nodes,
            memoryBytes,
            peakFlops,
            bandwidth,
            price,
            watts,
            fast,
            archive,
            reader.texts("environment"),
            sources);
    reader.finish();
    return profile;
  }

  private static YamlReader section(YamlReader reader, String key, Map<String, String> sources) {
    YamlReader section = reader.section(key);
    section.text("source").ifPresent(source -> sources.put(key, source));
    return section;
  }

  private static double required(YamlReader reader, String key, double low, double high) {
    if (!reader.has(key)) {
      throw reader.missing(key);
    }
    return reader.number(key, low, low, high);
  }

  private static Profile.StorageTier tier(YamlReader reader) {
    var tier =
        new Profile.StorageTier(
            reader.text("path", ""),
            (long) (reader.number("gigabytes", 0, 0, 1e9) * GIGA),
            reader.number("pricePerGigabyteMonth", 0, 0, 1e6));
    reader.finish();
    return tier;
  }

  /// A text that [#read] reads back to the same profile.
  static String write(Profile profile) {
    var text = new StringBuilder();
    text.append("format: ").append(FORMAT).append('\n');
    text.append("name: ").append(profile.name()).append('\n');
    text.append("summary: ").append(quoted(profile.summary())).append('\n');
    text.append("device:\n");
    line(text, "kind", YamlReader.word(profile.kind()));
    line(text, "name", quoted(profile.device()));
    line(text, "count", Integer.toString(profile.count()));
    line(text, "nodes", Integer.toString(profile.nodes()));
    source(text, profile, "device");
    text.append("memory:\n");
    line(text, "gigabytes", number(profile.memoryBytes() / GIGA));
    source(text, profile, "memory");
    text.append("peakTeraflops:\n");
    for (Precision precision : Precision.values()) {
      profile
          .peak(precision)
          .ifPresent(peak -> line(text, YamlReader.word(precision), number(peak / TERA)));
    }
    source(text, profile, "peakTeraflops");
    text.append("bandwidth:\n");
    line(text, "memoryGigabytesPerSecond", number(profile.bandwidth().memory() / GIGA));
    line(text, "linkGigabytesPerSecond", number(profile.bandwidth().link() / GIGA));
    line(text, "networkGigabytesPerSecond", number(profile.bandwidth().network() / GIGA));
    source(text, profile, "bandwidth");
    text.append("price:\n");
    line(text, "perHour", number(profile.price().perHour()));
    line(text, "currency", quoted(profile.price().currency()));
    line(text, "transferPerGigabyte", number(profile.price().transferPerGigabyte()));
    line(text, "date", quoted(profile.price().date()));
    source(text, profile, "price");
    text.append("power:\n");
    line(text, "watts", number(profile.watts()));
    source(text, profile, "power");
    text.append("storage:\n");
    line(text, "fast", tier(profile.fast()));
    line(text, "archive", tier(profile.archive()));
    source(text, profile, "storage");
    text.append("environment:");
    text.append(profile.environment().isEmpty() ? " []\n" : "\n");
    profile.environment().forEach(e -> text.append("  - ").append(quoted(e)).append('\n'));
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("  ").append(key).append(": ").append(value).append('\n');
  }

  private static void source(StringBuilder text, Profile profile, String section) {
    String source = profile.sources().get(section);
    if (source != null) {
      line(text, "source", quoted(source));
    }
  }

  private static String tier(Profile.StorageTier tier) {
    return "{path: %s, gigabytes: %s, pricePerGigabyteMonth: %s}"
        .formatted(
            quoted(tier.path()), number(tier.bytes() / GIGA), number(tier.perGigabyteMonth()));
  }

  /// A JSON text is a YAML text too, whatever characters are in it.
  private static String quoted(String text) {
    return Json.line().writeValueAsString(text);
  }

  private static String number(double value) {
    return value == Math.rint(value) && value < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
