package org.modelwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.FileTree;
import org.modelwright.file.Fingerprint;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.file.YamlReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where the checkpoints of a project's runs lie: new ones in the fast tier, older ones in the archive.
/// Each run has a folder of its own name in either.
///
/// @param fastRoot the project's folder in the fast tier; null for the run's own folder
/// @param archiveRoot the project's folder in the archive; null where nothing is moved, or, with a fast
///     tier, for the run's own folder
/// @param keepFast how many of the newest stay in the fast tier, 1 or more
public record StorageTiers(@Nullable Path fastRoot, @Nullable Path archiveRoot, int keepFast) {

  /// All in the run's own folder.
  public static final StorageTiers RUN_FOLDER = new StorageTiers(null, null, 1);

  private static final int MOST = 1000;

  /// The section `storage` of hardware.yaml. Projects of one name share no folder: theirs end with a
  /// fingerprint of where the project lies.
  ///
  /// @param project absolute; relative paths begin there
  /// @throws InputException naming the key and the remedy
  public static StorageTiers read(YamlReader section, Path project) {
    Path fast = root(section, "fast", project);
    Path archive = root(section, "archive", project);
    int keep = (int) section.integer("keepFast", 1, 1, MOST);
    boolean alone = section.has("keepFast") && fast == null && archive == null;
    section.finish();
    if (alone) {
      throw new InputException(
          section.mapping().place()
              + ": `hardware.storage.keepFast` says how many checkpoints stay in the fast tier, but there is only one; add `archive` or `fast`, or remove it.");
    }
    return new StorageTiers(fast, archive, keep);
  }

  private static @Nullable Path root(YamlReader section, String key, Path project) {
    if (!section.has(key)) {
      return null;
    }
    Path name = Objects.requireNonNullElse(project.getFileName(), Path.of("project"));
    String place = Fingerprint.of(project.toString()).substring(0, 8);
    return section.requiredPath(key, project).resolve(name + "-" + place);
  }

  /// Whether checkpoints lie anywhere but in the run's own folder.
  public boolean isTiered() {
    return fastRoot != null || archiveRoot != null;
  }

  /// Where the run's new checkpoints go, where that is not its own folder.
  public Optional<Path> fast(RunFolder run) {
    return Optional.ofNullable(fastRoot).map(root -> root.resolve(run.name()));
  }

  /// Where the run's older checkpoints go, where that is not its own folder.
  public Optional<Path> archive(RunFolder run) {
    return Optional.ofNullable(archiveRoot).map(root -> root.resolve(run.name()));
  }

  /// Those that a run was given; its own folder where run.json cannot be read.
  public static StorageTiers of(RunFolder run) {
    try {
      JsonNode root = Json.line().readTree(Files.readString(run.configuration()));
      return fromJson(root.path("storage"), run.configuration());
    } catch (IOException | JacksonException | InputException e) {
      return RUN_FOLDER;
    }
  }

  /// The folders besides the run's own that may hold checkpoints of it.
  public List<Path> elsewhere(RunFolder run) {
    return Stream.of(fast(run), archive(run)).flatMap(Optional::stream).distinct().toList();
  }

  /// Bytes of all files of a run, wherever they lie.
  public static long size(RunFolder run) throws IOException {
    long size = FileTree.size(run.path());
    for (Path folder : of(run).elsewhere(run)) {
      size += FileTree.size(folder);
    }
    return size;
  }

  /// As run.json has it.
  public ObjectNode toJson() {
    ObjectNode json = Json.pretty().createObjectNode();
    if (fastRoot != null) {
      json.put("fast", fastRoot.toString());
    }
    if (archiveRoot != null) {
      json.put("archive", archiveRoot.toString());
    }
    return json.put("keepFast", keepFast);
  }

  /// What `toJson` wrote.
  ///
  /// @throws InputException where a path is none
  public static StorageTiers fromJson(JsonNode json, Path file) {
    return new StorageTiers(
        path(json, "fast", file),
        path(json, "archive", file),
        Math.clamp(json.path("keepFast").asInt(1), 1, MOST));
  }

  private static @Nullable Path path(JsonNode json, String key, Path file) {
    String text = json.path(key).asString("");
    try {
      return text.isEmpty() ? null : Path.of(text);
    } catch (InvalidPathException e) {
      throw new InputException(
          file + ": `storage." + key + "` is not a path; restore it, or train again.", e);
    }
  }
}
