package org.modelwright.app.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Look;

/// Pictures of the page, for a look at it: `DataPictures FOLDER`.
final class DataPictures {

  private DataPictures() {}

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[0]));
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    Path project = project(Files.createTempDirectory("data-pictures"));
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> {
      e.printStackTrace();
      System.exit(1);
    });
    for (boolean prepared : new boolean[] {false, true}) {
      for (boolean dark : new boolean[] {false, true}) {
        for (Locale locale : Texts.LANGUAGES) {
          for (int width : new int[] {500, 1000}) {
            String name =
                (prepared ? "prepared" : "first")
                    + (dark ? "-dark-" : "-light-")
                    + locale.getLanguage()
                    + "-"
                    + width
                    + ".png";
            picture(project, out.resolve(name), width, dark, locale, prepared);
          }
        }
      }
    }
    Platform.exit();
  }

  private static Path project(Path folder) throws IOException {
    Path texts = Files.createDirectories(folder.resolve("poems"));
    var random = new Random(1);
    String[] words = "the moon rises over a quiet hill and nobody speaks of winter".split(" ");
    for (int i = 0; i < 60; i++) {
      var text = new StringBuilder();
      int length = (int) Math.exp(2 + 5 * random.nextDouble());
      for (int j = 0; j < length; j++) {
        text.append(words[random.nextInt(words.length)]).append(j % 8 == 7 ? ",\n\t" : " ");
      }
      Files.writeString(texts.resolve("poem%02d.txt".formatted(i)), text + "春天\n");
    }
    Files.writeString(texts.resolve("copy.txt"), Files.readString(texts.resolve("poem03.txt")));
    Files.write(texts.resolve("logo.txt"), new byte[] {0, 1, 2});
    var rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append("{\"id\": %d, \"body\": \"a row of a table, number %d\"}\n".formatted(i, i));
    }
    Files.writeString(folder.resolve("posts.jsonl"), rows);
    Files.writeString(
        folder.resolve("data.yaml"),
        """
        sources:
          - {path: poems, include: ["**/*.txt"]}
          - {path: posts.jsonl, field: body, weight: 2}
        split: {by: document, validation: 0.1}
        tokenizer: {kind: bpe, vocabulary: 300}
        context: 64
        windows: padded
        duplicates: {near: count}
        """);
    return folder;
  }

  private static void picture(
      Path project, Path file, int width, boolean dark, Locale locale, boolean prepared)
      throws Exception {
    var shown = new CountDownLatch(1);
    var view = new DataView[1];
    var model = new DataModel[1];
    Platform.runLater(() -> {
      model[0] = new DataModel(project);
      var context = Designs.context(locale);
      view[0] = new DataView(context, model[0]);
      if (!prepared) {
        model[0].set("split.validation", "0.7");
        model[0].set("context", "none");
      } else {
        model[0].prepare(context.tasks(), "prepare");
        model[0].set("duplicates.exact", "drop");
      }
      Scene scene = Look.scene(view[0], dark, width, 400);
      scene.getRoot().applyCss();
      shown.countDown();
    });
    shown.await();
    TimeUnit.MILLISECONDS.sleep(prepared ? 2000 : 400);
    var drawn = new CountDownLatch(1);
    Platform.runLater(() -> {
      var scroll = (ScrollPane) view[0].getCenter();
      var next = (javafx.scene.control.Button) view[0].lookup("#data-documents-show");
      if (prepared && next != null) {
        next.fire();
      }
      view[0].getScene().snapshot(null);
      drawn.countDown();
      int height = (int) ((javafx.scene.layout.Region) scroll.getContent()).prefHeight(width) + 60;
      view[0].getProperties().put("height", height);
    });
    drawn.await();
    TimeUnit.MILLISECONDS.sleep(500);
    Look.onFx(() -> {
      DataView root = view[0];
      int height = (int) root.getProperties().get("height") + 260;
      root.getScene().setRoot(new Group());
      Scene tall = Look.scene(root, dark, width, height);
      tall.snapshot(null); // lays out
      Look.write(tall.snapshot(null), file);
      return file;
    });
  }
}
