package org.modelwright.app.workbench;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.modelwright.file.FileTree;

/// Opens and closes a project 50 times and prints which of its sessions, drawings and views are still
/// held afterwards, by class; `{}` where nothing is.
public final class OpenAndClose {

  private OpenAndClose() {}

  public static void main(String[] args) throws Exception {
    var ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    Platform.setImplicitExit(false);
    Path folder = Files.createTempDirectory("open-and-close");
    Path project = TestWindow.project(folder.resolve("model"), "java-lm");
    Stage stage = onFx(Stage::new);
    TestWindow window = onFx(() -> new TestWindow(stage, folder, Optional.empty()));
    var references = new ArrayList<WeakReference<Object>>();
    for (int i = 0; i < 50; i++) {
      onFx(() -> {
        window.window.projects().open(project);
        return 0;
      });
      TestWindow.waitFor(window::isOpen);
      onFx(() -> {
        references.add(new WeakReference<>(window.session()));
        references.add(new WeakReference<>(window.session().design()));
        references.add(new WeakReference<>(stage.getScene().lookup("#project-view")));
        window.window.projects().closeProject();
        return 0;
      });
    }
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(300);
    }
    var held = new TreeMap<String, Integer>();
    for (WeakReference<Object> reference : references) {
      Object left = reference.get();
      if (left != null) {
        held.merge(left.getClass().getSimpleName(), 1, Integer::sum);
      }
    }
    System.out.println(held);
    FileTree.delete(folder);
    System.exit(0);
  }

  private static <T> T onFx(Callable<T> work) throws Exception {
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
