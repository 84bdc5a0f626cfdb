package org.modelwright.app.design;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.workbench.Theme;

/// Views as the window shows them, and as pictures, to be looked at.
public final class Look {

  private Look() {}

  /// A scene with what the window itself brings.
  public static Scene scene(Parent view, boolean dark, double width, double height) {
    var scene = new Scene(new Group(), width, height);
    new Theme(new Preferences(Path.of("none")), dark).dress(scene);
    scene.setRoot(new StackPane(view)); // after the style sheets: its colours are looked up at once
    return scene;
  }

  /// Shows a view for a moment and writes what it looks like.
  public static void picture(
      String file, boolean dark, double width, double height, Supplier<Parent> view) {
    Stage window =
        onFx(() -> {
          var stage = new Stage();
          stage.setScene(scene(view.get(), dark, width, height));
          stage.show();
          return stage;
        });
    pause(700);
    onFx(() -> {
      write(window.getScene().snapshot(null), Path.of(file));
      window.hide();
      return file;
    });
  }

  /// As PNG.
  public static void write(Image image, Path file) {
    try {
      ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Does something on the FX thread and waits for it.
  public static <T> T onFx(Callable<T> work) {
    var result = new CompletableFuture<T>();
    Platform.runLater(() -> {
      try {
        result.complete(work.call());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Lets the FX thread work for so many milliseconds.
  public static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
