package org.modelwright.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.Lora;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.operator.NamePattern;
import org.modelwright.operator.Program;

/// The keys of training.yaml that say which parameters are trained.
///
/// @param freeze names of parameters that stay as they are
/// @param lora null for none; with it, only what it adds is trained
/// @param origins what gave each of the keys that have patterns, for complaints: `training.yaml`, or the
///     option that stands in its place
public record FineTuning(
    List<NamePattern> freeze, @Nullable Lora lora, Map<String, String> origins) {

  /// What the keys stand in, unless an option gives them.
  static final String FILE = "training.yaml";

  private static final String FREEZE = "training.freeze";
  private static final String TARGETS = "training.lora.targets";
  private static final String RANK = "training.lora.rank";

  /// Names that a complaint shows.
  private static final int SHOWN = 12;

  /// @param reader of the whole file's mapping
  /// @throws InputException naming file, line, key and remedy
  static FineTuning read(YamlReader reader) {
    List<NamePattern> freeze = patterns(reader, "freeze");
    YamlReader section = reader.section("lora");
    if (!section.has("rank") && (section.has("alpha") || section.has("targets"))) {
      throw section.missing("rank");
    }
    long rank = section.integer("rank", 0, 0, 65536);
    double alpha = section.number("alpha", 2.0 * rank, 0, 1e6);
    List<NamePattern> targets =
        section.has("targets")
            ? patterns(section, "targets")
            : List.of(new NamePattern("*.query"), new NamePattern("*.value"));
    section.finish();
    Map<String, String> origins =
        Map.of(
            FREEZE, origin(reader, "freeze"),
            TARGETS, origin(section, "targets"),
            RANK, origin(section, "rank"));
    return new FineTuning(freeze, rank == 0 ? null : new Lora(rank, alpha, targets), origins);
  }

  private static String origin(YamlReader reader, String key) {
    return reader
        .value(key)
        .map(YamlValue::place)
        .filter(place -> place.line() == 0)
        .map(YamlValue.Place::file)
        .orElse(FILE);
  }

  private static List<NamePattern> patterns(YamlReader reader, String key) {
    return reader.texts(key).stream().map(NamePattern::new).toList();
  }

  /// The program with what LoRA adds.
  ///
  /// @throws InputException where a pattern names nothing, or nothing is left to train
  Program apply(Program program) {
    List<String> names = program.slots().stream().map(Program.Slot::name).toList();
    for (NamePattern pattern : freeze) {
      requireOneOf(pattern, names, FREEZE, origin(FREEZE));
    }
    if (lora == null) {
      requireSomeTrained(names);
      return program;
    }
    List<String> maps = Lora.maps(program);
    for (NamePattern target : lora.targets()) {
      requireOneOf(target, maps, TARGETS, origin(TARGETS));
    }
    requireLowRank(lora, program, maps);
    Program adapted = lora.apply(program);
    requireSomeTrained(adapted.slots().stream().map(Program.Slot::name).toList());
    return adapted;
  }

  private String origin(String key) {
    return origins.getOrDefault(key, FILE);
  }

  /// @param origin the file or option that the pattern comes from
  /// @throws InputException where a pattern fits none of the names
  static void requireOneOf(NamePattern pattern, List<String> names, String key, String origin) {
    if (names.stream().noneMatch(pattern::matches)) {
      List<String> some = names.subList(0, Math.min(SHOWN, names.size()));
      throw new InputException(
          "%s: `%s` has the pattern `%s`, but the drawing has nothing of that name; there are: %s%s"
              .formatted(
                  origin,
                  key,
                  pattern.text(),
                  String.join(", ", some),
                  some.size() < names.size() ? ", ..." : "."));
    }
  }

  private void requireLowRank(Lora lora, Program program, List<String> maps) {
    List<String> weights =
        maps.stream()
            .filter(map -> lora.targets().stream().anyMatch(t -> t.matches(map)))
            .map(map -> map + Lora.WEIGHT)
            .toList();
    long highest =
        program.slots().stream()
            .filter(slot -> weights.contains(slot.name()))
            .map(slot -> slot.type().shape())
            .mapToLong(shape -> Math.min(shape.get(0).factor(), shape.last().factor()))
            .max()
            .orElseThrow();
    if (lora.rank() > highest) {
      throw new InputException(
          "%s: `%s` is %d, but no matrix that it adapts has a rank above %d; lower it."
              .formatted(origin(RANK), RANK, lora.rank(), highest));
    }
  }

  private void requireSomeTrained(List<String> names) {
    if (names.stream().noneMatch(trained())) {
      throw new InputException(
          "training.yaml: `training.freeze` leaves no parameter to train; freeze fewer.");
    }
  }

  /// Which parameters are trained, by name.
  public Predicate<String> trained() {
    Predicate<String> frozen = name -> freeze.stream().anyMatch(p -> p.matches(name));
    return lora == null ? frozen.negate() : frozen.negate().and(Lora::adds);
  }

  public Optional<Lora> adaptation() {
    return Optional.ofNullable(lora);
  }
}
