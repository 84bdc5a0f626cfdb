package org.modelwright.app.hardware;

import java.util.List;
import java.util.Optional;

/// The keys of a profile's file, in the order of the form.
final class ProfileFields {

  /// How a key is written.
  enum Form {
    WORDS,
    NUMBER,
    WHOLE,
    CHOICE,
    LINES
  }

  /// @param key dotted, as in the file
  /// @param unit of a number, as everybody writes it; empty where it has none, or one in words
  /// @param low and high its range, as [org.modelwright.hardware.Profiles#read] holds it
  record Field(String key, Form form, String unit, double low, double high) {

    private static Field words(String key) {
      return new Field(key, Form.WORDS, "", 0, 0);
    }

    private static Field number(String key, String unit, double low, double high) {
      return new Field(key, Form.NUMBER, unit, low, high);
    }

    private static Field whole(String key, double high) {
      return new Field(key, Form.WHOLE, "", 1, high);
    }
  }

  /// @param name the section's key in the translations
  record Section(String name, List<Field> fields) {}

  private static final double MOST = 1e6;

  static final List<Section> ALL =
      List.of(
          new Section(
              "device",
              List.of(
                  Field.words("summary"),
                  new Field("device.kind", Form.CHOICE, "", 0, 0),
                  Field.words("device.name"),
                  Field.whole("device.count", 1024),
                  Field.whole("device.nodes", 100_000),
                  Field.words("device.source"))),
          new Section(
              "memory",
              List.of(
                  Field.number("memory.gigabytes", "GB", 0.1, MOST), Field.words("memory.source"))),
          new Section(
              "peakTeraflops",
              List.of(
                  Field.number("peakTeraflops.fp32", "TFLOP/s", 0, MOST),
                  Field.number("peakTeraflops.bf16", "TFLOP/s", 0, MOST),
                  Field.number("peakTeraflops.fp16", "TFLOP/s", 0, MOST),
                  Field.words("peakTeraflops.source"))),
          new Section(
              "bandwidth",
              List.of(
                  Field.number("bandwidth.memoryGigabytesPerSecond", "GB/s", 0.1, MOST),
                  Field.number("bandwidth.linkGigabytesPerSecond", "GB/s", 0, MOST),
                  Field.number("bandwidth.networkGigabytesPerSecond", "GB/s", 0, MOST),
                  Field.words("bandwidth.source"))),
          new Section(
              "price",
              List.of(
                  Field.number("price.perHour", "", 0, MOST),
                  Field.words("price.currency"),
                  Field.number("price.transferPerGigabyte", "", 0, MOST),
                  Field.words("price.date"),
                  Field.words("price.source"))),
          new Section(
              "power",
              List.of(Field.number("power.watts", "W", 0, MOST), Field.words("power.source"))),
          new Section(
              "storage",
              List.of(
                  Field.words("storage.fast.path"),
                  Field.number("storage.fast.gigabytes", "GB", 0, 1e9),
                  Field.number("storage.fast.pricePerGigabyteMonth", "", 0, MOST),
                  Field.words("storage.archive.path"),
                  Field.number("storage.archive.gigabytes", "GB", 0, 1e9),
                  Field.number("storage.archive.pricePerGigabyteMonth", "", 0, MOST),
                  Field.words("storage.source"))),
          new Section("environment", List.of(new Field("environment", Form.LINES, "", 0, 0))));

  private ProfileFields() {}

  static Optional<Field> find(String key) {
    return ALL.stream()
        .flatMap(section -> section.fields().stream())
        .filter(field -> field.key().equals(key))
        .findFirst();
  }
}
