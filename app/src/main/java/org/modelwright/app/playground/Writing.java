package org.modelwright.app.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.evaluate.Prediction;
import org.modelwright.evaluate.TextGenerator.Request;
import org.modelwright.file.InputException;
import org.modelwright.launch.ProcessFailedException;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A text that one checkpoint writes. The checkpoint stays loaded for the next text, until another one is
/// asked. Belongs to the FX thread; what takes time is done on a thread of its own.
final class Writing implements Disposable {

  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);

  /// Between two looks of the eye.
  private static final long FRAME_NANOS = 33_000_000;

  /// What it does.
  sealed interface State {
    /// Nothing has been written yet.
    record Idle() implements State {}

    record Loading() implements State {}

    /// @param step of the checkpoint
    /// @param tokens written so far
    record Writes(long step, int tokens, double tokensPerSecond) implements State {}

    /// @param stopped whether the user ended it
    record Ended(long step, int tokens, double tokensPerSecond, boolean stopped) implements State {}

    /// @param cause a sentence
    record Failed(String cause) implements State {}

    default boolean isBusy() {
      return this instanceof Loading || this instanceof Writes;
    }
  }

  /// What a token added to the text.
  ///
  /// @param prediction null for the prompt and for what was held back at the end
  record Piece(String text, @Nullable Prediction prediction) {}

  /// A writer with what it has loaded.
  private record Loaded(RunFolder run, CheckpointWriter writer) {
    long step() {
      return writer.step();
    }

    boolean is(RunFolder other, String checkpoint) {
      return run.path().equals(other.path()) && Long.toString(step()).equals(checkpoint);
    }
  }

  private final CheckpointWriter.Source source;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("playground").factory());
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Idle());
  private final ObservableList<Piece> pieces = FXCollections.observableArrayList();

  // what follows is guarded by this
  private @Nullable Loaded loaded;
  private List<Piece> arrived = new ArrayList<>();
  private boolean writing;
  private boolean stopped;
  private boolean disposed;

  Writing(CheckpointWriter.Source source) {
    this.source = source;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  State state() {
    return state.get();
  }

  /// The text so far, the prompt first.
  ObservableList<Piece> pieces() {
    return pieces;
  }

  String text() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  /// Goes on with a prompt, unless it is at one.
  ///
  /// @param checkpoint a word as in [Checkpoints#choose]; what it means is decided now
  void write(RunFolder run, String checkpoint, Request request) {
    synchronized (this) {
      if (disposed || state().isBusy()) {
        return;
      }
      stopped = false;
      arrived.clear();
    }
    pieces.clear();
    state.set(new State.Loading());
    thread.execute(() -> {
      State end = work(run, checkpoint, request);
      Platform.runLater(() -> {
        take();
        state.set(end);
      });
    });
  }

  private State work(RunFolder run, String checkpoint, Request request) {
    try {
      Loaded model = load(run, checkpoint);
      synchronized (this) {
        if (stopped || disposed) {
          return new State.Ended(model.step(), 0, 0, true);
        }
        writing = true;
      }
      var hearing = new Hearing(model.step());
      Platform.runLater(() -> state.set(new State.Writes(model.step(), 0, 0)));
      int tokens = model.writer().generate(request, hearing::hear);
      synchronized (this) {
        return new State.Ended(model.step(), tokens, hearing.rate(tokens), stopped);
      }
    } catch (InputException e) {
      return failed(e); // the process goes on: the next prompt may be a better one
    } catch (ProcessFailedException | CancellationException e) {
      unload();
      return failed(e);
    } catch (RuntimeException e) {
      if (!isDisposed()) { // or else its process was ended on purpose
        LOG.error("A checkpoint could not write.", e);
      }
      unload();
      return failed(e);
    } finally {
      synchronized (this) {
        writing = false;
      }
    }
  }

  private synchronized boolean isDisposed() {
    return disposed;
  }

  private static State failed(RuntimeException e) {
    return new State.Failed(Objects.requireNonNullElse(e.getMessage(), e.toString()));
  }

  /// The checkpoint as it is in memory, whatever has become of its files, or else from its files.
  private Loaded load(RunFolder run, String checkpoint) {
    Loaded now;
    synchronized (this) {
      now = loaded;
    }
    if (now != null && now.is(run, checkpoint)) {
      return now;
    }
    if (now != null) {
      long step = Checkpoints.step(Checkpoints.of(run).choose(checkpoint));
      if (now.is(run, Long.toString(step))) {
        return now;
      }
      unload();
    }
    // by its word: what a training prunes before it is loaded is then chosen anew
    var made = new Loaded(run, source.open(run, checkpoint));
    synchronized (this) {
      if (!disposed) {
        loaded = made;
        return made;
      }
    }
    made.writer().close();
    throw new CancellationException();
  }

  /// Hears the tokens in the thread that waits for them.
  private final class Hearing {
    private final long step;
    private final long begin = System.nanoTime();
    private long shown;
    private int tokens;

    private Hearing(long step) {
      this.step = step;
    }

    private void hear(String text, @Nullable Prediction prediction) {
      synchronized (Writing.this) {
        arrived.add(new Piece(text, prediction));
      }
      tokens += prediction == null ? 0 : 1;
      long now = System.nanoTime();
      if (now - shown >= FRAME_NANOS) {
        shown = now;
        var soFar = new State.Writes(step, tokens, rate(tokens));
        Platform.runLater(() -> {
          take();
          state.set(soFar);
        });
      }
    }

    private double rate(int count) {
      return count / Math.max(1e-9, (System.nanoTime() - begin) / 1e9);
    }
  }

  private void take() {
    List<Piece> now;
    synchronized (this) {
      now = arrived;
      arrived = new ArrayList<>();
    }
    if (!now.isEmpty()) {
      pieces.addAll(now);
    }
  }

  /// Ends the writing after the present token; one that is still loading writes nothing.
  void stop() {
    CheckpointWriter writer;
    synchronized (this) {
      stopped = true;
      writer = writing && loaded != null ? loaded.writer() : null;
    }
    if (writer != null) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              writer.stop();
            } catch (ProcessFailedException | CancellationException e) {
              LOG.debug("The process is gone, as whoever waits for it hears.", e);
            }
          });
    }
  }

  /// Ends the process. The next text loads the checkpoint again.
  void release() {
    stop();
    thread.execute(this::unload);
  }

  private void unload() {
    Loaded old;
    synchronized (this) {
      old = loaded;
      loaded = null;
    }
    if (old != null) {
      old.writer().close();
    }
  }

  @Override
  public void dispose() {
    synchronized (this) {
      disposed = true;
    }
    // at once, whatever it does: whoever waits for its answer hears that
    Thread.ofVirtual().start(this::unload);
    thread.shutdown();
  }
}
