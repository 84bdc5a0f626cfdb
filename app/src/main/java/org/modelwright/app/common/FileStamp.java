package org.modelwright.app.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// By what a file that another program has written is noticed.
///
/// @param modified milliseconds since 1970; 0 where there is no file
/// @param size bytes
public record FileStamp(long modified, long size) {

  private static final FileStamp ABSENT = new FileStamp(0, 0);

  public static FileStamp of(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(attributes.lastModifiedTime().toMillis(), attributes.size());
    } catch (IOException e) {
      return ABSENT;
    }
  }
}
