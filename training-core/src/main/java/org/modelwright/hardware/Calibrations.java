package org.modelwright.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;
import org.modelwright.file.Json;
import org.modelwright.file.UserConfig;
import tools.jackson.core.JacksonException;

/// What runs on this machine have taught, in one file of the user's, the oldest first.
public final class Calibrations {

  private static final int FORMAT = 1;

  /// More are of no use: only the newest of each drawing count.
  private static final int MOST = 200;

  private final Path file;
  private final List<Measurement> measurements;

  private Calibrations(Path file, List<Measurement> measurements) {
    this.file = file;
    this.measurements = measurements;
  }

  private record Document(int format, List<Measurement> measurements) {
    Document {
      measurements = List.copyOf(measurements);
    }
  }

  public static Path ofUser() {
    return UserConfig.folder().resolve("calibration.json");
  }

  /// @param file it need not exist
  /// @throws InputException where it is damaged
  public static Calibrations read(Path file) {
    try {
      Document document = Json.pretty().readValue(Files.readString(file), Document.class);
      if (document.format() > FORMAT) {
        throw new InputException(
            file + " was written by a newer version of Modelwright; use that version.");
      }
      return new Calibrations(file, new ArrayList<>(document.measurements()));
    } catch (NoSuchFileException e) {
      return new Calibrations(file, new ArrayList<>());
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be read (" + IoReason.of(e) + "); check the permissions.", e);
    } catch (JacksonException | NullPointerException e) {
      throw new InputException(
          file + " is damaged; delete it, and what runs have taught is measured anew.", e);
    }
  }

  public Optional<Measurement> of(String project, String run) {
    return measurements.stream().filter(m -> m.isOf(project, run)).findFirst();
  }

  /// Adds a measurement; a write that fails is the user's to hear of.
  ///
  /// @throws InputException where the file cannot be written
  public void add(Measurement measurement) {
    measurements.add(measurement);
    while (measurements.size() > MOST) {
      measurements.removeFirst();
    }
    try {
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      AtomicFile.write(
          file, Json.pretty().writeValueAsString(new Document(FORMAT, measurements)) + "\n");
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be written (" + IoReason.withFile(e) + "); check the permissions.", e);
    }
  }

  /// What is known of a device in a precision: of the newest run of the same drawing, or else the
  /// geometric mean over the newest run of each other.
  ///
  /// @param device as in [Measurement#device]
  /// @param drawing a fingerprint
  public Factors factors(String device, String precision, int threads, String drawing) {
    Map<String, Measurement> newest = new LinkedHashMap<>();
    measurements.stream()
        .filter(m -> m.device().equals(device))
        .filter(m -> m.precision().equals(precision) && m.threads() == threads)
        .forEach(m -> newest.put(m.drawing(), m));
    Measurement same = newest.get(drawing);
    if (same != null) {
      return factors(List.of(same), true);
    }
    if (newest.isEmpty()) {
      return Factors.NONE;
    }
    return factors(List.copyOf(newest.values()), false);
  }

  private static Factors factors(List<Measurement> of, boolean sameDrawing) {
    double memory =
        of.stream()
            .map(Measurement::memoryFactor)
            .filter(Objects::nonNull)
            .mapToDouble(Math::log)
            .average()
            .orElse(0);
    double time = of.stream().mapToDouble(m -> Math.log(m.timeFactor())).average().orElse(0);
    return new Factors(
        Math.exp(memory), Math.exp(time), sameDrawing, of.stream().map(Measurement::run).toList());
  }
}
