package org.modelwright.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Json;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.DidYouMean;

/// What a project can begin from.
public final class Templates {

  private static final String RESOURCES = "/org/modelwright/assets/templates/";
  private static final List<String> FILES =
      List.of(Project.ARCHITECTURE, Project.DATA, Project.TRAINING, Project.HARDWARE);

  private Templates() {}

  /// @param summary one sentence: what it is and what for
  public record Template(String name, String summary) {}

  public static List<Template> all() {
    var reader = new YamlReader(Yaml.parse(resource("index.yaml"), "index.yaml"), "");
    return reader.sections("templates").stream()
        .map(t -> new Template(t.requiredText("name"), t.requiredText("summary")))
        .toList();
  }

  /// Makes a project. Nothing is written unless all of it can be.
  ///
  /// @param folder the project's folder; it must not exist, or be empty
  /// @param data a file, folder or zip of the user's own text in place of the template's; absent for that
  /// @throws InputException where the template or the data does not exist, the data holds no text, or
  ///     the folder is taken
  public static void create(Path folder, String name, Optional<Path> data) {
    make(folder, name, data.map(OwnSource::of));
  }

  /// As above, with a source that says where in a table its text is.
  public static void create(Path folder, String name, OwnSource data) {
    make(folder, name, Optional.of(data));
  }

  private static void make(Path folder, String name, Optional<OwnSource> data) {
    List<String> known = names();
    if (!known.contains(name)) {
      throw new InputException(
          "There is no template `"
              + name
              + "`"
              + DidYouMean.clause(name, known)
              + "; the templates are: "
              + String.join(", ", known)
              + ".");
    }
    requireFree(folder);
    Path absolute = folder.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new InputException(folder + " cannot be a project; name a new folder.");
    }
    Path partial = null;
    try {
      Files.createDirectories(parent);
      partial = Files.createTempDirectory(parent, ".modelwright-new");
      write(partial, name, absolute.getFileName().toString());
      Path dataFile = partial.resolve(Project.DATA);
      if (data.isPresent()) {
        Files.writeString(dataFile, withSource(Files.readString(dataFile), data.get()));
      }
      check(dataFile, partial);
      makeReadable(partial);
      Files.move(partial, absolute, StandardCopyOption.REPLACE_EXISTING);
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
      throw new InputException(folder + " is taken; choose a new folder.", e);
    } catch (IOException e) {
      throw new InputException(
          folder + " cannot be made (" + IoReason.withFile(e) + "); check the path and the disk.",
          e);
    } finally {
      discard(partial);
    }
  }

  public static List<String> names() {
    return all().stream().map(Template::name).toList();
  }

  /// Writes a template's files as they are, for whoever needs its drawing and settings alone.
  ///
  /// @param folder an empty one
  /// @param name of a template
  /// @param title the project's name
  /// @throws IOException where they cannot be written
  public static void write(Path folder, String name, String title) throws IOException {
    Files.writeString(folder.resolve(Project.FILE), "format: 1\nname: " + quoted(title) + "\n");
    for (String file : FILES) {
      Files.writeString(folder.resolve(file), resource(name + "/" + file));
    }
  }

  /// A template's drawing.
  public static Architecture drawing(String name) {
    String file = name + "/" + Project.ARCHITECTURE;
    return ArchitectureYaml.parse(resource(file), file).architecture();
  }

  private static void requireFree(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new InputException(folder + " exists and is not empty; choose a new folder.");
      }
    } catch (NoSuchFileException e) {
      // as it should be
    } catch (IOException e) {
      throw new InputException(
          folder + " cannot be used (" + IoReason.of(e) + "); choose another folder.", e);
    }
  }

  /// Replaces the list under `sources:` at the start of a template's data.yaml.
  private static String withSource(String text, OwnSource source) {
    int end = text.indexOf("\nsplit:");
    if (!text.startsWith("sources:") || end < 0) {
      throw new IllegalStateException("a template's data.yaml begins with sources, then split");
    }
    String rest = text.substring(end);
    var keys = new StringBuilder("path: " + quoted(source.path().toString()));
    source.table().forEach((key, column) -> keys.append(", " + key + ": " + quoted(column)));
    return "sources:\n  - {"
        + keys
        + "}"
        + (source.isOneDocument()
            ? rest.replaceFirst("split: .*", "split: {by: tail, validation: 0.1}")
            : rest);
  }

  /// A JSON text is a YAML text too, whatever characters are in it.
  private static String quoted(String text) {
    return Json.line().writeValueAsString(text);
  }

  private static void check(Path dataFile, Path folder) throws IOException {
    YamlValue.Mapping tree = Yaml.parse(Files.readString(dataFile), Project.DATA);
    Path scratch = folder.resolve("check");
    Dataset.check(DataSettings.read(new YamlReader(tree, "data."), folder), scratch);
    discard(scratch);
  }

  /// Temporary folders are made for their owner alone; a project is an ordinary folder.
  private static void makeReadable(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void discard(@Nullable Path tree) {
    if (tree == null) {
      return;
    }
    try {
      FileTree.delete(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String path) {
    try (InputStream in = Templates.class.getResourceAsStream(RESOURCES + path)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + path + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
