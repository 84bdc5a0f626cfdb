package org.modelwright.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.modelwright.file.YamlValue.Mapping;
import org.modelwright.file.YamlValue.Scalar;
import org.modelwright.file.YamlValue.Sequence;

/// Takes typed values out of a mapping, one key at a time, and at the end refuses the keys that
/// nobody asked for. Each complaint names file, line, key and remedy.
public final class YamlReader {

  /// Java also reads `1f` and `0x1p3`, which YAML and other programs do not.
  private static final Pattern DECIMAL = Pattern.compile("[-+.0-9eE]+");

  private static final Pattern WHOLE = Pattern.compile("[-+_0-9]+");

  private final Mapping mapping;
  private final String path;
  private final Set<String> asked = new LinkedHashSet<>();

  /// @param path the dotted prefix that messages show before a key, such as `training.`; may be empty
  public YamlReader(Mapping mapping, String path) {
    this.mapping = mapping;
    this.path = path;
  }

  public Mapping mapping() {
    return mapping;
  }

  public boolean has(String key) {
    asked.add(key);
    return mapping.entries().containsKey(key);
  }

  public Optional<YamlValue> value(String key) {
    asked.add(key);
    return Optional.ofNullable(mapping.entries().get(key));
  }

  public Optional<String> text(String key) {
    return value(key).map(v -> scalar(key, v, "a word").text());
  }

  public String text(String key, String ifAbsent) {
    return text(key).orElse(ifAbsent);
  }

  public String requiredText(String key) {
    return text(key).orElseThrow(() -> missing(key));
  }

  /// A path, relative ones to `folder`.
  public Path requiredPath(String key, Path folder) {
    String text = requiredText(key);
    try {
      if (!text.isBlank()) {
        return folder.resolve(text).normalize();
      }
    } catch (InvalidPathException e) {
      // falls through to the same complaint
    }
    throw wrong(key, value(key).orElseThrow(), "the path of a file or folder");
  }

  public long integer(String key, long ifAbsent, long low, long high) {
    Optional<YamlValue> value = value(key);
    if (value.isEmpty()) {
      return ifAbsent;
    }
    String wanted = "a whole number from " + low + " to " + high;
    Scalar scalar = scalar(key, value.get(), wanted);
    try {
      long number = Long.parseLong(scalar.text().replace("_", ""));
      if (number >= low && number <= high && !scalar.quoted()) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the same complaint
    }
    throw wrong(key, scalar, wanted);
  }

  /// As `integer`; empty where `word` stands in the number's place.
  public OptionalLong integerOr(String word, String key, long ifAbsent, long low, long high) {
    if (value(key).orElse(null) instanceof Scalar scalar && !scalar.quoted()) {
      if (scalar.text().equals(word)) {
        return OptionalLong.empty();
      }
      if (!WHOLE.matcher(scalar.text()).matches()) {
        throw wrong(key, scalar, word + " or a whole number from " + low + " to " + high);
      }
    }
    return OptionalLong.of(integer(key, ifAbsent, low, high));
  }

  public double number(String key, double ifAbsent, double low, double high) {
    Optional<YamlValue> value = value(key);
    if (value.isEmpty()) {
      return ifAbsent;
    }
    String wanted = "a number from " + shortest(low) + " to " + shortest(high);
    Scalar scalar = scalar(key, value.get(), wanted);
    try {
      double number = Double.parseDouble(scalar.text());
      boolean decimal = DECIMAL.matcher(scalar.text()).matches();
      if (decimal && number >= low && number <= high && !scalar.quoted()) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the same complaint
    }
    throw wrong(key, scalar, wanted);
  }

  public boolean flag(String key, boolean ifAbsent) {
    Optional<YamlValue> value = value(key);
    if (value.isEmpty()) {
      return ifAbsent;
    }
    Scalar scalar = scalar(key, value.get(), "true or false");
    return switch (scalar.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, scalar, "true or false");
    };
  }

  /// An enum constant by its name in lower case, `_` left out or written `-`.
  public <E extends Enum<E>> E choice(String key, E ifAbsent) {
    Optional<YamlValue> value = value(key);
    if (value.isEmpty()) {
      return ifAbsent;
    }
    List<E> constants = Arrays.asList(ifAbsent.getDeclaringClass().getEnumConstants());
    String wanted =
        "one of " + String.join(", ", constants.stream().map(YamlReader::word).toList());
    Scalar scalar = scalar(key, value.get(), wanted);
    return constants.stream()
        .filter(c -> word(c).equals(scalar.text()))
        .findFirst()
        .orElseThrow(() -> wrong(key, scalar, wanted));
  }

  /// The word that stands for an enum constant in files: lower case, `_` written as `-`.
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A list of words; a single word counts as a list of one.
  public List<String> texts(String key) {
    Optional<YamlValue> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof Sequence sequence) {
      List<String> texts = new ArrayList<>();
      for (YamlValue item : sequence.items()) {
        texts.add(scalar(key, item, "a list of words").text());
      }
      return List.copyOf(texts);
    }
    return List.of(scalar(key, value.get(), "a list of words").text());
  }

  /// A nested mapping; an absent key is an empty one.
  public YamlReader section(String key) {
    YamlValue value = value(key).orElse(new Mapping(mapping.place(), java.util.Map.of()));
    if (value instanceof Mapping section) {
      return new YamlReader(section, path + key + ".");
    }
    throw new InputException(
        value.place() + ": `" + path + key + "` must be a section of `key: value` lines.");
  }

  /// A list of mappings.
  public List<YamlReader> sections(String key) {
    Optional<YamlValue> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Sequence sequence)) {
      throw new InputException(value.get().place() + ": `" + path + key + "` must be a list.");
    }
    List<YamlReader> readers = new ArrayList<>();
    for (YamlValue item : sequence.items()) {
      if (!(item instanceof Mapping section)) {
        throw new InputException(
            item.place() + ": each item of `" + path + key + "` must be `{key: value, ...}`.");
      }
      readers.add(new YamlReader(section, path + key + "."));
    }
    return readers;
  }

  /// Refuses every key that was never asked for.
  public void finish() {
    for (var entry : mapping.entries().entrySet()) {
      if (!asked.contains(entry.getKey())) {
        throw new InputException(
            entry.getValue().place()
                + ": unknown key `"
                + path
                + entry.getKey()
                + "`; known here: "
                + String.join(", ", asked)
                + ".");
      }
    }
  }

  public InputException missing(String key) {
    return new InputException(
        mapping.place() + ": the key `" + path + key + "` is missing; add it.");
  }

  public InputException wrong(String key, YamlValue value, String wanted) {
    String found = value instanceof Scalar scalar ? "`" + scalar.text() + "`" : "a list or section";
    return new InputException(
        value.place() + ": `" + path + key + "` is " + found + ", but must be " + wanted + ".");
  }

  private Scalar scalar(String key, YamlValue value, String wanted) {
    if (value instanceof Scalar scalar) {
      return scalar;
    }
    throw wrong(key, value, wanted);
  }

  private static String shortest(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
