package org.modelwright.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds runs of a project among thousands. The folders are the truth; what is here is read from them
/// and may be lost at any time. Only a workbench keeps one in the project's folder; everybody else,
/// a second workbench on the same project too, builds one in memory. Calls may come from any thread.
public final class RunIndex implements AutoCloseable {

  /// In the project's folder.
  public static final String FILE = "index" + IndexDatabase.SUFFIX;

  /// Runs are read together and written together in bundles of so many.
  private static final int BUNDLE = 512;

  private final Path runs;
  private IndexDatabase database;
  private IndexTables tables;
  private Map<String, IndexTables.Known> known = new HashMap<>();
  private final Map<String, Followed> followed = new HashMap<>();
  private int nextId;
  private boolean remembers;

  /// A run that is not over.
  private record Followed(RunDigest digest, RunRow row) {}

  /// What a look at the folders brought.
  ///
  /// @param changed runs that are new or not as they were
  /// @param gone names of runs that are not there any more
  public record Changes(List<RunRow> changed, List<String> gone) {
    public boolean isEmpty() {
      return changed.isEmpty() && gone.isEmpty();
    }
  }

  private RunIndex(Path runs, IndexDatabase database) {
    this.runs = runs;
    this.database = database;
    this.tables = new IndexTables(database.connection());
  }

  /// The index that a workbench keeps: read, or made anew where it is missing, broken or of another
  /// format; in memory where another workbench has it open. It is as old as its last refresh.
  ///
  /// @param project its folder
  /// @param runs the folder of its runs; it need not exist yet
  public static RunIndex open(Path project, Path runs) {
    return new RunIndex(runs, IndexDatabase.open(project.toAbsolutePath().resolve(FILE)));
  }

  /// An index that leaves no trace.
  public static RunIndex inMemory(Path runs) {
    return new RunIndex(runs, IndexDatabase.inMemory());
  }

  /// Whether it is kept for the next time.
  public synchronized boolean isOnDisk() {
    return database.isOnDisk();
  }

  /// Looks at all folders; of runs that are over only those are read whose files have changed.
  public synchronized Changes refresh() {
    return attempt(() -> refresh(RunFolder.list(runs)));
  }

  /// Looks only at the runs that are not over yet.
  public synchronized Changes refreshUnfinished() {
    return attempt(() -> {
      List<RunRow> changed = new ArrayList<>();
      List<RunFolder> unfinished =
          followed.keySet().stream()
              .map(runs::resolve)
              .filter(Files::isDirectory)
              .map(RunFolder::open)
              .toList();
      readAll(unfinished, changed);
      return new Changes(changed, List.of());
    });
  }

  public synchronized List<RunRow> rows(RunSearch search) {
    return rows(search, "");
  }

  /// @param order a field or a setting, with a `-` before it for the largest first; empty for the
  ///     oldest first. Runs without it come last.
  /// @throws org.modelwright.file.InputException where there is no such field or setting
  public synchronized List<RunRow> rows(RunSearch search, String order) {
    return attempt(() -> tables.rows(search, order));
  }

  /// The names of the runs that are found.
  public synchronized Set<String> names(RunSearch search) {
    return attempt(() -> tables.names(search));
  }

  /// The names of all settings that any run has.
  public synchronized Set<String> settings() {
    return attempt(tables::settings);
  }

  @Override
  public synchronized void close() {
    followed.values().forEach(f -> f.digest().close());
    followed.clear();
    database.close();
  }

  private Changes refresh(List<RunFolder> all) throws SQLException {
    if (!remembers) {
      remember();
    }
    Set<String> names = new HashSet<>();
    all.forEach(run -> names.add(run.name()));
    List<String> gone = known.keySet().stream().filter(name -> !names.contains(name)).toList();
    List<Integer> ids = new ArrayList<>();
    for (String name : gone) {
      IndexTables.Known last = known.remove(name);
      if (last != null) {
        ids.add(last.id());
      }
      letGo(name);
    }
    if (!ids.isEmpty()) {
      tables.remove(ids);
    }
    List<RunRow> changed = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BUNDLE) {
      readAll(all.subList(from, Math.min(all.size(), from + BUNDLE)), changed);
    }
    return new Changes(changed, gone);
  }

  private void readAll(List<RunFolder> some, List<RunRow> changed) throws SQLException {
    List<Reading> readings =
        some.parallelStream()
            .map(run ->
                read(run, known.get(run.name()), Optional.ofNullable(followed.get(run.name()))))
            .flatMap(Optional::stream)
            .toList();
    List<IndexTables.Entry> entries = new ArrayList<>();
    for (Reading reading : readings) {
      RunRow row = reading.row();
      IndexTables.Known before = known.get(row.run());
      int id = before == null ? nextId++ : before.id();
      entries.add(new IndexTables.Entry(id, reading.stamp(), row, reading.facts()));
      known.put(row.run(), new IndexTables.Known(id, reading.stamp(), row.state().isFinal()));
      if (row.state().isFinal()) {
        letGo(row.run());
        reading.digest().close();
      } else {
        followed.put(row.run(), new Followed(reading.digest(), row));
      }
      changed.add(row);
    }
    if (!entries.isEmpty()) {
      tables.write(entries);
    }
  }

  /// @param facts null where those in the index still hold
  private record Reading(RunStamp stamp, RunRow row, @Nullable RunFacts facts, RunDigest digest) {}

  /// Nothing where all is as it was, and where the folder goes away meanwhile.
  private Optional<Reading> read(
      RunFolder run, IndexTables.@Nullable Known before, Optional<Followed> earlier) {
    // before the files are read, so that what is written meanwhile is read the next time
    RunStamp stamp = RunStamp.of(run);
    boolean untouched = before != null && before.stamp().equals(stamp);
    if (before != null && untouched && before.settled()) {
      return Optional.empty();
    }
    RunDigest digest = earlier.map(Followed::digest).orElseGet(() -> new RunDigest(run));
    try {
      RunFacts facts = RunFacts.of(run);
      RunRow row = RunRow.of(run, facts, digest, StorageTiers.size(run));
      if (untouched && earlier.filter(f -> f.row().equals(row)).isPresent()) {
        return Optional.empty();
      }
      boolean sameFacts =
          before != null && before.stamp().configuration().equals(stamp.configuration());
      return Optional.of(new Reading(stamp, row, sameFacts ? null : facts, digest));
    } catch (IOException | UncheckedIOException e) {
      if (earlier.isEmpty()) {
        digest.close();
      }
      return Optional.empty();
    }
  }

  private void letGo(String name) {
    Followed last = followed.remove(name);
    if (last != null) {
      last.digest().close();
    }
  }

  /// Not before the folders are looked at: what the index knows can be shown sooner.
  private void remember() throws SQLException {
    known = tables.known();
    remembers = true;
    nextId = 1 + known.values().stream().mapToInt(IndexTables.Known::id).max().orElse(0);
  }

  @FunctionalInterface
  private interface Access<T> {
    T run() throws SQLException;
  }

  /// A database that fails is given up and read from the folders again.
  private <T> T attempt(Access<T> access) {
    try {
      return access.run();
    } catch (SQLException broken) {
      try {
        database = database.renewed();
        tables = new IndexTables(database.connection());
        List.copyOf(followed.keySet()).forEach(this::letGo);
        remember();
        refresh(RunFolder.list(runs));
        return Objects.requireNonNull(access.run());
      } catch (SQLException again) {
        again.addSuppressed(broken);
        throw new IllegalStateException("the index of runs fails, even when made anew", again);
      }
    }
  }
}
