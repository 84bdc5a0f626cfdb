package org.modelwright.run;

import java.io.File;
import java.nio.file.Path;

/// What tells whether files of a run have changed since they were read: sizes and times of the last
/// change, without reading any.
///
/// @param configuration of `run.json`
/// @param others of the folder itself, the events, the labels and the checkpoints' folder
record RunStamp(String configuration, String others) {

  static RunStamp of(RunFolder run) {
    // java.io, because most runs have no labels and java.nio would say so by an exception
    return new RunStamp(
        of(run.configuration()),
        run.path().toFile().lastModified()
            + " "
            + of(run.events())
            + " "
            + of(run.labels())
            + " "
            + run.checkpoints().toFile().lastModified());
  }

  private static String of(Path path) {
    File file = path.toFile();
    return file.length() + " " + file.lastModified();
  }
}
