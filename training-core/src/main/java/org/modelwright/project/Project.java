package org.modelwright.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.modelwright.compile.Analysis;
import org.modelwright.compile.Compilation;
import org.modelwright.compile.Compiler;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureFile;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Node;
import org.modelwright.hardware.Workload;
import org.modelwright.operator.Program;
import org.modelwright.progress.Progress;
import org.modelwright.run.RunFolder;
import org.modelwright.run.StorageTiers;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;
import org.modelwright.train.TrainingSettings;

/// A project as its files stand, or as they are being edited, all of them read and checked.
///
/// @param folder absolute
/// @param architectureText the drawing as it is written by the program, comments left out
/// @param dataTree data.yaml, overrides applied
/// @param trainingTree training.yaml, overrides applied
/// @param threads as in [RunConfiguration]
/// @param storage where checkpoints go
/// @param notes what was settled for the user, a sentence each
public record Project(
    Path folder,
    String name,
    ArchitectureFile architecture,
    String architectureText,
    YamlValue.Mapping dataTree,
    YamlValue.Mapping trainingTree,
    DataSettings data,
    TrainingSettings training,
    DeviceName device,
    int threads,
    StorageTiers storage,
    List<String> notes) {

  public static final String FILE = "modelwright.yaml";
  public static final String ARCHITECTURE = "architecture.yaml";
  public static final String DATA = "data.yaml";
  public static final String TRAINING = "training.yaml";
  public static final String HARDWARE = "hardware.yaml";

  static final int FORMAT = 1;

  /// All bytes and the end of a text.
  private static final int BYTES = 257;

  /// The printable characters of ASCII and the end of a line.
  private static final int CHARACTERS = 96;

  /// @throws InputException naming the file, the key and the remedy, where anything is wrong
  public static Project open(Path folder) {
    return open(folder, List.of());
  }

  /// @param overrides `training.steps=100`, `data.context=64`, ...: they win over the files
  /// @throws InputException naming the file, the key and the remedy, where anything is wrong
  public static Project open(Path folder, List<String> overrides) {
    return open(folder, overrides, "--set");
  }

  /// @param source what the user has in place of the sources in data.yaml
  /// @throws InputException naming the file, the key and the remedy, where anything is wrong
  public static Project open(Path folder, Optional<OwnSource> source, List<String> overrides) {
    return open(folder, source, overrides, "--set");
  }

  /// @param option what the overrides were given with, for messages
  /// @throws InputException naming the file, the key and the remedy, where anything is wrong
  public static Project open(Path folder, List<String> overrides, String option) {
    return open(folder, Optional.empty(), overrides, option);
  }

  private static Project open(
      Path folder, Optional<OwnSource> source, List<String> overrides, String option) {
    Path absolute = folder.toAbsolutePath().normalize();
    String name = name(folder);
    YamlValue.Mapping data = Yaml.read(folder.resolve(DATA));
    if (source.isPresent()) {
      data = source.get().in(data);
    }
    YamlValue.Mapping training = Yaml.read(folder.resolve(TRAINING));
    YamlValue.Mapping hardware = HardwareSettings.tree(folder.resolve(HARDWARE));
    Set<String> overridden = new HashSet<>();
    ArchitectureFile architecture = ArchitectureYaml.read(folder.resolve(ARCHITECTURE));
    for (String override : overrides) {
      Setting parsed = Setting.parse(override, option);
      overridden.add(parsed.section() + "." + parsed.key());
      switch (parsed.section()) {
        case "data" -> data = data.with(parsed.key(), parsed.value());
        case "training" -> training = training.with(parsed.key(), parsed.value());
        case "hardware" -> hardware = hardware.with(parsed.key(), parsed.value());
        case "drawing" ->
            architecture =
                new ArchitectureFile(
                    parsed.edit().apply(architecture.architecture()), architecture.places());
        default -> throw parsed.unknownSection();
      }
    }
    List<String> notes = List.of();
    if (overridden.contains("training.steps") && !overridden.contains("training.warmupSteps")) {
      Optional<ShorterWarmup> shorter = ShorterWarmup.of(training);
      if (shorter.isPresent()) {
        training = shorter.get().settings();
        notes = List.of(shorter.get().note());
      }
    }
    return of(absolute, name, architecture, data, training, hardware, notes);
  }

  /// A project from its parts, saved or not.
  ///
  /// @param folder absolute
  /// @param data what data.yaml says, and so on
  /// @throws InputException naming the file, the key and the remedy, where anything is wrong
  public static Project of(
      Path folder,
      String name,
      Architecture drawing,
      YamlValue.Mapping data,
      YamlValue.Mapping training,
      YamlValue.Mapping hardware) {
    return of(
        folder, name, new ArchitectureFile(drawing, Map.of()), data, training, hardware, List.of());
  }

  private static Project of(
      Path folder,
      String name,
      ArchitectureFile architecture,
      YamlValue.Mapping data,
      YamlValue.Mapping training,
      YamlValue.Mapping hardware,
      List<String> notes) {
    HardwareSettings machine = HardwareSettings.read(new YamlReader(hardware, "hardware."), folder);
    return new Project(
        folder,
        name,
        architecture,
        ArchitectureYaml.write(architecture.architecture()),
        data,
        training,
        DataSettings.read(new YamlReader(data, "data."), folder),
        TrainingSettings.readNew(new YamlReader(training, "training.")),
        machine.device(),
        machine.threads(),
        machine.storage(),
        notes);
  }

  private static String name(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "There is no project folder "
              + folder
              + "; make one with `modelwright new "
              + folder
              + " --template java-lm`.");
    }
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new InputException(
          folder
              + " is not a Modelwright project: it has no "
              + FILE
              + "; make one with `modelwright new DIR --template java-lm`.");
    }
    var reader = new YamlReader(Yaml.read(file), "");
    requireKnownFormat(reader, file);
    String name = reader.requiredText("name");
    reader.finish();
    return name;
  }

  /// Refuses a project of a format that this version does not know.
  ///
  /// @param reader of the project file
  /// @throws InputException where it is newer
  public static void requireKnownFormat(YamlReader reader, Path file) {
    if (reader.integer("format", FORMAT, 1, Integer.MAX_VALUE) > FORMAT) {
      throw new InputException(
          file + ": the project was made by a newer version of Modelwright; use that version.");
    }
  }

  /// The folder of all runs.
  public Path runs() {
    return runs(folder);
  }

  public static Path runs(Path folder) {
    return folder.resolve("runs");
  }

  /// The folder of what has been exported.
  public static Path exports(Path folder) {
    return folder.resolve("exports");
  }

  /// A run of the project in `folder`, whose other files need not be valid.
  ///
  /// @param run its name or `last`
  /// @throws InputException where there is no such project or run
  public static RunFolder run(Path folder, String run) {
    return RunFolder.find(requireProject(folder), run);
  }

  /// The runs of the project in `folder`, whose other files need not be valid.
  ///
  /// @throws InputException where there is no project
  public static Path requireProject(Path folder) {
    String _ = name(folder);
    return runs(folder);
  }

  /// Compiles the drawing for the tokenizer's vocabulary. Only a vocabulary of characters has to be
  /// read from the data.
  public Compilation compile(Progress progress) {
    return Compiler.compile(architecture.architecture(), vocabulary(progress));
  }

  /// Analyses the drawing for the project's tokenizer, batch and context.
  public Analysis analysis(Progress progress) {
    return Analysis.of(
        architecture.architecture(), vocabulary(progress), training.batchSize(), data.context());
  }

  /// The project's text, encoded; made now where the cache does not hold it.
  public Dataset dataset(Progress progress) {
    return Dataset.open(data, TrainingRun.cache(folder), progress);
  }

  /// How many tokens the model will know. Only a vocabulary of characters or bytes is read from the data.
  public OptionalLong vocabulary(Progress progress) {
    return switch (data.tokenizer()) {
      case TokenizerSettings.Bpe bpe -> OptionalLong.of(bpe.vocabulary());
      case TokenizerSettings.Bytes _, TokenizerSettings.Characters _ -> {
        try (Dataset dataset = dataset(progress)) {
          yield OptionalLong.of(dataset.tokenizer().vocabularySize());
        }
      }
      case TokenizerSettings.Existing existing ->
          OptionalLong.of(Tokenizers.load(existing.path()).vocabularySize());
    };
  }

  /// How many tokens the model would know, without a look at the data: characters are taken to be those
  /// of plain English text.
  public int typicalVocabulary() {
    return switch (data.tokenizer()) {
      case TokenizerSettings.Bpe bpe -> bpe.vocabulary();
      case TokenizerSettings.Bytes _ -> BYTES;
      case TokenizerSettings.Characters _ -> CHARACTERS;
      case TokenizerSettings.Existing existing -> Tokenizers.load(existing.path()).vocabularySize();
    };
  }

  /// What planning needs to know of a new run.
  ///
  /// @throws InputException with the first problem of the drawing, or where the settings do not fit it
  public Workload workload(Progress progress) {
    return workload(vocabulary(progress).orElseThrow());
  }

  /// As above, without a look at the data.
  ///
  /// @param vocabulary how many tokens the model will know
  public Workload workload(long vocabulary) {
    Program drawn =
        Compiler.compile(architecture.architecture(), OptionalLong.of(vocabulary))
            .require(ARCHITECTURE);
    return Workload.of(
        configuration(device), TrainingRun.fitted(drawn, training, data), data.context());
  }

  /// What a new run of this project starts with.
  public RunConfiguration configuration(DeviceName chosen) {
    return new RunConfiguration(
        architectureText,
        dataTree,
        trainingTree,
        chosen.toString(),
        threads,
        null,
        Map.of(),
        storage);
  }

  /// `section.key=value` from a command line.
  ///
  /// @param text with the option before it, for messages
  private record Setting(String text, String section, String key, YamlValue value) {

    static Setting parse(String text, String option) {
      int equals = text.indexOf('=');
      int dot = text.indexOf('.');
      if (equals < 0 || dot < 0 || dot > equals || dot + 1 == equals) {
        throw new InputException(
            "`"
                + option
                + " "
                + text
                + "` is not of the form section.key=value, such as training.steps=100.");
      }
      var place = YamlValue.Place.whole(option);
      return new Setting(
          option + " " + text,
          text.substring(0, dot),
          text.substring(dot + 1, equals),
          new YamlValue.Scalar(place, text.substring(equals + 1), false));
    }

    /// What `drawing.BLOCK.NODE.SETTING` changes.
    Edit edit() {
      String word = value instanceof YamlValue.Scalar scalar ? scalar.text() : "";
      String[] path = key.split("[.]", -1);
      if (path.length != 3) {
        throw new InputException(
            "`"
                + text
                + "`: a setting of the drawing is named drawing.BLOCK.NODE.SETTING, such as drawing.main.embed.width=64.");
      }
      if (!path[2].equals("repeat")) {
        return new Edit.SetSetting(path[0], path[1], path[2], word);
      }
      if (!word.matches("\\d{1,9}")) {
        throw new InputException(
            "`" + text + "`: `repeat` must be a whole number from 1 to " + Node.MAX_REPEAT + ".");
      }
      return new Edit.SetRepeat(path[0], path[1], Integer.parseInt(word));
    }

    InputException unknownSection() {
      return new InputException(
          "`"
              + text
              + "`: there is no section `"
              + section
              + "`; use training, data, hardware or drawing.");
    }
  }
}
