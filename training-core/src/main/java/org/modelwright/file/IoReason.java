package org.modelwright.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a file could not be read or written, as the part of a sentence. Java's own message is often
/// the bare path, and its class name means nothing to a user.
public final class IoReason {

  private IoReason() {}

  /// Without the file's name, for messages that give it themselves: `permission denied`.
  public static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "it does not exist";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "it is not a folder";
      case FileAlreadyExistsException _ -> "another file is in its place";
      case DirectoryNotEmptyException _ -> "it is not empty";
      case FileSystemException f when f.getReason() != null -> begin(f.getReason());
      default -> begin(e.getMessage());
    };
  }

  /// With the file's name where it is known: `permission denied: /data/text.txt`.
  public static String withFile(IOException e) {
    return e instanceof FileSystemException f && f.getFile() != null
        ? of(e) + ": " + f.getFile()
        : of(e);
  }

  private static String begin(@Nullable String reason) {
    String line = reason == null ? "" : reason.lines().findFirst().orElse("").strip();
    return line.isEmpty()
        ? "the system does not say why"
        : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }
}
