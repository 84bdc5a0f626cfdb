package org.modelwright.app.common;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.IoReason;
import org.modelwright.progress.Progress;

/// Long actions off the FX thread, with progress and cancel. The status bar shows the newest.
public final class Tasks {

  /// What a long action does; it may throw what it likes.
  @FunctionalInterface
  public interface Work<T> {
    T run(Progress progress) throws Exception;
  }

  /// One action that is going on.
  public static final class Running {
    private final String name;
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private volatile boolean cancelled;
    private volatile long shown;

    private Running(String name) {
      this.name = name;
    }

    /// In the words of a menu, in the language in which it was started.
    public String name() {
      return name;
    }

    public ReadOnlyStringProperty activityProperty() {
      return activity.getReadOnlyProperty();
    }

    /// From 0 to 1, or -1 where it is not known.
    public ReadOnlyDoubleProperty fractionProperty() {
      return fraction.getReadOnlyProperty();
    }

    /// Asks it to end; it does at the next place where it looks.
    public void cancel() {
      cancelled = true;
    }

    private final class Listener implements Progress {
      @Override
      public void report(String words, long done, long total) {
        long now = System.nanoTime();
        if (now - shown < 50_000_000 && done != total) {
          return; // as often as an eye can follow
        }
        shown = now;
        Platform.runLater(() -> {
          activity.set(words);
          fraction.set(total > 0 ? (double) done / total : -1);
        });
      }

      @Override
      public boolean cancelled() {
        return cancelled;
      }
    }
  }

  private final ObservableList<Running> running = FXCollections.observableArrayList();
  private final ObservableList<Running> view = FXCollections.unmodifiableObservableList(running);

  /// In the order of their start.
  public ObservableList<Running> running() {
    return view;
  }

  /// Writes a file that the user asked for; it appears whole or not at all.
  ///
  /// @param content made off the FX thread
  /// @param whenFailed told why, in a few words
  public Running write(
      String name,
      Path file,
      Callable<byte[]> content,
      Consumer<Path> whenDone,
      Consumer<String> whenFailed) {
    return start(
        name,
        _ -> {
          AtomicFile.write(file, content.call());
          return file;
        },
        whenDone,
        why ->
            whenFailed.accept(
                why instanceof IOException io
                    ? IoReason.of(io)
                    : Objects.toString(why.getMessage(), why.toString())));
  }

  /// Starts an action. Of `whenDone` and `whenFailed` one is called, on the FX thread; none where the
  /// action was cancelled.
  ///
  /// @param name in the words of a menu
  public <T> Running start(
      String name, Work<T> work, Consumer<T> whenDone, Consumer<Throwable> whenFailed) {
    var task = new Running(name);
    running.add(task);
    Thread.ofVirtual()
        .name("task")
        .start(() -> {
          Runnable outcome;
          try {
            T result = work.run(task.new Listener());
            outcome = () -> whenDone.accept(result);
          } catch (CancellationException e) {
            outcome = () -> {};
          } catch (Throwable e) {
            outcome = () -> whenFailed.accept(e);
          }
          Runnable last = outcome;
          Platform.runLater(() -> {
            running.remove(task);
            last.run();
          });
        });
    return task;
  }
}
