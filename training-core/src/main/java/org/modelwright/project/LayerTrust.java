package org.modelwright.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.modelwright.compile.LayerKinds;
import org.modelwright.engine.UserCache;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.Fingerprint;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.graph.Architecture;
import org.modelwright.layer.custom.CustomKind;

/// Which custom layers the user has allowed to run on this machine: the SHA-256 of each one's method as
/// the engine sees it, a line each, in a file of the user's own. A project cannot bring it along.
public final class LayerTrust {

  private final Path file;

  /// @param file need not exist yet
  public LayerTrust(Path file) {
    this.file = file;
  }

  /// The file of this user.
  public static LayerTrust ofUser() {
    return new LayerTrust(UserCache.folder().resolve("trusted-layers"));
  }

  /// The custom layers of a drawing that have not been allowed, in its order. What does not compile is
  /// left out, since it does not run either.
  public List<CustomKind> unknown(Architecture architecture) {
    List<CustomKind> custom = new LayerKinds(architecture).custom();
    if (custom.isEmpty()) {
      return custom;
    }
    Set<String> known = read();
    return custom.stream().filter(kind -> !known.contains(hash(kind))).toList();
  }

  /// Refuses a drawing with a custom layer that has not been allowed.
  ///
  /// @param what the drawing belongs to, the beginning of the sentence
  /// @param command what shows the code and allows it
  /// @throws InputException naming the first such layer
  public void require(Architecture architecture, String what, String command) {
    List<CustomKind> unknown = unknown(architecture);
    if (!unknown.isEmpty()) {
      throw new InputException(
          "%s has the custom layer `%s`, whose code has not run on this machine before; read it, then allow it with `%s`."
              .formatted(what, unknown.getFirst().kind(), command));
    }
  }

  public void allow(List<CustomKind> kinds) {
    Set<String> known = read();
    kinds.forEach(kind -> known.add(hash(kind)));
    try {
      Files.createDirectories(
          Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder"));
      AtomicFile.write(file, String.join("\n", known.stream().sorted().toList()) + "\n");
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be written (" + IoReason.of(e) + "); check the permissions and the disk.",
          e);
    }
  }

  private Set<String> read() {
    try {
      return new HashSet<>(Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return new HashSet<>();
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be read (" + IoReason.of(e) + "); check it, or remove it.", e);
    }
  }

  private static String hash(CustomKind kind) {
    return new Fingerprint().add(kind.method()).whole();
  }
}
