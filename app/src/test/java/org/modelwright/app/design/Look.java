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
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Views as pictures, to be looked at.
public final class Look {

  private static final String FAMILIES =
      """
      -mw-family-input: #57606a; -mw-family-embedding: #0969da; -mw-family-norm: #1a7f37;
      -mw-family-linear: #8250df; -mw-family-activation: #bf3989; -mw-family-attention: #cf222e;
      -mw-family-combine: #9a6700; -mw-family-regularization: #6e7781; -mw-family-head: #0550ae;
      -mw-family-custom: #116329; -mw-family-block: #24292f;
      """;

  private Look() {}

  public static void theme(boolean dark) {
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
  }

  /// A scene with what the window itself brings.
  public static Scene scene(Parent view, double width, double height) {
    var root = new StackPane(view);
    root.setStyle(FAMILIES);
    return new Scene(root, width, height);
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
