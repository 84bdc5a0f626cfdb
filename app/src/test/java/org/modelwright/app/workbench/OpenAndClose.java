package org.modelwright.app.workbench;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.modelwright.app.command.CommandId;
import org.modelwright.file.FileTree;
import org.modelwright.graph.Edit;

/// Opens projects one after the other, looks at everything in them, edits and closes them, and tells
/// what is left of them in memory. Its main prints the heap in use after every ten of fifty.
final class OpenAndClose {

  private static final List<CommandId> ROOMS =
      List.of(
          CommandId.SHOW_PROGRAM_BESIDE,
          CommandId.SHOW_PROGRAM,
          CommandId.SHOW_DATA,
          CommandId.SHOW_ANALYZER,
          CommandId.SHOW_LOG,
          CommandId.SHOW_DRAWING,
          CommandId.SHOW_PROGRAM_BESIDE);

  private final Stage stage;
  private final Path folder;
  private final TestWindow window;
  private final List<WeakReference<Object>> closed = new ArrayList<>();
  private int rounds;

  /// @param folder an empty one, for the projects
  OpenAndClose(Stage stage, Path folder) throws Exception {
    this.stage = stage;
    this.folder = folder;
    window = onFx(() -> new TestWindow(stage, folder, Optional.empty()));
  }

  public static void main(String[] args) throws Exception {
    var ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    Platform.setImplicitExit(false);
    Path folder = Files.createTempDirectory("open-and-close");
    var rounds = new OpenAndClose(onFx(Stage::new), folder);
    System.out.println("projects  heap in use, MiB  still held");
    for (int i = 0; i <= 50; i++) {
      if (i % 10 == 0) {
        Map<String, Integer> held = rounds.held();
        System.out.printf("%8d  %16.1f  %s%n", i, used() / 1048576.0, held);
      }
      rounds.another();
    }
    FileTree.delete(folder);
    System.exit(0);
  }

  /// Opens one more project, uses it and closes it.
  void another() throws Exception {
    Path project = TestWindow.project(folder.resolve("model-" + rounds++), "java-lm");
    onFx(() -> {
      closed.add(new WeakReference<>(stage.getScene().lookup("#start-page")));
      window.window.projects().open(project);
      return 0;
    });
    TestWindow.waitFor(() -> window.isOpen() && hasAnalysis());
    onFx(() -> {
      for (CommandId room : ROOMS) {
        window.context.commands().run(room);
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
      }
      var edit = new Edit.SetRepeat("main", "stack", 8);
      if (!window.session().design().execute(edit)) {
        throw new AssertionError("the edit was refused");
      }
      window.context.commands().run(CommandId.UNDO);
      return 0;
    });
    onFx(() -> {
      closed.add(new WeakReference<>(window.session()));
      closed.add(new WeakReference<>(window.session().design()));
      closed.add(new WeakReference<>(window.session().data()));
      Node view = stage.getScene().lookup("#project-view");
      closed.add(new WeakReference<>(view));
      view.lookupAll("*").stream()
          .filter(n -> n.getClass().getName().startsWith("org.modelwright"))
          .forEach(n -> closed.add(new WeakReference<>(n)));
      window.window.projects().closeProject();
      return 0;
    });
    TestWindow.waitFor(() -> !window.isOpen());
  }

  private boolean hasAnalysis() {
    return window.session().design().analysisProperty().get() != null;
  }

  /// What of the closed projects has not been collected within ten seconds: how many of each class.
  Map<String, Integer> held() throws InterruptedException {
    Map<String, Integer> held = left();
    for (int i = 0; i < 50 && !held.isEmpty(); i++) {
      System.gc();
      Thread.sleep(200);
      held = left();
    }
    return held;
  }

  private Map<String, Integer> left() {
    var held = new TreeMap<String, Integer>();
    for (WeakReference<Object> reference : closed) {
      Object left = reference.get();
      if (left != null) {
        held.merge(left.getClass().getSimpleName(), 1, Integer::sum);
      }
    }
    return held;
  }

  void close() throws Exception {
    onFx(() -> {
      window.window.close();
      return 0;
    });
  }

  /// Bytes.
  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  static <T> T onFx(Callable<T> work) throws Exception {
    if (Platform.isFxApplicationThread()) {
      return work.call();
    }
    var result = new CompletableFuture<T>();
    Platform.runLater(() -> {
      try {
        result.complete(work.call());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    });
    return result.get();
  }
}
