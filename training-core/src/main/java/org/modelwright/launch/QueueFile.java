package org.modelwright.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlText;
import org.modelwright.file.YamlValue;

/// queue.yaml as a person reads it: an entry a line.
///
/// @param next the id of the entry that is added next
record QueueFile(long next, List<QueueEntry> entries) {

  private static final int FORMAT = 1;

  QueueFile {
    entries = List.copyOf(entries);
  }

  /// An empty queue where there is no file.
  ///
  /// @throws InputException where it is damaged or of a newer format
  static QueueFile read(Path file) {
    if (!Files.exists(file)) {
      return new QueueFile(1, List.of());
    }
    var reader = new YamlReader(Yaml.read(file), "");
    if (reader.integer("format", FORMAT, 1, Integer.MAX_VALUE) > FORMAT) {
      throw new InputException(
          file + " was written by a newer version of Modelwright; use that version.");
    }
    List<QueueEntry> entries = new ArrayList<>();
    long next = reader.integer("next", 1, 1, Long.MAX_VALUE);
    for (YamlReader item : reader.sections("entries")) {
      QueueEntry entry = entry(item);
      entries.add(entry);
      next = Math.max(next, entry.id() + 1);
    }
    reader.finish();
    return new QueueFile(next, entries);
  }

  private static QueueEntry entry(YamlReader item) {
    var entry =
        new QueueEntry(
            item.integer("id", 0, 1, Long.MAX_VALUE - 1),
            item.text("title", ""),
            item.requiredText("run"),
            DeviceName.parse(item.text("device", DeviceName.CPU.toString())),
            item.texts("set"),
            item.flag("resume", false),
            item.choice("state", QueueEntry.Mark.WAITING),
            item.text("why", ""));
    item.finish();
    if (entry.id() == 0) {
      throw item.missing("id");
    }
    if (!entry.run().matches("[^/\\\\]+") || entry.run().startsWith(".")) {
      throw item.wrong("run", item.value("run").orElseThrow(), "the name of a run's folder");
    }
    return entry;
  }

  /// @throws InputException where it cannot be written
  void write(Path file) {
    Map<String, YamlValue> root = new LinkedHashMap<>();
    root.put("format", word(Integer.toString(FORMAT)));
    root.put("next", word(Long.toString(next)));
    root.put(
        "entries",
        new YamlValue.Sequence(
            YamlValue.Place.whole(""), entries.stream().map(QueueFile::item).toList()));
    try {
      AtomicFile.write(file, YamlText.write(mapping(root)));
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be written (" + IoReason.of(e) + "); check the permissions and the disk.",
          e);
    }
  }

  private static YamlValue item(QueueEntry entry) {
    Map<String, YamlValue> item = new LinkedHashMap<>();
    item.put("id", word(Long.toString(entry.id())));
    item.put("run", word(entry.run()));
    item.put("title", word(entry.title()));
    item.put("device", word(entry.device().toString()));
    if (!entry.settings().isEmpty()) {
      item.put(
          "set",
          new YamlValue.Sequence(
              YamlValue.Place.whole(""), entry.settings().stream().map(QueueFile::word).toList()));
    }
    if (entry.resumes()) {
      item.put("resume", word("true"));
    }
    item.put("state", word(YamlReader.word(entry.mark())));
    if (!entry.why().isEmpty()) {
      item.put("why", word(entry.why()));
    }
    return mapping(item);
  }

  private static YamlValue word(String text) {
    return new YamlValue.Scalar(YamlValue.Place.whole(""), text, false);
  }

  private static YamlValue.Mapping mapping(Map<String, YamlValue> entries) {
    return new YamlValue.Mapping(YamlValue.Place.whole(""), entries);
  }
}
