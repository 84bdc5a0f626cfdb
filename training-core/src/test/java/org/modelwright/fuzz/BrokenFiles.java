package org.modelwright.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;

/// Has readers read broken files, each in a limited time, and counts what came of it.
public final class BrokenFiles implements AutoCloseable {

  /// How many files of a kind a property breaks: 1,000 anew in every build, 10,000 with `-Dslow`.
  public static final int TRIES = Integer.getInteger("jqwik.tries.default", 1_000);

  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final int tries;
  private final Path folder = Files.createTempDirectory("modelwright-broken");
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
  private final Map<String, int[]> outcomes = new TreeMap<>();

  /// Reads a file, and as much of what it means as can go wrong.
  @FunctionalInterface
  public interface Reading {
    void read(Path file) throws Exception;
  }

  /// @param tries how many files of each name there will be at least
  public BrokenFiles(int tries) throws IOException {
    this.tries = tries;
  }

  /// Where the files lie.
  public Path folder() {
    return folder;
  }

  /// Breaks a valid file; it must then be read, or be refused in words, soon.
  ///
  /// @param name relative to the folder
  public void tryReading(String name, byte[] valid, long seed, Reading reading) throws Exception {
    read(name, Mutation.of(valid, seed), seed, reading);
  }

  /// As above, for binary files: in every other one nothing is moved.
  public void tryReadingBinary(String name, byte[] valid, long seed, Reading reading)
      throws Exception {
    boolean moved = (seed & 2) == 0;
    read(name, moved ? Mutation.of(valid, seed) : Mutation.inPlace(valid, seed), seed, reading);
  }

  private void read(String name, byte[] broken, long seed, Reading reading) throws Exception {
    Path file = folder.resolve(name);
    Files.write(file, broken);
    int[] counts = outcomes.computeIfAbsent(name, _ -> new int[2]);
    try {
      reader
          .submit(() -> {
            reading.read(file);
            return null;
          })
          .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
      counts[0]++;
    } catch (TimeoutException e) {
      throw new AssertionError(name + " is read without end, seed " + seed, e);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof InputException refusal)) {
        throw new AssertionError(name + ", seed " + seed + ": " + e.getCause(), e.getCause());
      }
      assertThat(refusal.getMessage()).as(name).isNotBlank().endsWith(".");
      counts[1]++;
    }
  }

  /// Refuses mutations that were so wild that nothing was read.
  @Override
  public void close() throws IOException {
    reader.shutdownNow();
    FileTree.delete(folder);
    outcomes.forEach((name, counts) -> {
      assertThat(counts[0]).as(name + " read").isPositive();
      assertThat(counts[0] + counts[1]).as(name).isGreaterThanOrEqualTo(tries);
    });
  }
}
