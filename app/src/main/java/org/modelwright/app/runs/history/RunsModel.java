package org.modelwright.app.runs.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.file.InputException;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunIndex;
import org.modelwright.run.RunLabels;
import org.modelwright.run.RunRow;
import org.modelwright.run.RunSearch;
import org.modelwright.run.RunTrash;
import org.modelwright.train.Pruning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The project's runs as the table shows them. The index and the folders are looked at by one thread of
/// the model's own; everything else belongs to the FX thread.
final class RunsModel implements Disposable {

  private static final Logger LOG = LoggerFactory.getLogger(RunsModel.class);

  /// Of the time, what looking at all folders may take; between these looks only runs that are not
  /// over are looked at.
  private static final long SHARE = 50;

  private final Path runs;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("runs").factory());
  private final ObservableList<RunItem> found = FXCollections.observableArrayList();
  private final Map<String, RunItem> items = new HashMap<>();
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
  private final Consumer<String> refusals;
  private volatile String search = "";
  private boolean looking;
  private boolean disposed;

  // of the worker
  private final Path project;
  private @Nullable RunIndex index;
  private long lookedAt;
  private long cost;

  /// @param refusals told, in a sentence, why something could not be done
  RunsModel(Path project, Consumer<String> refusals) {
    this.project = project;
    this.runs = Project.runs(project);
    this.refusals = refusals;
  }

  /// The runs that are found, the newest first.
  ObservableList<RunItem> found() {
    return found;
  }

  /// Whether the folders have been looked at once.
  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  /// Why the search is not understood, in a sentence; empty where it is.
  ReadOnlyStringProperty refusalProperty() {
    return refusal.getReadOnlyProperty();
  }

  /// How many runs there are, found or not.
  ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  RunFolder folder(RunItem item) {
    return RunFolder.open(runs.resolve(item.name()));
  }

  /// What has changed in the folders; a call while one is going on does nothing.
  void look() {
    if (!looking && !disposed) {
      looking = true;
      String text = search;
      inBackground(
          () -> look(text),
          this::shown,
          why -> {
            looking = false;
            refusals.accept(why);
          });
    }
  }

  /// Finds other runs.
  ///
  /// @param text as [RunSearch] reads it
  void search(String text) {
    search = text;
    inBackground(
        () -> {
          RunIndex now = index();
          RunSearch parsed = RunSearch.parse(text, now.settings());
          return now.names(parsed);
        },
        names -> {
          if (search.equals(text)) {
            refusal.set("");
            show(names);
          }
        },
        why -> {
          if (search.equals(text)) {
            refusal.set(why);
          }
        });
  }

  void setTags(RunItem item, List<String> tags) {
    label(item, labels -> labels.withTags(tags));
  }

  void setNote(RunItem item, String note) {
    label(item, labels -> labels.withNote(note));
  }

  private void label(RunItem item, UnaryOperator<RunLabels> change) {
    RunFolder run = folder(item);
    inBackground(
        () -> {
          change.apply(RunLabels.read(run)).write(run);
          return refreshed();
        },
        this::show);
  }

  /// Moves runs to the trash.
  ///
  /// @param done told the names of those that were moved
  void delete(List<RunItem> chosen, Consumer<List<String>> done) {
    List<RunFolder> folders = chosen.stream().map(this::folder).toList();
    inBackground(
        () -> {
          List<String> moved = new ArrayList<>();
          String why = "";
          for (RunFolder run : folders) {
            try {
              new RunTrash(runs).delete(run);
              moved.add(run.name());
            } catch (InputException e) {
              why = e.getMessage();
            }
          }
          return new Deleted(moved, why, refreshed());
        },
        deleted -> {
          show(deleted.news());
          if (!deleted.names().isEmpty()) {
            done.accept(deleted.names());
          }
          if (!deleted.why().isEmpty()) {
            refusals.accept(deleted.why());
          }
        });
  }

  private record Deleted(List<String> names, String why, News news) {}

  /// Takes runs back out of the trash.
  void restore(List<String> names) {
    inBackground(
        () -> {
          for (String name : names) {
            var _ = new RunTrash(runs).restore(name);
          }
          return refreshed();
        },
        this::show);
  }

  /// Removes the deleted runs for good.
  ///
  /// @param done told how many bytes that freed
  void emptyTrash(Consumer<Long> done) {
    inBackground(() -> new RunTrash(runs).empty(), done);
  }

  /// Removes all checkpoints but the best and the newest.
  ///
  /// @param done told how many bytes that freed
  void prune(List<RunItem> chosen, Consumer<Long> done) {
    List<RunFolder> folders = chosen.stream().map(this::folder).toList();
    inBackground(
        () -> {
          long freed = 0;
          for (RunFolder run : folders) {
            freed += Pruning.prune(run, 1);
          }
          return freed;
        },
        freed -> {
          done.accept(freed);
          look();
        });
  }

  /// Does something that takes its time off the FX thread, after what was asked for before.
  <T> void inBackground(Callable<T> work, Consumer<T> done) {
    inBackground(work, done, refusals);
  }

  private <T> void inBackground(Callable<T> work, Consumer<T> done, Consumer<String> refused) {
    if (disposed) {
      return;
    }
    worker.execute(() -> {
      Runnable outcome;
      try {
        T result = work.call();
        outcome = () -> done.accept(result);
      } catch (InputException e) {
        outcome = () -> refused.accept(e.getMessage());
      } catch (Exception e) {
        LOG.error("Runs could not be looked at.", e);
        outcome = () -> refused.accept(e.toString());
      }
      Runnable last = outcome;
      Platform.runLater(() -> {
        if (!disposed) {
          last.run();
        }
      });
    });
  }

  /// What a look brought.
  ///
  /// @param names of the runs that are found; null where that cannot have changed
  private record News(RunIndex.Changes changes, @Nullable Set<String> names) {}

  private News look(String text) {
    RunIndex now = index();
    long begin = System.nanoTime();
    RunIndex.Changes changes;
    if (cost == 0 || begin - lookedAt > SHARE * cost) {
      changes = now.refresh();
      lookedAt = System.nanoTime();
      cost = lookedAt - begin;
    } else {
      changes = now.refreshUnfinished();
    }
    return news(changes, text);
  }

  private News refreshed() {
    return news(index().refresh(), search);
  }

  private News news(RunIndex.Changes changes, String text) {
    if (text.isBlank() || changes.isEmpty()) {
      return new News(changes, null);
    }
    try {
      return new News(changes, index().names(RunSearch.parse(text, index().settings())));
    } catch (InputException e) {
      return new News(changes, null); // what was found last stays
    }
  }

  private RunIndex index() {
    if (index == null) {
      index = RunIndex.open(project, runs);
      List<RunRow> known = index.rows(RunSearch.ALL);
      // what it knew the last time is shown before the folders are looked at
      Platform.runLater(() -> {
        if (!disposed && items.isEmpty()) {
          known.forEach(row -> items.put(row.run(), new RunItem(row)));
          count.set(items.size());
          showAll();
        }
      });
    }
    return index;
  }

  private void shown(News news) {
    looking = false;
    show(news);
  }

  private void show(News news) {
    boolean others = !news.changes().gone().isEmpty();
    news.changes().gone().forEach(items::remove);
    for (RunRow row : news.changes().changed()) {
      RunItem item = items.get(row.run());
      if (item == null) {
        items.put(row.run(), new RunItem(row));
        others = true;
      } else {
        item.set(row);
      }
    }
    count.set(items.size());
    loaded.set(true);
    if (news.names() != null) {
      show(news.names());
    } else if (others && search.isBlank()) {
      showAll();
    } else if (others) {
      found.removeIf(item -> !items.containsKey(item.name()));
    }
  }

  private void showAll() {
    show(items.keySet());
  }

  private void show(Set<String> names) {
    List<RunItem> now =
        items.values().stream()
            .filter(item -> names.contains(item.name()))
            .sorted(
                Comparator.comparingLong((RunItem item) -> item.row().order())
                    .thenComparing(RunItem::name)
                    .reversed())
            .toList();
    if (!now.equals(found)) {
      found.setAll(now);
    }
  }

  @Override
  public void dispose() {
    disposed = true;
    worker.execute(() -> {
      if (index != null) {
        index.close();
      }
    });
    worker.shutdown();
  }
}
