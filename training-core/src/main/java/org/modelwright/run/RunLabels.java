package org.modelwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlText;
import org.modelwright.file.YamlValue;

/// What people write about a run, in `labels.yaml` of its folder.
///
/// @param tags single words, each once
/// @param note any text, of several lines perhaps
public record RunLabels(List<String> tags, String note) {

  /// No tag and no note.
  public static final RunLabels NONE = new RunLabels(List.of(), "");

  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{M}\\p{N}_.:/+-]{1,40}");
  private static final int MOST_TAGS = 20;
  private static final int LONGEST_NOTE = 10_000;

  /// @throws InputException where a tag is not a word, or there is too much of anything
  public RunLabels {
    tags = List.copyOf(new LinkedHashSet<>(tags));
    for (String tag : tags) {
      if (!TAG.matcher(tag).matches()) {
        throw new InputException(
            "`"
                + tag
                + "` cannot be a tag; use up to 40 letters, digits and any of `_ . : / + -`,"
                + " without blanks.");
      }
    }
    if (tags.size() > MOST_TAGS) {
      throw new InputException(
          "A run has at most " + MOST_TAGS + " tags, not " + tags.size() + "; remove some.");
    }
    if (note.length() > LONGEST_NOTE) {
      throw new InputException(
          "A note has at most "
              + LONGEST_NOTE
              + " characters, not "
              + note.length()
              + "; shorten it.");
    }
  }

  /// @throws InputException where the file is broken
  public static RunLabels read(RunFolder run) {
    if (!Files.exists(run.labels())) {
      return NONE;
    }
    var reader = new YamlReader(Yaml.read(run.labels()), "");
    List<String> tags = reader.texts("tags");
    String note = reader.text("note", "");
    reader.finish();
    return new RunLabels(tags, note);
  }

  /// The same, where a broken file is as good as none.
  static RunLabels orNone(RunFolder run) {
    try {
      return read(run);
    } catch (InputException e) {
      return NONE;
    }
  }

  /// Replaces the run's labels; the file goes where there are none.
  ///
  /// @throws InputException where it cannot be written
  public void write(RunFolder run) {
    try {
      if (equals(NONE)) {
        Files.deleteIfExists(run.labels());
      } else {
        AtomicFile.write(run.labels(), YamlText.write(yaml()));
      }
    } catch (IOException e) {
      throw new InputException(
          run.labels()
              + " cannot be written ("
              + IoReason.of(e)
              + "); check the permissions and the disk.",
          e);
    }
  }

  public RunLabels withTags(List<String> newTags) {
    return new RunLabels(newTags, note);
  }

  public RunLabels withNote(String newNote) {
    return new RunLabels(tags, newNote);
  }

  private YamlValue.Mapping yaml() {
    var place = YamlValue.Place.whole("");
    Map<String, YamlValue> entries = new LinkedHashMap<>();
    if (!tags.isEmpty()) {
      List<YamlValue> words =
          tags.stream().<YamlValue>map(tag -> new YamlValue.Scalar(place, tag, true)).toList();
      entries.put("tags", new YamlValue.Sequence(place, words));
    }
    if (!note.isEmpty()) {
      entries.put("note", new YamlValue.Scalar(place, note, true));
    }
    return new YamlValue.Mapping(place, entries);
  }
}
