package org.modelwright.app.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Format;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelwright.app.command.CommandId;
import org.modelwright.layer.Layer;
import org.modelwright.layer.LayerCatalogue;
import org.modelwright.layer.Setting;

class TranslationsTest {

  private static final String CHINESE = "_zh_CN.properties";
  private static final Path ROOT = root();
  private static final Path BUNDLES =
      ROOT.resolve("assets/src/main/resources/org/modelwright/assets/i18n");

  /// A text in quotes that has the form of a key, or of the beginning of one: `"edit.move"`,
  /// `"palette.family."`.
  private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z]*\\.[A-Za-z0-9.]*)\"");

  /// What the sources append to a key: `key + ".help"`.
  private static final Pattern ENDING = Pattern.compile("\\+ \"(\\.[A-Za-z0-9.]+)\"");

  /// Whatever else could be part of one.
  private static final Pattern WORD = Pattern.compile("\"([A-Za-z0-9.]+)\"");

  private static final Set<String> PREFERENCES = Set.of("inspector.help.unfolded", "queue.paused");

  /// A word in the first column of a table of keys, as in ``| `beta1`, `beta2` | ...``.
  private static final Pattern FILE_KEY =
      Pattern.compile("(?<=^\\| [^|]{0,80})`([A-Za-z0-9.]+)(?:\\[])?`", Pattern.MULTILINE);

  private static final Set<String> FILE_KEYS = new TreeSet<>();
  private static final Set<String> LITERALS = new TreeSet<>();
  private static final Set<String> WORDS = new TreeSet<>();
  private static final Set<String> ENDINGS = new TreeSet<>(Set.of(""));

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("assets/src"))) {
      at = at.getParent();
    }
    return at;
  }

  static Stream<String> bundles() throws IOException {
    try (var files = Files.list(BUNDLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(CHINESE))
          .map(name -> name.replace(".properties", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @BeforeAll
  static void readSources() throws IOException {
    find(FILE_KEY, Files.readString(ROOT.resolve("docs/files.md")), FILE_KEYS);
    for (String module : List.of("app", "training-core")) {
      try (var files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String source = Files.readString(file);
          find(LITERAL, source, LITERALS);
          find(WORD, source, WORDS);
          find(ENDING, source, ENDINGS);
        }
      }
    }
  }

  private static void find(Pattern pattern, String source, Set<String> found) {
    Matcher matcher = pattern.matcher(source);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
  }

  @Test
  void everyBundleIsInBothLanguages() throws IOException {
    List<String> chinese;
    try (var files = Files.list(BUNDLES)) {
      chinese =
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith(CHINESE))
              .map(n -> n.replace(CHINESE, ""))
              .sorted()
              .toList();
    }
    assertThat(bundles().toList()).isEqualTo(chinese).hasSizeGreaterThan(14);
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void bothLanguagesHaveTheSameKeysWithTheSamePlaces(String bundle) throws IOException {
    Map<String, String> english = read(bundle + ".properties");
    Map<String, String> chinese = read(bundle + CHINESE);
    assertThat(chinese.keySet()).isEqualTo(english.keySet()).isNotEmpty();
    english.forEach((key, words) -> {
      assertThat(key).startsWith(bundle + ".");
      assertThat(places(chinese.get(key))).as(key).isEqualTo(places(words));
    });
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void everyKeyIsUsed(String bundle) throws IOException {
    assertThat(read(bundle + ".properties").keySet())
        .allSatisfy(key -> assertThat(used(key)).isTrue());
  }

  /// A key is used where a source holds it, or its beginning up to a dot, as for the constants of an
  /// enum, or where it is one of those with an ending that sources append. Behind the bare name of a
  /// bundle, as in `"data." + key`, the rest must stand in a source, or all of it but a last word that
  /// the user chooses.
  private static boolean used(String key) {
    return ENDINGS.stream()
        .filter(key::endsWith)
        .map(ending -> key.substring(0, key.length() - ending.length()))
        .anyMatch(stem ->
            LITERALS.contains(stem)
                || LITERALS.stream().anyMatch(l -> l.matches(".+\\..+\\.") && stem.startsWith(l))
                || isMade(stem));
  }

  private static boolean isMade(String stem) {
    String bundle = stem.substring(0, stem.indexOf('.') + 1);
    String rest = stem.substring(bundle.length());
    if (bundle.equals("command.")) {
      return Stream.of(CommandId.values())
          .flatMap(id -> Stream.of(id.textKey(), id.menu().textKey()))
          .anyMatch(stem::equals);
    }
    if (bundle.equals("layer.")) {
      return LayerCatalogue.all().stream().anyMatch(layer -> isAbout(layer, rest));
    }
    return bundle.equals("glossary.")
        || (LITERALS.contains(bundle)
            && (WORDS.contains(rest)
                || WORDS.contains(rest.substring(0, Math.max(0, rest.lastIndexOf('.'))))));
  }

  private static boolean isAbout(Layer layer, String rest) {
    return Stream.concat(
            Stream.of("summary", "formula", "use", "paper"),
            layer.settings().stream()
                .flatMap(setting -> Stream.of(setting.name(), setting.name() + ".default")))
        .anyMatch(part -> rest.equals(layer.kind() + "." + part));
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void noKeyIsMissing(String bundle) throws IOException {
    Set<String> keys = read(bundle + ".properties").keySet();
    List<String> missing =
        LITERALS.stream()
            .filter(l -> l.startsWith(bundle + ".") && !l.endsWith("."))
            .filter(l -> keys.stream().noneMatch(k -> k.equals(l) || k.startsWith(l + ".")))
            .filter(l -> !isNoKey(l))
            .toList();
    assertThat(missing).isEmpty();
  }

  /// Names of files, keys of a project's files, and preferences that are not shown.
  private static boolean isNoKey(String literal) {
    return literal.matches(".*\\.(yaml|json|css|log|txt|md|lock)")
        || FILE_KEYS.contains(literal.substring(literal.indexOf('.') + 1))
        || PREFERENCES.contains(literal);
  }

  @Test
  void everyLayerOfTheCatalogueAndEachOfItsSettingsIsExplained() {
    for (Locale language : Texts.LANGUAGES) {
      var texts = new Texts(language);
      for (Layer layer : LayerCatalogue.all()) {
        for (Setting<?> setting : layer.settings()) {
          assertThat(texts.get("layer." + layer.kind() + "." + setting.name())).isNotBlank();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CommandId.class)
  void everyCommandHasItsWords(CommandId id) {
    for (Locale language : Texts.LANGUAGES) {
      var texts = new Texts(language);
      assertThat(texts.get(id.textKey())).isNotBlank();
      assertThat(texts.get(id.menu().textKey())).isNotBlank();
    }
  }

  @Test
  void everyTermOfTheGlossaryIsExplained() {
    for (Locale language : Texts.LANGUAGES) {
      var texts = new Texts(language);
      assertThat(Glossary.all(texts)).hasSizeGreaterThanOrEqualTo(40);
      assertThat(Glossary.all(texts)).allSatisfy(t -> assertThat(t.meaning()).isNotBlank());
    }
    assertThat(Glossary.find(new Texts(Locale.ENGLISH), "swiglu").orElseThrow().name())
        .isEqualTo("SwiGLU, GeGLU");
    assertThat(Glossary.find(new Texts(Locale.ENGLISH), "noSuchTerm")).isEmpty();
  }

  /// Which of `{0}`, `{1}`, ... a pattern fills. Chinese has no plural, so that a choice by number is
  /// the number alone there.
  private static Set<Integer> places(String pattern) {
    var format = new MessageFormat(pattern, Locale.ROOT);
    Format[] formats = format.getFormatsByArgumentIndex();
    var marks = new Object[formats.length];
    var found = new TreeSet<Integer>();
    for (int i = 0; i < formats.length; i++) {
      marks[i] = formats[i] == null ? "\u0001" + i + "\u0002" : 7_000_001 + i;
    }
    String said = format.format(marks).replace(",", "");
    for (int i = 0; i < formats.length; i++) {
      if (said.contains("\u0001" + i + "\u0002") || said.contains(String.valueOf(7_000_001 + i))) {
        found.add(i);
      }
    }
    return found;
  }

  private static Map<String, String> read(String file) throws IOException {
    var texts = new Properties();
    try (Reader in = Files.newBufferedReader(BUNDLES.resolve(file))) {
      texts.load(in);
    }
    return texts.stringPropertyNames().stream()
        .collect(Collectors.toMap(k -> k, texts::getProperty, (a, _) -> a, TreeMap::new));
  }
}
