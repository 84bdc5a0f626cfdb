package org.modelwright.hardware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.UserConfig;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlText;
import org.modelwright.file.YamlValue;
import org.modelwright.graph.DidYouMean;

/// The profiles there are: this machine's, those that come along, and the user's own, which are files
/// `NAME.yaml` in one folder.
///
/// @param folder of the user's own profiles; it need not exist
public record Profiles(Path folder) {

  private static final String RESOURCES = "/org/modelwright/assets/profiles/";
  private static final String ENDING = ".yaml";

  /// In the order of a list for people.
  private static final List<String> BUILT_IN =
      List.of("laptop", "development", "a100-80gb", "h200", "medium", "production");

  /// Where a profile comes from.
  public enum Origin {
    DETECTED,
    BUILT_IN,
    OWN
  }

  /// A profile in the list.
  public record Entry(Origin origin, Profile profile) {}

  public static Profiles ofUser() {
    return new Profiles(UserConfig.folder().resolve("profiles"));
  }

  /// The name of the detected profile.
  public static String thisMachine() {
    return ThisMachine.NAME;
  }

  /// @throws InputException where a file of the user's own is wrong
  public List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    all.add(new Entry(Origin.DETECTED, ThisMachine.detect()));
    BUILT_IN.forEach(name -> all.add(new Entry(Origin.BUILT_IN, builtIn(name))));
    own().forEach(name -> all.add(new Entry(Origin.OWN, read(file(name)))));
    return List.copyOf(all);
  }

  /// A profile by its name, or by the path of a file.
  ///
  /// @param device that `this-machine` is taken to train on
  /// @param threads as in [ThisMachine#detect]
  /// @throws InputException where there is none, or its file is wrong
  public Profile find(String nameOrPath, DeviceName device, int threads) {
    if (nameOrPath.equals(ThisMachine.NAME)) {
      return ThisMachine.detect(device, threads);
    }
    if (BUILT_IN.contains(nameOrPath)) {
      return builtIn(nameOrPath);
    }
    if (ProfileYaml.isName(nameOrPath) && Files.exists(file(nameOrPath))) {
      return read(file(nameOrPath));
    }
    try {
      Path path = Path.of(nameOrPath);
      if (Files.isRegularFile(path)) {
        return read(path);
      }
    } catch (InvalidPathException e) {
      // no path, so a name that nobody knows
    }
    List<String> names = names();
    throw new InputException(
        "There is no profile `"
            + nameOrPath
            + "`"
            + DidYouMean.clause(nameOrPath, names)
            + "; there are "
            + String.join(", ", names)
            + ", or give the path of a file.");
  }

  /// Writes a profile into the user's folder under another name, to be changed there.
  ///
  /// @return the new file
  /// @throws InputException where there is no such profile, or the new name is none or is taken
  public Path copy(String name, String newName) {
    if (!ProfileYaml.isName(newName)) {
      throw new InputException(
          "`"
              + newName
              + "` cannot be a profile's name; use at most 64 small letters, digits and `-`.");
    }
    Path file = file(newName);
    if (newName.equals(ThisMachine.NAME) || BUILT_IN.contains(newName) || Files.exists(file)) {
      throw new InputException(
          "There is a profile `" + newName + "` already; choose another name.");
    }
    Profile profile =
        name.equals(ThisMachine.NAME) ? ThisMachine.detect() : find(name, DeviceName.CPU, 0);
    try {
      Files.createDirectories(folder);
      AtomicFile.write(file, ProfileYaml.write(profile.withName(newName)));
      return file;
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  /// The file of a profile of the user's own, whether or not it is there.
  public Path file(String name) {
    return folder.resolve(name + ENDING);
  }

  public Origin origin(String name) {
    return name.equals(ThisMachine.NAME)
        ? Origin.DETECTED
        : BUILT_IN.contains(name) ? Origin.BUILT_IN : Origin.OWN;
  }

  /// A profile of the user's own as its file stands, wrong or not.
  ///
  /// @throws InputException where there is no such file, or it is no YAML
  public YamlValue.Mapping settings(String name) {
    return Yaml.read(file(name));
  }

  /// Reads what may become a profile's file.
  ///
  /// @throws InputException naming file, line, key and remedy
  public static Profile read(YamlValue.Mapping settings) {
    return ProfileYaml.read(settings);
  }

  /// Changes the file of a profile of the user's own; comments in it stay.
  ///
  /// @param settings of the whole file
  /// @throws InputException where a figure is wrong, or the file cannot be read or written
  public void save(String name, YamlValue.Mapping settings) {
    var _ = read(settings);
    Path file = file(name);
    try {
      AtomicFile.write(file, YamlText.revise(Files.readString(file), settings));
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  /// Removes a profile of the user's own; one that is gone already is no fault.
  ///
  /// @throws InputException where the file cannot be removed
  public void delete(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new InputException(
          file(name) + " cannot be removed (" + IoReason.of(e) + "); check the permissions.", e);
    }
  }

  private static InputException notWritten(Path file, IOException e) {
    return new InputException(
        file + " cannot be written (" + IoReason.withFile(e) + "); check the permissions.", e);
  }

  /// All names: this machine's, those that come along, the user's own.
  ///
  /// @throws InputException where the folder cannot be listed
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(ThisMachine.NAME));
    names.addAll(BUILT_IN);
    names.addAll(own());
    return names;
  }

  private TreeSet<String> own() {
    TreeSet<String> own = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(f -> f.getFileName().toString())
            .filter(f -> f.endsWith(ENDING))
            .map(f -> f.substring(0, f.length() - ENDING.length()))
            .filter(ProfileYaml::isName)
            .forEach(own::add);
      } catch (IOException e) {
        throw new InputException(
            folder + " cannot be listed (" + IoReason.of(e) + "); check the permissions.", e);
      }
    }
    return own;
  }

  private static Profile read(Path file) {
    return ProfileYaml.read(Yaml.read(file));
  }

  static Profile builtIn(String name) {
    String resource = RESOURCES + name + ENDING;
    try (InputStream in = Profiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing from this build");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ProfileYaml.read(Yaml.parse(text, name + ENDING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
