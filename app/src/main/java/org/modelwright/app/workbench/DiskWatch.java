package org.modelwright.app.workbench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.FileStamp;
import org.modelwright.app.common.Periodic;
import org.modelwright.file.InputException;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.project.Project;

/// Notices that another program has written a project's files: looks every 2 s, and when asked. Reads on
/// a thread of its own and tells on the FX thread. Stamps instead of the system's watch service, which
/// knows nothing of network drives and takes handles that a folder then cannot be removed with.
final class DiskWatch implements Disposable {

  /// Whoever wants to know.
  interface Listener {
    /// Told once for each state of the file.
    void drawingChanged(Architecture drawing, FileStamp stamp);

    /// Told once for each state of the file.
    ///
    /// @param why a sentence
    void drawingBroken(String why);

    void surroundingsChanged(ProjectOnDisk.Surroundings now);
  }

  private static final List<String> SURROUNDINGS =
      List.of(Project.DATA, Project.TRAINING, Project.HARDWARE);

  private record Seen(
      FileStamp stamp,
      Optional<Consumer<Listener>> drawing,
      Optional<ProjectOnDisk.Surroundings> surroundings) {}

  private final ProjectSession session;
  private final Listener listener;
  private final Periodic clock;
  private List<FileStamp> surroundings;
  private @Nullable FileStamp told;
  private boolean looking;
  private boolean disposed;

  DiskWatch(ProjectSession session, Listener listener) {
    this.session = session;
    this.listener = listener;
    surroundings = stamps(session.folder());
    clock = new Periodic(Duration.ofSeconds(2), this::look);
  }

  /// Looks now.
  void look() {
    if (looking || disposed) {
      return;
    }
    looking = true;
    FileStamp known = session.stamp();
    FileStamp toldBefore = told;
    Path folder = session.folder();
    List<FileStamp> before = surroundings;
    Thread.ofVirtual()
        .name("disk-watch")
        .start(() -> {
          try {
            List<FileStamp> now = stamps(folder);
            Seen seen = see(folder, known, toldBefore, !now.equals(before));
            Platform.runLater(() -> {
              surroundings = now;
              tell(seen, known);
            });
          } finally {
            Platform.runLater(() -> looking = false);
          }
        });
  }

  private static Seen see(
      Path folder, FileStamp known, @Nullable FileStamp told, boolean surroundings) {
    Path file = folder.resolve(Project.ARCHITECTURE);
    FileStamp stamp = FileStamp.of(file);
    Optional<Consumer<Listener>> drawing = Optional.empty();
    if (!stamp.equals(known) && !stamp.equals(told)) {
      try {
        Architecture read = ArchitectureYaml.read(file).architecture();
        drawing = Optional.of(l -> l.drawingChanged(read, stamp));
      } catch (InputException e) {
        drawing = Optional.of(l -> l.drawingBroken(e.getMessage()));
      }
    }
    return new Seen(
        stamp,
        drawing,
        surroundings ? Optional.of(ProjectOnDisk.Surroundings.read(folder)) : Optional.empty());
  }

  private void tell(Seen seen, FileStamp known) {
    if (disposed) {
      return;
    }
    // what has been saved here meanwhile is not another program's doing
    if (session.stamp().equals(known) && seen.drawing().isPresent()) {
      told = seen.stamp();
      seen.drawing().get().accept(listener);
    }
    seen.surroundings().ifPresent(listener::surroundingsChanged);
  }

  private static List<FileStamp> stamps(Path folder) {
    return Stream.concat(SURROUNDINGS.stream(), Stream.of(Project.FILE))
        .map(file -> FileStamp.of(folder.resolve(file)))
        .toList();
  }

  @Override
  public void dispose() {
    disposed = true;
    clock.dispose();
  }
}
