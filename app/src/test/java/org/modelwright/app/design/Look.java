package org.modelwright.app.design;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.modelwright.app.common.StyleSheets;

/// Views as pictures, to be looked at.
public final class Look {

  private Look() {}

  public static void theme(boolean dark) {
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
  }

  /// A scene with the window's own style sheet. That comes before the view, whose colours are looked
  /// up at once; the theme of all scenes stays as long as one is shown.
  public static Scene scene(Parent view, double width, double height) {
    var scene = new Scene(new Group(), width, height);
    scene.getStylesheets().add(StyleSheets.of("workbench"));
    scene.setRoot(new StackPane(view));
    return scene;
  }

  /// Shows a view for a moment and writes what it looks like.
  public static void picture(
      String file, boolean dark, double width, double height, Supplier<Parent> view) {
    var stage = new CompletableFuture<Stage>();
    Platform.runLater(() -> {
      try {
        theme(dark);
        var window = new Stage();
        window.setScene(scene(view.get(), width, height));
        window.show();
        stage.complete(window);
      } catch (RuntimeException e) {
        stage.completeExceptionally(e);
      }
    });
    try {
      Stage window = stage.get();
      Thread.sleep(700);
      var done = new CompletableFuture<Void>();
      Platform.runLater(() -> {
        try {
          ImageIO.write(
              SwingFXUtils.fromFXImage(window.getScene().snapshot(null), null),
              "png",
              new File(file));
          window.hide();
          done.complete(null);
        } catch (IOException e) {
          done.completeExceptionally(new UncheckedIOException(e));
        }
      });
      done.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
