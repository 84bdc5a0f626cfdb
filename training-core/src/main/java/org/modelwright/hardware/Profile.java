package org.modelwright.hardware;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.modelwright.train.TrainingSettings.Precision;

/// A machine, or several alike, as far as planning needs to know it.
///
/// @param name lower-case letters, digits and `-`
/// @param summary one sentence for people
/// @param kind what computes
/// @param device the product name, as a driver or a maker writes it
/// @param count devices of a node, 1 to 1024
/// @param nodes machines, 1 to 100000
/// @param memoryBytes of one device; of a CPU, main memory
/// @param peakFlops of one device, dense, counting a multiply-add as two, by precision
/// @param bandwidth between memory, devices and nodes
/// @param price of one device
/// @param watts that one device draws under load
/// @param fast where checkpoints are written
/// @param archive where old ones go
/// @param environment notes of what has to be set there, for people
/// @param sources where figures come from, by the section of the file
public record Profile(
    String name,
    String summary,
    Kind kind,
    String device,
    int count,
    int nodes,
    long memoryBytes,
    Map<Precision, Double> peakFlops,
    Bandwidth bandwidth,
    Price price,
    double watts,
    StorageTier fast,
    StorageTier archive,
    List<String> environment,
    Map<String, String> sources) {

  /// What computes.
  public enum Kind {
    CPU,
    CUDA
  }

  /// Bytes a second.
  ///
  /// @param memory between a device and its own memory
  /// @param link of one device to the others of its node, in one direction; 0 where there is one
  /// @param network of one node to the others; 0 where there is one
  public record Bandwidth(double memory, double link, double network) {}

  /// @param perHour of one device, 0 or more
  /// @param currency three letters
  /// @param transferPerGigabyte for data that leaves, 0 or more
  /// @param date year and month that it was looked up or made up
  public record Price(double perHour, String currency, double transferPerGigabyte, String date) {}

  /// A place for files.
  ///
  /// @param path on the machine; empty where none is fixed
  /// @param bytes it holds; 0 where the profile has no such tier
  /// @param perGigabyteMonth price, 0 or more, in the profile's currency
  public record StorageTier(String path, long bytes, double perGigabyteMonth) {
    static final StorageTier NONE = new StorageTier("", 0, 0);

    private StorageTier withPrice(double other) {
      return new StorageTier(path, bytes, other);
    }
  }

  public Profile {
    peakFlops = Map.copyOf(peakFlops);
    environment = List.copyOf(environment);
    sources = Map.copyOf(sources);
  }

  /// All devices of all nodes.
  public int devices() {
    return count * nodes;
  }

  /// FLOP/s of one device; empty where it has no such mode.
  public OptionalDouble peak(Precision precision) {
    Double peak = peakFlops.get(precision);
    return peak == null ? OptionalDouble.empty() : OptionalDouble.of(peak);
  }

  /// The same with another number of devices in each node.
  public Profile withCount(int other) {
    return with(name, other);
  }

  /// The same with other prices, in the same currency.
  ///
  /// @param fast and archive a gigabyte and month in those tiers
  public Profile withPrices(
      double perHour, double transferPerGigabyte, double fast, double archive) {
    return new Profile(
        name,
        summary,
        kind,
        device,
        count,
        nodes,
        memoryBytes,
        peakFlops,
        bandwidth,
        new Price(perHour, price.currency(), transferPerGigabyte, price.date()),
        watts,
        this.fast.withPrice(fast),
        this.archive.withPrice(archive),
        environment,
        sources);
  }

  Profile withName(String other) {
    return with(other, count);
  }

  private Profile with(String newName, int newCount) {
    return new Profile(
        newName,
        summary,
        kind,
        device,
        newCount,
        nodes,
        memoryBytes,
        peakFlops,
        bandwidth,
        price,
        watts,
        fast,
        archive,
        environment,
        sources);
  }
}
