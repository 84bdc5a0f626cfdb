package org.modelwright.project;

import java.nio.file.Files;
import java.nio.file.Path;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.file.YamlValue;
import org.modelwright.run.StorageTiers;

/// hardware.yaml, validated.
///
/// @param threads how many a kernel may use on the CPU, 1 to 1024; 0 for as many as there are cores
/// @param storage where checkpoints go
public record HardwareSettings(DeviceName device, int threads, StorageTiers storage) {

  /// What the file says; empty where there is none.
  static YamlValue.Mapping tree(Path file) {
    return Files.exists(file) ? Yaml.read(file) : Yaml.parse("", file.toString());
  }

  /// @param project absolute; relative paths begin there
  /// @throws InputException naming file, line, key and remedy
  public static HardwareSettings read(YamlReader reader, Path project) {
    var settings =
        new HardwareSettings(
            device(reader),
            (int) reader.integer("threads", 0, 0, 1024),
            StorageTiers.read(reader.section("storage"), project));
    reader.finish();
    return settings;
  }

  private static DeviceName device(YamlReader reader) {
    String key = "device";
    String name = reader.text(key, DeviceName.CPU.toString());
    try {
      return DeviceName.parse(name);
    } catch (InputException e) {
      throw new InputException(reader.value(key).orElseThrow().place() + ": " + e.getMessage(), e);
    }
  }
}
