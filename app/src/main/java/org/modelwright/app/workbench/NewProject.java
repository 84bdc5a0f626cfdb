package org.modelwright.app.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the start page's form holds, and whether a project can be made of it. Nothing is written here.
///
/// @param name of the project and of its folder
/// @param parent the folder that the project's is to lie in
/// @param data the user's own text; blank for the template's
record NewProject(String template, String name, String parent, String data) {

  // what some system refuses in a name, or a shell makes trouble with
  private static final Pattern BAD = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]");

  /// The key of a sentence that says what is wrong, with what it is about; empty where nothing is.
  record Complaint(String key, String about) {}

  Optional<Complaint> complaint() {
    if (template.isEmpty()) {
      return complaint("start.wrong.template", "");
    }
    String wanted = name.strip();
    if (wanted.isEmpty()) {
      return complaint("start.wrong.name.empty", "");
    }
    if (BAD.matcher(wanted).find() || wanted.startsWith(".") || wanted.startsWith("-")) {
      return complaint("start.wrong.name", wanted);
    }
    try {
      if (parent.isBlank()) {
        return complaint("start.wrong.folder.empty", "");
      }
      Path folder = folder();
      if (Files.exists(Path.of(parent.strip())) && !Files.isDirectory(Path.of(parent.strip()))) {
        return complaint("start.wrong.folder.file", parent.strip());
      }
      if (Files.exists(folder) && !isEmptyFolder(folder)) {
        return complaint("start.wrong.folder.taken", folder.toString());
      }
      if (!data.isBlank() && !Files.exists(Path.of(data.strip()))) {
        return complaint("start.wrong.data", data.strip());
      }
    } catch (InvalidPathException e) {
      return complaint("start.wrong.path", e.getInput());
    }
    return Optional.empty();
  }

  /// Where the project is to lie.
  ///
  /// @throws InvalidPathException where that is no path
  Path folder() {
    return Path.of(parent.strip()).resolve(name.strip()).toAbsolutePath().normalize();
  }

  Optional<Path> ownData() {
    return data.isBlank() ? Optional.empty() : Optional.of(Path.of(data.strip()));
  }

  private static Optional<Complaint> complaint(String key, String about) {
    return Optional.of(new Complaint(key, about));
  }

  private static boolean isEmptyFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
