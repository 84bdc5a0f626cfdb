package org.modelwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// What tells whether files of a run have changed since they were read: sizes and times of the last
/// change, without reading any.
///
/// @param configuration of `run.json`
/// @param others of the folder itself, the events, the labels and the checkpoints' folder
record RunStamp(String configuration, String others) {

  static RunStamp of(RunFolder run) {
    // java.io for what most runs do not have: java.nio would say so by an exception
    return new RunStamp(
        of(run.configuration()),
        run.path().toFile().lastModified()
            + " "
            + of(run.events())
            + " "
            + run.labels().toFile().lastModified()
            + " "
            + run.checkpoints().toFile().lastModified());
  }

  private static String of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.size() + " " + attributes.lastModifiedTime().toMillis();
    } catch (IOException e) {
      return "";
    }
  }
}
